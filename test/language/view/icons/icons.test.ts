// The icons of boxes.
import assert from 'node:assert/strict';
import { kindIs } from '#language/network/kinds.ts';
import type { BoxKind } from '#language/view/graph/diagram.ts';
import { iconOf } from '#language/view/icons/icons.ts';
import { ALL_KINDS } from '#test/support/kinds.ts';

const BOX_KINDS: readonly BoxKind[] = [
  ...ALL_KINDS.filter((kind) => kindIs(kind, 'box')),
  'region',
  'zone',
  'resolver',
  'gateway-endpoint',
  'unknown',
];

describe('the icons', () => {
  it('draw every kind of box with lines inside their square', () => {
    for (const kind of BOX_KINDS) {
      const { colour, glyph } = iconOf({ kind });
      assert.match(colour, /^#[0-9A-F]{6}$/);
      assert.match(glyph, /^M[\d .MLHVCSAZmlhvcsaz-]+$/, kind);
    }
  });

  it('differ from kind to kind', () => {
    const drawn = new Set(BOX_KINDS.map((kind) => JSON.stringify(iconOf({ kind }))));
    assert.equal(drawn.size, BOX_KINDS.length);
  });

  it('differ for public and private subnets', () => {
    assert.notDeepEqual(iconOf({ kind: 'subnet', exposure: 'public' }), iconOf({ kind: 'subnet', exposure: 'private' }));
  });
});
