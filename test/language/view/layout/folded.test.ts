// The placement of diagrams in which some boxes are collapsed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import type { Box, Diagram } from '#language/view/graph/diagram.ts';
import type { Folding } from '#language/view/graph/fold.ts';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { runs } from '#test/support/chance.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { networkText } from '#test/support/random-network.ts';
import { checkSound } from '#test/support/sound-picture.ts';

const NOTHING: Folding = { start: 'all', collapsed: [], expanded: [] };

describe('a placed network with collapsed boxes', () => {
  it('has no overlaps, no edge through a box, and every edge from border to border', async () => {
    await fc.assert(
      fc.asyncProperty(networkText, fc.infiniteStream(fc.boolean()), async (text, chance) => {
        const all = frames((await diagramFrom(text)).boxes);
        const collapsed = all.filter(() => chance.next().value === true);
        checkSound(layout(await diagramFrom(text, { folding: { ...NOTHING, collapsed } })));
        checkSound(layout(await diagramFrom(text, { folding: { ...NOTHING, start: 'vpcs' } })));
        for (const around of all.slice(0, 2)) checkSound(layout(await diagramFrom(text, { around })));
      }),
      { numRuns: runs(30) },
    );
  });

  it('keeps the order of VPCs, and the size of cards, when one of many is expanded', async () => {
    const before = vpcsOf(layout(await large([])).boxes);
    const after = vpcsOf(layout(await large(['shop-7'])).boxes);
    assert.deepEqual(
      before.map(({ box }) => box.id),
      after.map(({ box }) => box.id),
    );
    for (const [index, { box, width, height }] of after.entries())
      if (box.id !== 'shop-7') assert.deepEqual([width, height], [before[index]?.width, before[index]?.height], box.id);
    const rows = after.map(({ y }) => y);
    assert.deepEqual(
      rows,
      rows.toSorted((a, b) => a - b),
    );
  });

  it('is bounded for 10,000 resources in one VPC', async () => {
    const subnets = Array.from({ length: 10 }, (_, subnet) => {
      const instances = Array.from({ length: 1000 }, (_, index) => `instance i${subnet}-${index} { security-groups open }`);
      return `subnet s${subnet} 10.0.${subnet * 8}.0/21 {\n${instances.join('\n')}\n}`;
    });
    const text = `vpc v 10.0.0.0/16 {\n${subnets.join('\n')}\nsecurity-group open\n}`;
    const { boxes } = layout(await diagramFrom(text, { folding: { ...NOTHING, start: 'readable' } }));
    assert.equal(boxes.flatMap(({ children }) => children).length, 10);
  });
});

function large(expanded: readonly string[]): Promise<Diagram> {
  return diagramFrom(repeatedVpc(20), { folding: { start: 'readable', collapsed: [], expanded } });
}

function frames(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap(({ id, kind, children }) => [
    ...(['vpc', 'zone', 'subnet'].includes(kind) ? [id] : []),
    ...frames(children),
  ]);
}

function vpcsOf(boxes: readonly PlacedBox[]): readonly PlacedBox[] {
  return boxes.flatMap((one) => (one.box.kind === 'vpc' ? [one] : vpcsOf(one.children)));
}
