import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { root } from '#scripts/root.ts';
import { diagramFrom, pathFrom } from '#test/support/draw-text.ts';
import { networkText } from '#test/support/random-network.ts';
import { checkSound } from '#test/support/sound-picture.ts';
import { networkOf } from '#test/support/trace-text.ts';

const production = readFileSync(join(root, 'examples/production.netarch'), 'utf8');

describe('a placed network', () => {
  it('has no overlaps, no line through a box, and every line from border to border: networks of all shapes', async () => {
    await fc.assert(
      fc.asyncProperty(networkText, async (text) => {
        checkSound(await layout(await diagramFrom(text)));
        if (text.includes('flow story')) checkSound(await layout(await diagramFrom(text, { flow: 'story' })));
      }),
      { numRuns: 60 },
    );
  }).timeout(120_000);

  for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.netarch'))) {
    it(`is as sound for ${name}, its flows and its views`, async () => {
      const text = readFileSync(join(root, 'examples', name), 'utf8');
      const { flows, views } = await networkOf(text);
      checkSound(await layout(await diagramFrom(text)));
      for (const flow of flows) checkSound(await layout(await diagramFrom(text, { flow: flow.name })));
      for (const view of views) checkSound(await layout(await diagramFrom(text, { view: view.name })));
    }).timeout(60_000);
  }

  it('is the same each time, and the diagram stays as it was', async () => {
    const diagram = await diagramFrom(production, { flow: 'visit' });
    freeze(diagram);
    assert.deepEqual(await layout(diagram), await layout(diagram));
  });

  it('gives every way of the production network its words', async () => {
    const { edges } = await layout(await diagramFrom(production, { flow: 'image-pull' }));
    const told = edges.filter(({ edge }) => edge.step !== undefined);
    assert.equal(told.length, 3);
    assert.ok(told.every(({ label }) => label !== undefined && label.width > 40));
  });

  it('puts the same tiers of all zones at the same height, with the same size', async () => {
    const { boxes } = await layout(await diagramFrom(production));
    const [a, b] = all(boxes).filter(({ box }) => box.kind === 'zone');
    assert.ok(a !== undefined && b !== undefined);
    assert.deepEqual(
      a.children.map(({ y, height, width }) => ({ y, height, width })),
      b.children.map(({ y, height, width }) => ({ y, height, width })),
    );
  });

  it('stands in a picture of a handy shape', async () => {
    const { width, height } = await layout(await diagramFrom(production));
    assert.ok(width / height > 0.9 && width / height < 1.8, `${width} by ${height}`);
  });

  it('packs many VPCs into a rectangle', async () => {
    const diagram = await diagramFrom(vpcs(30));
    const placed = await layout(diagram);
    checkSound(placed);
    assert.ok(placed.width / placed.height > 0.7 && placed.width / placed.height < 2.5, `${placed.width} by ${placed.height}`);
  }).timeout(60_000);

  it('is there for a network without anything', async () => {
    const placed = await layout(await diagramFrom(''));
    checkSound(placed);
    assert.deepEqual(
      placed.boxes.map(({ box }) => box.label),
      ['Internet'],
    );
  });

  it('may have edges that lead nowhere: they are left out', async () => {
    const diagram = await diagramFrom(production);
    const lost = { id: 'lost', from: 'nobody', to: 'internet', role: 'egress', facts: [] } as const;
    const { edges } = await layout({ ...diagram, edges: [lost] });
    assert.deepEqual(edges, []);
  });
});

describe('a placed path', () => {
  const base = `
    host registry 52.85.123.45
    vpc v 10.0.0.0/16 {
      igw door
      subnet a 10.0.0.0/24 { route 0.0.0.0/0 -> door  nat exit { elastic-ip 203.0.113.10 } }
      subnet b 10.0.1.0/24 { route 0.0.0.0/0 -> exit  node worker { security-groups s }  lambda mute { security-groups shut } }
      security-group s { ingress tcp 80 from any }
      security-group shut { egress none }
    }`;

  it('runs from left to right, with all its words', async () => {
    const placed = await layout(await pathFrom(`${base} flow f { worker -> registry tcp 443 }`));
    checkSound(placed);
    const lefts = placed.boxes.map(({ x }) => x);
    assert.deepEqual(
      lefts,
      lefts.toSorted((x, y) => x - y),
    );
    assert.ok(placed.edges.every(({ label }) => label !== undefined));
  });

  it('ends beside a place that a packet never leaves, inside of the picture', async () => {
    const placed = await layout(await pathFrom(`${base} flow f { mute -> worker tcp 80 }`));
    const [edge] = placed.edges;
    assert.ok(edge?.label !== undefined && edge.label.x + edge.label.width <= placed.width);
  });
});

function all(boxes: readonly PlacedBox[]): readonly PlacedBox[] {
  return boxes.flatMap((box) => [box, ...all(box.children)]);
}

function freeze(value: Diagram): void {
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    Object.freeze(one);
    Object.values(one).forEach(visit);
  };
  visit(value);
}

function vpcs(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `vpc net-${index} 10.${index}.0.0/16 {
      igw door
      subnet a 10.${index}.0.0/24 { az x  route 0.0.0.0/0 -> door  nat exit { elastic-ip 203.0.113.${index} } }
      subnet b 10.${index}.1.0/24 { az x  route 0.0.0.0/0 -> exit  instance web-1  instance web-2 }
    }`,
  ).join('\n');
}
