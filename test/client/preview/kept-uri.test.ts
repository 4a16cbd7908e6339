// The file of a diagram that a page kept during a reload.
import assert from 'node:assert/strict';
import { isOpened } from '#client/preview/kept-uri.ts';

const opened = {
  folders: ['file:///net/shop', 'vscode-vfs://github/a/b/'],
  documents: ['file:///elsewhere/edge.netarch', 'untitled:Untitled-1'],
};

describe('the file of a restored diagram', () => {
  it('is in the workspace or open', () => {
    for (const uri of [
      'file:///net/shop/a.netarch',
      'file:///net/shop/deep/er/b%20c.netarch',
      'vscode-vfs://github/a/b/c.netarch',
      ...opened.documents,
    ])
      assert.ok(isOpened(uri, opened), uri);
  });

  it('is not any other file', () => {
    for (const uri of [
      'file:///etc/passwd',
      'file:///elsewhere/other.netarch',
      'file:///net/shop-of-others/a.netarch',
      'file:///net/shop/secret.txt',
      'file:///net/shop/../../etc/x.netarch',
      'file:///net/shop/%2e%2e/x.netarch',
      'file:///net/shop/..%2Fx.netarch',
      'file:///net/shop/..%5Cx.netarch',
      'file:///net/shop/a?b.netarch',
      'file:///net/shop/a#b.netarch',
      'file://host/net/shop/a.netarch',
      'http://example.com/a.netarch',
      'vscode-vfs://github/a/bc/d.netarch',
      '',
    ])
      assert.ok(!isOpened(uri, opened), uri);
  });
});
