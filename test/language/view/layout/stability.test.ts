// What an edit of the text does to the picture: the reader finds everything where it was.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Box } from '#language/view/graph/diagram.ts';
import { LayoutCache } from '#language/view/layout/frame/cache.ts';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';
import { root } from '#scripts/root.ts';
import { numbers, runs } from '#test/support/chance.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { exampleDigests } from '#test/support/drawn-examples.ts';
import { movementOf } from '#test/support/movement.ts';
import { networkText } from '#test/support/random-network.ts';

const EXAMPLES = readdirSync(join(root, 'examples'))
  .filter((file) => file.endsWith('.netarch'))
  .toSorted()
  .map((file) => readFileSync(join(root, 'examples', file), 'utf8'));

/** Chooses one of the values. */
type Choose = <T>(all: readonly T[]) => T | undefined;

/** Checks all examples and 20 random networks. */
async function everywhere(check: (text: string, choose: Choose) => Promise<void>): Promise<void> {
  const chooser = (seed: number): Choose => {
    const next = numbers(seed);
    return (all) => all[next(all.length)];
  };
  for (const [seed, text] of EXAMPLES.entries()) await check(text, chooser(seed));
  await fc.assert(
    fc.asyncProperty(networkText, fc.nat(), (text, seed) => check(text, chooser(seed))),
    { numRuns: runs(20) },
  );
}

