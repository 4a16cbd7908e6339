// A resource of each kind, wherever the code reads one list for each kind: nothing else would notice a missing list.
import assert from 'node:assert/strict';
import { entityId } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { Box } from '#language/view/graph/diagram.ts';
import { without } from '#language/what-if/without.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { idOf, textOf } from '#test/support/kind-texts.ts';
import { ALL_KINDS } from '#test/support/kinds.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('a resource of every kind', () => {
  it('is found in the network by its id', () =>
    all(async (kind) => (await networkOf(textOf(kind))).byId.has(entityId(idOf(kind)))));

  it('is drawn if the kind has a box', () =>
    all(async (kind) => idsIn((await diagramFrom(textOf(kind))).boxes).includes(idOf(kind)) === kindIs(kind, 'box')));

  it('is gone from all lists with its interfaces if it can fail', () =>
    all(async (kind) => {
      if (!kindIs(kind, 'removable')) return true;
      const id = entityId(idOf(kind));
      const { byId, unused: _, ...lists } = without(await networkOf(textOf(kind)), { kind: 'resource', id });
      const left = [...byId.values(), ...Object.values(lists).flat()];
      return !left.some((one) => one.id === id || ('owner' in one && one.owner === id));
    }));

  it('can have a label', () =>
    all(async (kind) => {
      if (kind === 'internet') return true;
      const text = textOf(kind).replace(LABEL_PLACE, '$& "The label"');
      return (await networkOf(text)).byId.get(entityId(idOf(kind)))?.label === 'The label';
    }));
});

/** Behind the name and what belongs to it: addresses, a block, a protocol and a port, a type. */
const LABEL_PLACE = /\bit\b(?: [\d./]+(?=\s)| interface| instance-connect| outbound| corp\.example| internal| http \d+)?/;

async function all(holds: (kind: EntityKind) => Promise<boolean>): Promise<void> {
  const wrong: EntityKind[] = [];
  for (const kind of ALL_KINDS) if (!(await holds(kind))) wrong.push(kind);
  assert.deepEqual(wrong, []);
}

function idsIn(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap(({ id, children }) => [id, ...idsIn(children)]);
}
