// Texts of 100 KB that would be large pictures: each is drawn with a bounded number of boxes and lines, and says what it leaves out.
import assert from 'node:assert/strict';
import { boxIs } from '#language/view/graph/box-kind.ts';
import { MOST_BOXES, MOST_CONNECTORS } from '#language/view/graph/crowds.ts';
import type { Box, Diagram, Edge } from '#language/view/graph/diagram.ts';
import { MOST_CHARACTERS, MOST_LINES } from '#language/view/graph/texts.ts';
import { LayoutCache } from '#language/view/layout/frame/cache.ts';
import type { FrameInput } from '#language/view/layout/frame/frame-input.ts';
import { layout } from '#language/view/layout/layout.ts';
import { MOST_MOVES } from '#language/view/layout/layout-path.ts';
import { FEW_PARTS, MOST_PARTS, MOST_STEPS } from '#language/view/layout/line-bounds.ts';
import type { PlacedDiagram } from '#language/view/layout/placed.ts';
import { graphOf } from '#language/view/subject.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { boxOf, diagramWith, edgeOf, idsOf } from '#test/support/hand-made.ts';
import { exampleTexts } from '#test/support/mutations.ts';
import { core, withDocument } from '#test/support/services.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { KINDS } from './kinds.ts';
import { times } from './lines.ts';

/** The kinds of kinds.ts that are large as pictures. */
const LARGE: readonly string[] = [
  'a prefix list used by many rules',
  'VPCs of many blocks, and peerings between them',
  'listeners',
  'attachments of a transit gateway',
  'rules of one group',
  'names of many letters',
  'labels of many letters',
  'VPCs that all peer with each other',
  'subnets that route to many NAT gateways',
  'hosts that many instances call',
];

const OTHERS: Readonly<Record<string, () => string>> = {
  'instances in one subnet': () => inSubnet(times(6000, (index) => `instance i${index}\n`)),
  'instances with one address': () => inSubnet(times(2500, (index) => `instance i${index} 10.0.0.9\n`)),
  'instances that the internet reaches': () =>
    inSubnet(times(2000, (index) => `instance i${index} { public-ip  security-groups g }\n`)),
  'hosts of the internet': () => times(4000, (index) => `host h${index} 52.${index >> 8}.${index & 255}.1\n`),
  'functions behind APIs': () => times(1500, (index) => `api-gateway a${index} { invoke f${index} }\nlambda f${index}\n`),
  'subnets in many zones': () =>
    inVpc(
      times(1200, (index) => `subnet s${index} 10.0.${index >> 4}.${(index & 15) * 16}/28 { az z${index % 40}  instance i }\n`),
    ),
  'load balancers and targets': () =>
    inVpc(
      `subnet t 10.0.128.0/18 { ${times(40, (index) => `instance n${index}  `)} }\n` +
        times(
          40,
          (one) => `nlb l${one} internal { subnets t  ${times(20, (port) => `listen tcp ${port + 1} -> g${one}x${port}  `)} }\n`,
        ) +
        times(40, (one) => times(20, (port) => `target-group g${one}x${port} tcp 80 { targets n${port}, n${port + 20} }\n`)),
    ),
  'instances with many interfaces': () =>
    inVpc(
      times(30, (index) => `subnet s${index} 10.0.${index}.0/24\n`) +
        `subnet t 10.0.128.0/18 {\n${times(70, (one) => `instance i${one} { ${times(28, (index) => `interface e${index} { subnets s${index} } `)} }\n`)}}\n`,
    ),
  'lines to sites': () =>
    `${times(700, (index) => `network o${index} 172.${16 + (index >> 8)}.${index & 255}.0/24\nvpn l${index} { vpc v  remote o${index} }\n`)}${inSubnet('instance i')}`,
  'routes from each subnet to each instance': () => inVpc(subnetsToInstances(50)),
  'VPCs in which each subnet has routes to each instance': () =>
    times(25, (index) => inVpc(subnetsToInstances(7, 'n'.repeat(1 + (index % 19))), `v${index} 10.${index}.0.0/16`)),
  'transit gateways that attach every VPC': () =>
    times(60, (index) => `vpc v${index} 10.${index}.0.0/16 { subnet s 10.${index}.0.0/24 }\n`) +
    times(30, (hub) => `transit-gateway hub${hub} {\n${times(60, (index) => `attach v${index} { subnets v${index}.s }\n`)}}\n`),
  'resources in a VPC with a long name': () =>
    inVpc(`subnet s 10.0.0.0/18 {\n${times(2000, (index) => `instance i${index}\n`)}}`, `${'n'.repeat(50_000)} 10.0.0.0/16`),
  'a flow with many steps': () =>
    `${inSubnet(times(40, (index) => `instance i${index}\n`))}flow f {\n${times(4000, (index) => `  i${index % 40} -> i${(index * 7 + 1) % 40} tcp 443\n`)}}\nview w { flows f }\n`,
};

