// The file for draw.io: every box and every edge is a shape of its own, where the picture has it, and connected.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';
import { root } from '#scripts/root.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { type Element, parseXml } from '#test/support/well-formed.ts';

const EXAMPLES = join(root, 'examples');

async function drawn(text: string): Promise<{ readonly picture: PlacedDiagram; readonly cells: readonly Element[] }> {
  const picture = pictureOf(await networkOf(text), { kind: 'network' });
  const file = parseXml(written(picture, 'drawio', { theme: 'light' }));
  const [cells] = below(below(below([file], 'diagram'), 'mxGraphModel'), 'root');
  return { picture, cells: cells?.children ?? [] };
}

function below(elements: readonly Element[], name: string): readonly Element[] {
  return elements.flatMap(({ children }) => children.filter((child) => child.name === name));
}

/** The shapes of boxes or edges by their id, with their attributes and geometry. */
function shapes(cells: readonly Element[], kind: 'vertex' | 'edge'): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = cells.flatMap((object) =>
    below([object], 'mxCell')
      .filter(({ attributes }) => attributes.get(kind) === '1')
      .map((cell) => {
        const [geometry] = below([cell], 'mxGeometry');
        return [
          object.attributes.get('id') ?? '',
          new Map([...object.attributes, ...cell.attributes, ...(geometry?.attributes ?? [])]),
        ] as const;
      }),
  );
  return new Map(found);
}

function withInner(box: PlacedBox, parent?: PlacedBox): readonly (readonly [PlacedBox, PlacedBox | undefined])[] {
  return [[box, parent], ...box.children.flatMap((child) => withInner(child, box))];
}

describe('the file for draw.io', () => {
  for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.netarch'))) {
    it(`has every box and edge of ${file}`, async () => {
      const { picture, cells } = await drawn(readFileSync(join(EXAMPLES, file), 'utf8'));
      const vertices = shapes(cells, 'vertex');
      const boxes = picture.boxes.flatMap((box) => withInner(box));
      assert.equal(vertices.size, boxes.length);
      for (const [{ box, x, y, width, height }, parent] of boxes) {
        const shape = vertices.get(`box ${box.id}`);
        assert.equal(shape?.get('parent'), parent === undefined ? 'layer' : `box ${parent.box.id}`);
        const place = ['x', 'y', 'width', 'height'].map((name) => Number(shape?.get(name)));
        const expected = [x - (parent?.x ?? 0), y - (parent?.y ?? 0), width, height];
        for (const [index, value] of expected.entries()) assert.ok(Math.abs((place[index] ?? Number.NaN) - value) < 0.01, box.id);
      }
      const edges = shapes(cells, 'edge');
      assert.equal(edges.size, picture.edges.length);
      for (const [index, { edge }] of picture.edges.entries()) {
        const shape = edges.get(`edge-${index}`);
        assert.deepEqual([shape?.get('source'), shape?.get('target')], [`box ${edge.from}`, `box ${edge.to}`]);
        assert.ok(vertices.has(shape?.get('source') ?? '') && vertices.has(shape?.get('target') ?? ''));
      }
    });
  }

  it('has names as data, whatever is in them', async () => {
    const { cells } = await drawn(`vpc v 10.0.0.0/16 "<b>;shape=image;&amp;\u0000" {
  subnet s 10.0.0.0/24 "x;container=0" { instance i "line\ttab" }
}`);
    const labels = [...shapes(cells, 'vertex').values()].map((shape) => shape.get('label'));
    assert.ok(labels.includes('<b>;shape=image;&amp;\ufffd\n10.0.0.0/16'), JSON.stringify(labels));
    assert.ok([...shapes(cells, 'vertex').values()].every((shape) => !shape.get('style')?.includes('container=0')));
    // Labels are not read as HTML.
    assert.ok([...shapes(cells, 'vertex').values()].every((shape) => shape.get('style')?.includes('html=0')));
  });

  it('gives the same text for the same network', async () => {
    const text = readFileSync(join(EXAMPLES, 'production.netarch'), 'utf8');
    const [once, again] = [await networkOf(text), await networkOf(text)].map((network) =>
      written(pictureOf(network, { kind: 'network' }), 'drawio', { theme: 'dark' }),
    );
    assert.equal(once, again);
  });
});