describe('a layout after an edit', () => {
  it('has the same rows in the same order if a resource gets a longer or a shorter name', async () => {
    await everywhere(async (text, choose) => {
      const before = await placed(text);
      const name = choose(boxesIn(before.boxes).flatMap(({ box }) => (box.entity === undefined ? [] : [nameOf(box)])));
      if (name === undefined || name === 'internet') return;
      for (const next of ['q', `${name}-with-a-name-that-is-much-longer`]) {
        const rename = (where: string) => where.replaceAll(new RegExp(`(?<![\\w-])${name}(?![\\w-])`, 'g'), next);
        assertSameRows(before, await placed(rename(text)), rename);
      }
    });
  });

  it('has the same rows in the same order, and cards of the same height, if a label becomes longer or shorter', async () => {
    await everywhere(async (text, choose) => {
      const diagram = await diagramFrom(text);
      const before = layout(diagram);
      const id = choose(boxesIn(before.boxes))?.box.id;
      for (const label of ['q', 'A label that is much longer than it was before']) {
        const relabelled = (box: Box): Box => ({
          ...box,
          ...(box.id === id && { label }),
          children: box.children.map(relabelled),
        });
        const after = layout({ ...diagram, boxes: diagram.boxes.map(relabelled) });
        assertSameRows(before, after);
        assert.deepEqual(cardHeights(after), cardHeights(before));
        assert.equal(after.edges.length, before.edges.length);
      }
    });
  });

  it('has everything in the same reading order if a subnet gets another instance, and other VPCs are the same inside', async () => {
    await everywhere(async (text, choose) => {
      const subnet = choose([...text.matchAll(/\bsubnet [^{}\n]+\{/g)]);
      if (subnet === undefined) return;
      assertSameOrder(await placed(text), await placed(withInside(text, subnet, 'instance added')), 'same inside');
    });
  });

  it('has everything in the same reading order if a zone gets another subnet, and other VPCs are the same inside', async () => {
    await everywhere(async (text, choose) => {
      const [vpc, zone] = [choose([...text.matchAll(/\bvpc [^{}\n]+\{/g)]), choose([...text.matchAll(/\baz [\w-]+/g)])];
      if (vpc === undefined) return;
      const subnet = `subnet added 10.0.250.0/28 { ${zone?.[0] ?? ''} }`;
      assertSameOrder(await placed(text), await placed(withInside(text, vpc, subnet)), 'same inside');
    });
  });

  it('has everything in the same reading order if a VPC is added, and cards and subnets in other VPCs have the same size', async () => {
    await everywhere(async (text) => {
      const vpc = 'vpc added 10.99.0.0/16 { igw added-gate  subnet added-net 10.99.0.0/24 { route 0.0.0.0/0 -> added-gate } }';
      assertSameOrder(await placed(text), await placed(`${text}\n${vpc}`), 'same sizes');
    });
  });
});

describe('the layout of a text', () => {
  it('moves nothing if nothing has changed', async () => {
    for (const text of EXAMPLES) {
      const { mean, greatest } = movementOf(await placed(text), await placed(text));
      assert.deepEqual({ mean, greatest }, { mean: 0, greatest: 0 });
    }
  });

  it('does not depend on what was laid out before', async () => {
    const alone = await Promise.all(EXAMPLES.map(async (text) => layout(await diagramFrom(text), { cache: new LayoutCache() })));
    const cache = new LayoutCache();
    for (const [index, text] of [...EXAMPLES.entries()].toReversed())
      assert.deepEqual(layout(await diagramFrom(text), { cache }), alone[index]);
  });

  it('is drawn as the same SVG by another process that draws in another order', async () => {
    const script = `const { exampleDigests } = await import('#test/support/drawn-examples.ts');
      process.stdout.write((await exampleDigests('last')).join('\\n'));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.deepEqual(stdout.split('\n'), await exampleDigests('first'), stderr);
  });
});

async function placed(text: string): Promise<PlacedDiagram> {
  return layout(await diagramFrom(text));
}

function boxesIn(boxes: readonly PlacedBox[]): readonly PlacedBox[] {
  return boxes.flatMap((box) => [box, ...boxesIn(box.children)]);
}

/** The name by which the text declares a box. */
function nameOf({ id }: Box): string {
  return id.split('.').at(-1) ?? '';
}

/** The text with a line more at the end of the block that begins with `start`. */
function withInside(text: string, start: RegExpExecArray, line: string): string {
  let depth = 0;
  for (let index = start.index; index < text.length; index += 1) {
    if (text[index] === '{') depth += 1;
    if (text[index] === '}') depth -= 1;
    if (text[index] === '}' && depth === 0) return `${text.slice(0, index)}\n${line}\n${text.slice(index)}`;
  }
  return assert.fail('The block has no end.');
}

function assertSameRows(before: PlacedDiagram, after: PlacedDiagram, idAfter?: (id: string) => string): void {
  const { reordered, regrouped, missing } = movementOf(before, after, idAfter);
  assert.deepEqual({ reordered, regrouped, missing }, { reordered: [], regrouped: [], missing: [] });
}

/**
 * Rows may be divided otherwise, because one resource more may be one too many. VPCs without the addition keep the sizes of what is inside
 * them. They also keep the places (`same inside`), but for two things: all of it may move to the right or left together, and rows may move
 * down, because zones of VPCs side by side start at the same height. Lines that leave a VPC follow the order of their other ends, so a new
 * VPC can change places, and the gaps between rows, but no card and no subnet (`same sizes`).
 */
function assertSameOrder(before: PlacedDiagram, after: PlacedDiagram, promise: 'same inside' | 'same sizes'): void {
  const { reordered, missing } = movementOf(before, after);
  assert.deepEqual({ reordered, missing }, { reordered: [], missing: [] });
  const now = new Map(boxesIn(after.boxes).map((box) => [box.box.id, box]));
  for (const vpc of boxesIn(before.boxes).filter(({ box }) => box.kind === 'vpc')) {
    const same = now.get(vpc.box.id);
    assert.ok(same !== undefined);
    if (boxesIn(same.children).length !== boxesIn(vpc.children).length) continue;
    const inside = (one: PlacedBox) => (promise === 'same inside' ? rectsIn(one) : sizesIn(one));
    assert.deepEqual(inside(same), inside(vpc));
  }
}

/** In the VPC from the left side of its first box, in all other boxes from their top left corner. */
function rectsIn(vpc: PlacedBox): readonly string[] {
  const left = vpc.children[0]?.x ?? 0;
  const inner = (parent: PlacedBox): readonly string[] =>
    parent.children.flatMap((box) => [`${rectOf(box)} at ${box.x - parent.x},${box.y - parent.y}`, ...inner(box)]);
  return vpc.children.flatMap((box) => [`${rectOf(box)} at ${box.x - left}`, ...inner(box)]);
}

function rectOf({ box, width, height }: PlacedBox): string {
  return `${box.id} ${width}×${height}`;
}

function sizesIn(vpc: PlacedBox): readonly string[] {
  return boxesIn(vpc.children).flatMap((one) => (one.box.kind === 'zone' ? [] : [rectOf(one)]));
}

function cardHeights({ boxes }: PlacedDiagram): readonly number[] {
  return boxesIn(boxes).flatMap(({ children, height }) => (children.length === 0 ? [height] : []));
}