describe('a picture of', () => {
  for (const name of LARGE) {
    it(name, () => checkBounded(KINDS.find((kind) => kind.name === name)?.text() ?? assert.fail(`no kind ${name}`)));
  }
  for (const [name, text] of Object.entries(OTHERS)) it(name, () => checkBounded(text()));
});

describe('the pictures of the examples', () => {
  it('leave nothing out, with internal traffic and without', async () => {
    for (const text of exampleTexts()) {
      const network = await networkOf(text);
      for (const internal of [true, false]) {
        const placed = layout(graphOf(network, { kind: 'network', internal }));
        assert.equal(placed.edges.length, placed.diagram.edges.length);
        assert.deepEqual([...placed.leftOut], []);
        assert.ok(boxesIn(placed.diagram.boxes).every(({ id }) => !id.startsWith('many:')));
      }
    }
  });
});

describe('what is too much for one picture', () => {
  it('is one box for all of a kind, with lines to what its members are connected with', async () => {
    const text = `vpc a 10.0.0.0/16\nvpc b 10.1.0.0/16\n${times(700, (index) => `peering p${index} { vpcs a, b }\n`)}`;
    const diagram = await diagramOfText(text);
    const crowds = diagram.boxes.filter(({ kind }) => kind === 'peering');
    assert.deepEqual(
      crowds.map(({ id, label, detail, facts }) => ({ id, label, detail, names: facts[1] })),
      [
        {
          id: 'many:/peering',
          label: '700 × VPC peering connection',
          detail: 'p0 … p699',
          names: `${idsOf(24, 'p')
            .map((_, index) => `p${index}`)
            .join(', ')} and 676 more`,
        },
      ],
    );
    assert.deepEqual(
      diagram.edges.map(({ from, to }) => [from, to]),
      [
        ['many:/peering', 'a'],
        ['many:/peering', 'b'],
      ],
    );
  });

  it('is drawn one by one up to the limit', async () => {
    const peerings = (count: number) =>
      diagramOfText(`vpc a 10.0.0.0/16\nvpc b 10.1.0.0/16\n${times(count, (index) => `peering p${index} { vpcs a, b }\n`)}`);
    const countOf = ({ boxes }: Diagram) => boxes.filter(({ kind }) => kind === 'peering').length;
    assert.equal(countOf(await peerings(MOST_CONNECTORS)), MOST_CONNECTORS);
    assert.equal(countOf(await peerings(MOST_CONNECTORS + 1)), 1);
  });

  it('is drawn one by one in a view that shows a few of them', async () => {
    const text = `${inSubnet(times(2000, (index) => `instance i${index}\n`))}view few { show v.i7, v.i1999 }\n`;
    const { boxes } = await diagramOfText(text);
    const instances = boxesIn(boxes).filter(({ kind }) => kind === 'instance');
    assert.deepEqual(
      instances.map(({ label }) => label),
      ['i7', 'i1999'],
    );
  });

  it('is left out with a note that counts it: the lines of the most frequent roles of a frame', () => {
    const ids = idsOf(40, 'card');
    const calls = ids.flatMap((from) =>
      ids.flatMap((to) => (from === to ? [] : [edgeOf(from, to, { id: `${from} ${to}`, role: 'internal' })])),
    );
    const out = ids.slice(0, 3).map((from) => edgeOf(from, 'internet', { id: `${from} out`, role: 'egress' }));
    const net = boxOf(
      'subnet',
      'net',
      ids.map((id) => boxOf('instance', id)),
    );
    const placed = layout(diagramWith([boxOf('internet', 'internet'), boxOf('vpc', 'vpc', [net])], [...calls, ...out]), {
      cache: new LayoutCache(),
    });
    assert.deepEqual(
      placed.edges.map(({ edge }) => edge.role),
      ['egress', 'egress', 'egress'],
    );
    assert.deepEqual([...placed.leftOut], [['internal', 1560]]);
    for (const theme of ['light', 'dark'] as const)
      assert.match(
        svgOf(placed, { theme }),
        />1560 internal connections are not drawn, because there are too many for one picture\./,
      );
  });

  it('counts only once in frames that are alike', () => {
    const vpcs = idsOf(30, 'vpc').map((vpc) =>
      boxOf('vpc', vpc, [
        boxOf(
          'subnet',
          `${vpc} net`,
          idsOf(12, `${vpc} card`).map((id) => boxOf('instance', id)),
        ),
      ]),
    );
    const edges = vpcs.flatMap(({ id }) =>
      idsOf(12, `${id} card`).flatMap((from, place, all) =>
        all.slice(place + 1).map((to) => edgeOf(from, to, { id: `${from} ${to}`, role: 'internal' })),
      ),
    );
    const { leftOut } = layout(diagramWith(vpcs, edges), { cache: new LayoutCache() });
    assert.deepEqual([...leftOut], []);
  });

  it('leaves out the later moves of a path', () => {
    const places = idsOf(300, 'place');
    const edges = places
      .slice(1)
      .map((to, index) => edgeOf(places[index] ?? '', to, { id: `move ${index}`, role: 'internal', step: index + 1 }));
    const path: Diagram = {
      ...diagramWith(
        places.map((id) => boxOf('instance', id)),
        edges,
      ),
      direction: 'right',
    };
    const placed = layout(path, { cache: new LayoutCache() });
    assert.equal(placed.edges.length, MOST_MOVES);
    assert.equal(placed.boxes.length, MOST_MOVES + 1);
    assert.deepEqual([...placed.leftOut], [['internal', 299 - MOST_MOVES]]);
    assert.match(svgOf(placed, { theme: 'light' }), />179 internal connections are not drawn/);
  });
});

