// Layouts of strange diagrams: each gives a picture, and none throws.
import assert from 'node:assert/strict';
import { type Diagram, EDGE_ROLES } from '#language/view/graph/diagram.ts';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedDiagram } from '#language/view/layout/placed.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { boxOf, diagramWith, edgeOf, idsOf } from '#test/support/hand-made.ts';
import { checkSound } from '#test/support/sound-picture.ts';

describe('the layout of a strange diagram', () => {
  for (const direction of ['down', 'right'] as const) {
    const pair = [boxOf('instance', 'a'), boxOf('instance', 'b')];

    it(`is a picture if it has no box, or one (${direction})`, () => {
      soundly(diagramWith([], [], direction));
      soundly(diagramWith([boxOf('instance', 'a')], [], direction));
    });

    it(`draws edges there and back (${direction})`, () => {
      soundly(diagramWith(pair, [edgeOf('a', 'b'), edgeOf('b', 'a')], direction));
    });

    for (const role of EDGE_ROLES) {
      it(`draws edges from a box to itself, ${role} (${direction})`, () => {
        soundly(diagramWith(pair, [edgeOf('a', 'a', { role })], direction));
        soundly(diagramWith(pair, [edgeOf('a', 'a', { role, label: 'tcp 80', step: 1 })], direction));
      });
    }

    it(`is a picture if edges have the same id (${direction})`, () => {
      const edges = [edgeOf('a', 'b'), edgeOf('a', 'b'), edgeOf('b', 'a', { id: 'a b' })];
      assert.equal(drawn(diagramWith(pair, edges, direction)).edges.length, 3);
    });

    it(`is a picture if labels are empty (${direction})`, () => {
      const empty = pair.map((box) => ({ ...box, label: '', detail: '' }));
      soundly(diagramWith(empty, [edgeOf('a', 'b')], direction));
    });
  }

  it('is a picture if boxes have the same id, or none', () => {
    drawn(diagramWith([boxOf('vpc', 'a', [boxOf('subnet', 'a')])], [edgeOf('a', 'a')]));
    const inner = [boxOf('subnet', 'v'), boxOf('subnet', 'a', [boxOf('instance', 'a')])];
    drawn(diagramWith([boxOf('instance', 'a'), boxOf('vpc', 'v', inner)], [edgeOf('a', 'v')]));
    const unnamed = boxOf('vpc', '', [boxOf('subnet', 's', [boxOf('instance', 'web')])]);
    drawn(diagramWith([unnamed], [edgeOf('web', 's'), edgeOf('', 's')]));
  });

  it('leaves out edges from or to boxes that do not exist, in paths too', () => {
    const edges = [edgeOf('a', 'lost'), edgeOf('lost', 'a')];
    assert.deepEqual(drawn(diagramWith([boxOf('instance', 'a')], edges, 'right')).edges, []);
  });

  it('puts a step without a label on its line, in paths too', () => {
    const pair = [boxOf('instance', 'a'), boxOf('instance', 'b')];
    soundly(diagramWith(pair, [edgeOf('a', 'b', { step: 1 })], 'right'));
  });

  it('leaves out edges from or to boxes that do not exist', () => {
    const edges = [edgeOf('a', 'lost'), edgeOf('lost', 'a'), edgeOf('lost', 'gone'), edgeOf('lost', 'lost')];
    assert.deepEqual(drawn(diagramWith([boxOf('instance', 'a')], edges)).edges, []);
  });

  it('draws a circle of edges through all levels', () => {
    const vpcs = idsOf(3, 'vpc').map((vpc) =>
      boxOf('vpc', vpc, [
        boxOf('igw', `${vpc} gate`),
        boxOf('subnet', `${vpc} net`, [boxOf('node', `${vpc} node`, [boxOf('pod', `${vpc} pod`)])]),
      ]),
    );
    const stops = idsOf(3, 'vpc').flatMap((vpc) => ['gate', 'net', 'node', 'pod'].map((part) => `${vpc} ${part}`));
    const circle = stops.map((stop, index) => edgeOf(stop, stops[(index + 5) % stops.length] ?? ''));
    soundly(diagramWith(vpcs, circle));
  });

  for (const role of EDGE_ROLES) {
    it(`draws edges from a box to what is inside it, and back, ${role}`, () => {
      const nest = boxOf('vpc', 'vpc', [boxOf('subnet', 'net', [boxOf('node', 'node', [boxOf('pod', 'pod')])])]);
      const ids = ['vpc', 'net', 'node', 'pod'];
      for (const from of ids) {
        for (const to of ids) {
          soundly(diagramWith([nest], [edgeOf(from, to, { role })]));
          soundly(diagramWith([nest], [edgeOf(from, to, { role, label: 'tcp 80', step: 1 })]));
        }
      }
      soundly(
        diagramWith(
          [nest],
          ids.flatMap((from) => ids.map((to) => edgeOf(from, to, { role }))),
        ),
      );
    });
  }

  it('is a picture if kinds are where they never are', () => {
    const strange = boxOf('region', 'region', [
      boxOf('zone', 'zone', [boxOf('vpc', 'vpc', [boxOf('region', 'inner', [boxOf('subnet', 'deep')])])]),
      boxOf('internet', 'internet', [boxOf('subnet', 'net', [boxOf('subnet', 'nested', [boxOf('peering', 'peering')])])]),
    ]);
    drawn(
      diagramWith(
        [strange, boxOf('zone', 'alone', [boxOf('instance', 'web')]), boxOf('subnet', 'free')],
        [edgeOf('deep', 'web')],
      ),
    );
  });

  it('is a picture if a text declares everything twice', async () => {
    const text = `host far 198.51.100.1
    vpc a 10.0.0.0/16 { igw gate  igw gate  subnet s 10.0.0.0/24 { az x  route 0.0.0.0/0 -> gate  instance web  instance web } }
    flow f { a.web -> far tcp 80 }`;
    for (const flow of [undefined, 'f']) soundly(await diagramFrom(`${text}\n${text}`, flow === undefined ? {} : { flow }));
  });

  it('is a picture if nothing is left of the network, or VPCs alone', async () => {
    const text =
      'vpc a 10.0.0.0/16 { igw gate  subnet s 10.0.0.0/24 { route 0.0.0.0/0 -> gate  instance web } }  vpc b 10.1.0.0/16';
    for (const depth of ['vpcs', 'subnets']) soundly(await diagramFrom(`${text}\nview v { depth ${depth} }`, { view: 'v' }));
    soundly(await diagramFrom('view v { depth vpcs }', { view: 'v' }));
  });
});

