// The HTML page of a diagram, and its content security policy.
import assert from 'node:assert/strict';
import { pageHtml } from '#client/preview/page.ts';

describe('the page', () => {
  const html = pageHtml({ script: 'https://webview/dist/webview.js', nonce: 'abc' });

  it('allows only its own script, and no forms, base or parsed HTML', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.deepEqual(policy?.split('; '), [
      "default-src 'none'",
      "script-src 'nonce-abc'",
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      'trusted-types netarch-drawing',
    ]);
    assert.deepEqual(html.match(/<script[^>]*>/g), ['<script nonce="abc" src="https://webview/dist/webview.js">']);
  });

  it('contains no inline scripts, event handlers or styles', () => {
    assert.doesNotMatch(html, /<script[^>]*>[^<]|\son\w+=|<style|style=/);
  });
});