/** Counts what the layout is asked for. */
class CountingCache extends LayoutCache {
  readonly inputs = new Map<string, FrameInput>();

  override layoutOf(input: FrameInput): ReturnType<LayoutCache['layoutOf']> {
    this.inputs.set(JSON.stringify(input), input);
    return super.layoutOf(input);
  }
}

async function checkBounded(text: string): Promise<void> {
  const diagram = await diagramOfText(text);
  for (const children of [diagram.boxes, ...boxesIn(diagram.boxes).map((box) => box.children)]) {
    assert.ok(children.filter(({ kind }) => boxIs(kind, 'connector')).length <= MOST_CONNECTORS);
    assert.ok(children.filter(({ kind }) => !boxIs(kind, 'connector') && !boxIs(kind, 'frame')).length <= MOST_BOXES);
  }
  for (const { label, detail = '', facts } of boxesIn(diagram.boxes)) checkTexts([label, detail, ...facts], facts);
  for (const { label = '', facts } of diagram.edges) checkTexts([label, ...facts], facts);
  const cache = new CountingCache();
  checkLines(layout(diagram, { cache }), [...cache.inputs.values()]);
}

function checkTexts(texts: readonly string[], facts: readonly string[]): void {
  assert.ok(texts.every(({ length }) => length <= MOST_CHARACTERS));
  assert.ok(facts.length <= MOST_LINES);
}

function checkLines(placed: PlacedDiagram, inputs: readonly FrameInput[]): void {
  const large = inputs.map(({ lines }) => lines.length).filter((count) => count > FEW_PARTS);
  assert.ok(large.reduce((sum, count) => sum + count, 0) <= MOST_PARTS, `lines of frames: ${large.join(', ')}`);
  assert.ok(placed.edges.filter(({ edge }) => isStep(edge)).length <= MOST_STEPS);
  const leftOut = [...placed.leftOut.values()].reduce((sum, count) => sum + count, 0);
  assert.equal(placed.edges.length + leftOut, placed.diagram.edges.length);
  const svg = svgOf(placed, { theme: 'dark' });
  assert.ok(svg.length < 4_000_000, `${svg.length} characters of SVG`);
  assert.equal(/ not drawn, because /.test(svg), leftOut > 0);
}

function isStep({ step }: Edge): boolean {
  return step !== undefined;
}

/** Of the view if the text has one. */
function diagramOfText(text: string): Promise<Diagram> {
  return withDocument(
    text,
    (document) => {
      assert.deepEqual(document.parseResult.parserErrors, []);
      const { network, claims } = core.netarch.netarch.Compiler.compile(document);
      const [view] = network.views;
      return graphOf(network, { kind: 'network', flows: claims.flows, ...(view && { view }) });
    },
    { validation: false },
  );
}

function boxesIn(boxes: readonly Box[]): readonly Box[] {
  return boxes.flatMap((box) => [box, ...boxesIn(box.children)]);
}

function inVpc(content: string, vpc = 'v 10.0.0.0/16'): string {
  return `vpc ${vpc} {\n  igw main\n  security-group g { ingress tcp 443 from any }\n${content}}\n`;
}

function inSubnet(content: string): string {
  return inVpc(`  subnet s 10.0.0.0/18 {\n    route 0.0.0.0/0 -> main\n${content}  }\n`);
}

function subnetsToInstances(count: number, name = 'n'): string {
  const routes = times(count, (index) => `route 172.16.${index}.0/24 -> ${name}${index}\n`);
  const instances = times(count, (index) => `instance ${name}${index} { source-dest-check off }\n`);
  return `subnet a 10.0.0.0/20 {\n${instances}}\n${times(count, (index) => `subnet s${index} 10.0.${64 + index}.0/24 {\n${routes}}\n`)}`;
}