describe('the layout of long names', () => {
  const scripts: Readonly<Record<string, string>> = {
    Latin: 'Wide names ',
    Arabic: 'شبكة الإنتاج ',
    Hebrew: 'רשת ייצור ',
    Thai: 'เครือข่าย',
    Devanagari: 'नेटवर्क ',
    Chinese: '网络',
    Japanese: 'ネットワーク',
    Korean: '네트워크',
    emoji: '👩‍👩‍👧‍👦🏳️‍🌈🇩🇪',
    'combining marks': 'e\u0301\u0323\u0302\u0308',
    'zero-width characters': '\u200b\u200d\u2060\ufeff',
    'marks of direction': '\u202eabc\u202c\u2066def\u2069\u200f',
    'halves of surrogate pairs': '\ud83d',
    'line breaks and tabs': 'a\n\tb\r',
  };

  for (const [script, piece] of Object.entries(scripts)) {
    it(`is a picture for names of 500 characters: ${script}`, () => {
      const label = piece.repeat(500).slice(0, 500);
      const named = (kind: Parameters<typeof boxOf>[0], id: string, children: Parameters<typeof boxOf>[2] = []) => ({
        ...boxOf(kind, id, children),
        label,
        detail: label,
      });
      const net = named('subnet', 'net', [named('node', 'node', [named('pod', 'pod')]), named('instance', 'web')]);
      const boxes = [named('internet', 'internet'), named('vpc', 'vpc', [named('igw', 'gate'), named('zone', 'zone', [net])])];
      const edges = [
        edgeOf('web', 'gate', { label, step: 1 }),
        edgeOf('gate', 'internet', { label, step: 2 }),
        edgeOf('pod', 'web', { label }),
      ];
      const { width } = soundly(diagramWith(boxes, edges));
      assert.ok(width < 2000, `${width}`);
    });
  }
});

function drawn(diagram: Diagram): PlacedDiagram {
  const placed = layout(diagram);
  assert.ok(svgOf(placed, { theme: 'light' }).trimEnd().endsWith('</svg>'));
  for (const length of [placed.width, placed.height]) assert.ok(Number.isFinite(length) && length >= 0);
  return placed;
}

/** As `drawn`, and nothing is wrong with the picture. */
function soundly(diagram: Diagram): PlacedDiagram {
  const placed = drawn(diagram);
  checkSound(placed);
  return placed;
}
