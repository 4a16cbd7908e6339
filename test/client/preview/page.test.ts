// The page of a diagram: what its policy allows.
import assert from 'node:assert/strict';
import { pageHtml } from '#client/preview/page.ts';

describe('the page', () => {
  const html = pageHtml({ script: 'https://webview/dist/webview.js', nonce: 'abc' });

  it('allows its one script and nothing else', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(policy, "default-src 'none'; script-src 'nonce-abc'");
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="abc" src="https://webview/dist/webview.js">']);
  });

  it('holds no inline script, no handler and no style', () => {
    assert.doesNotMatch(html, /<script[^>]*>[^<]|\son\w+=|<style|style=/);
  });
});
