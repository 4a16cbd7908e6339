// The width of texts, and how long texts are cut.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cutTo, widthOf } from '#language/view/layout/text-metrics.ts';

const FONT = { size: 12, bold: false };

describe('text metrics', () => {
  it('distinguish wide and narrow characters', () => {
    assert.ok(widthOf('iiii', FONT) < widthOf('mmmm', FONT));
    assert.ok(widthOf('数据', FONT) > widthOf('db', FONT));
    assert.ok(widthOf('bold', { size: 12, bold: true }) > widthOf('bold', FONT));
    assert.equal(widthOf('', FONT), 0);
  });

  it('count a grapheme once', () => {
    assert.equal(widthOf('e\u0301', FONT), widthOf('é', FONT));
    assert.equal(widthOf('👩‍🚀', FONT), widthOf('🚀', FONT));
  });

  it('keep short texts and cut long ones with an ellipsis', () => {
    assert.equal(cutTo('web', FONT, 100), 'web');
    assert.match(cutTo('a very long name of a resource', FONT, 60), /^a very.*…$/);
  });

  it('cut any text to the available width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 20, max: 300 }), (text, width) => {
        assert.ok(widthOf(cutTo(text, FONT, width), FONT) <= width + 0.001);
      }),
    );
  });

  it('never cut an emoji in two', () => {
    const family = '👩‍👩‍👧‍👦';
    assert.equal(cutTo(family.repeat(10), FONT, 60), `${family.repeat(2)}…`);
  });
});
