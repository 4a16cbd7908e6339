// The diagram of two networks: what is added, removed and changed, and what the change opens, closes and reroutes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_ARROWS } from '#language/view/graph/change-edges.ts';
import type { Box, Diagram } from '#language/view/graph/diagram.ts';
import { layout } from '#language/view/layout/layout.ts';
import { graphOf, type NetworkSubject } from '#language/view/subject.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { boundedDifference } from '#language/what-if/difference.ts';
import { root } from '#scripts/root.ts';
import { edgeLines } from '#test/support/draw-text.ts';
import { golden } from '#test/support/golden.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { elementsIn, parseXml } from '#test/support/well-formed.ts';

const shop = ({ ports = '80', nat = 'nat-a', zoneB = '', more = '', label = '"Shop"' } = {}): string => `
vpc v 10.0.0.0/16 {
  igw main
  public subnet public-a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    nat nat-a { elastic-ip 203.0.113.10 }
    instance web ${label} { elastic-ip 203.0.113.12 security-groups web }
  }
  ${zoneB}
  private subnet app 10.0.2.0/24 { route 0.0.0.0/0 -> ${nat} instance one 10.0.2.10 { security-groups app } ${more} }
  security-group web { ingress tcp ${ports} from internet egress none }
  security-group app { egress tcp 443 to internet }
  security-group none { egress none }
}
view inside { show app }
`;

const B = 'public subnet public-b 10.0.1.0/24 { route 0.0.0.0/0 -> main nat nat-b { elastic-ip 203.0.113.11 } }';

async function compared(
  before: string,
  after: string,
  wanted: Partial<NetworkSubject> & { view?: never } = {},
  view?: string,
): Promise<Diagram> {
  const [old, now] = [await networkOf(before), await networkOf(after)];
  const shown = now.views.find(({ name }) => name === view);
  const against = { name: 'HEAD', network: old, changes: boundedDifference(old, now) };
  return graphOf(now, { kind: 'network', ...wanted, ...(shown && { view: shown }), against });
}

function changes({ boxes }: Diagram): readonly string[] {
  const all = (box: Box): readonly Box[] => [box, ...box.children.flatMap(all)];
  return boxes.flatMap(all).flatMap(({ id, change }) => (change === undefined ? [] : [`${change} ${id}`]));
}

function lines(diagram: Diagram): readonly string[] {
  return edgeLines(diagram).filter((line) => /opened|closed|rerouted/.test(line));
}

describe('a diagram compared with an older text', () => {
  it('has the boxes of both, each with what became of it', async () => {
    const diagram = await compared(
      shop({ zoneB: B }),
      shop({ more: 'instance two 10.0.2.11 { security-groups none }', label: '"New shop"' }),
    );
    assert.deepEqual(changes(diagram), ['changed v.web', 'removed v.public-b', 'removed v.nat-b', 'added v.two']);
    const [vpc] = diagram.boxes.filter(({ kind }) => kind === 'vpc');
    assert.deepEqual(
      vpc?.children.filter(({ kind }) => kind === 'subnet').map(({ label }) => label),
      ['public-a', 'public-b', 'app'],
      'what is removed is where it was',
    );
  });

  it('says in a tooltip what was there before', async () => {
    const diagram = await compared(shop({ nat: 'nat-a', zoneB: B }), shop({ nat: 'nat-b', zoneB: B }));
    const all = (box: Box): readonly Box[] => [box, ...box.children.flatMap(all)];
    const facts = diagram.boxes.flatMap(all).find(({ id }) => id === 'v.app')?.facts ?? [];
    assert.equal(facts[0], 'Changed');
    assert.ok(
      facts.some((fact) => /^Before: .*nat-a/.test(fact)),
      facts.join('\n'),
    );
  });

  it('draws what is opened, closed and rerouted as arrows', async () => {
    const opened = await compared(shop(), shop({ ports: '22, 80' }));
    assert.deepEqual(lines(opened), ['internet -> web: opened, opened tcp 22']);
    assert.deepEqual(opened.edges.at(-1)?.facts, ['Opened tcp 22: internet → web, via main']);
    assert.deepEqual(lines(await compared(shop({ ports: '22, 80' }), shop())), ['internet -> web: closed, closed tcp 22']);
    const rerouted = await compared(shop({ zoneB: B }), shop({ nat: 'nat-b', zoneB: B }));
    assert.deepEqual(lines(rerouted), ['one -> internet: rerouted, rerouted tcp 443']);
    assert.deepEqual(rerouted.edges.at(-1)?.facts, [
      'Rerouted tcp 443: one → internet, via nat-b, main instead of via nat-a, main',
    ]);
  });

  it('marks the lines of routes that only one of the texts has', async () => {
    const { edges } = await compared(shop({ zoneB: B }), shop({ nat: 'nat-b', zoneB: B }));
    assert.deepEqual(
      edges.filter(({ change }) => change !== undefined).map(({ from, to, change }) => `${change} ${from} -> ${to}`),
      ['added v.app -> v.nat-b', 'removed v.app -> v.nat-a'],
    );
  });

  it('has no change without a difference, whatever the order of the declarations', async () => {
    const diagram = await compared(shop(), `// The same again.\n${shop()}`);
    assert.deepEqual([changes(diagram), lines(diagram)], [[], []]);
    assert.equal(diagram.title, 'Compared with HEAD');
  });

  it('counts in a collapsed box what differs in it, and ends arrows there', async () => {
    const diagram = await compared(shop(), shop({ ports: '22, 80', more: 'instance two 10.0.2.11 { security-groups none }' }), {
      depth: 'vpcs',
    });
    const card = diagram.boxes.find(({ kind }) => kind === 'vpc');
    assert.equal(card?.change, 'changed');
    assert.equal(card?.facts.at(-1), 'In it: 1 added');
    assert.deepEqual(lines(diagram), ['internet -> v: opened, opened tcp 22']);
  });

  it('shows with a view only what the view shows', async () => {
    const diagram = await compared(
      shop(),
      shop({ ports: '22, 80', more: 'instance two 10.0.2.11 { security-groups none }' }),
      {},
      'inside',
    );
    assert.deepEqual([changes(diagram), lines(diagram)], [['added v.two'], []]);
    assert.equal(diagram.title, 'inside, compared with HEAD');
  });

  it('ends many arrows at the boxes around', async () => {
    const fleet = (rule: string): string => `vpc v 10.0.0.0/16 {
      subnet a 10.0.1.0/24 { ${names('a', 6)} }
      subnet b 10.0.2.0/24 { ${names('b', 6)} }
      security-group one { egress all to v ${rule} }
    }`;
    const names = (letter: string, count: number): string =>
      Array.from({ length: count }, (_, index) => `instance ${letter}${index} { security-groups one }`).join(' ');
    const diagram = await compared(fleet('ingress none'), fleet('ingress tcp 22 from one'));
    const arrows = diagram.edges.filter(({ role }) => role === 'opened');
    assert.ok(arrows.length > 0 && arrows.length <= MOST_ARROWS, `${arrows.length}`);
    assert.deepEqual(
      arrows.map(({ from, to }) => `${from} -> ${to}`),
      ['v.a -> v.b', 'v.b -> v.a'],
    );
    const all = (box: Box): readonly Box[] => [box, ...box.children.flatMap(all)];
    const subnet = diagram.boxes.flatMap(all).find(({ id }) => id === 'v.a');
    assert.equal(subnet?.change, 'changed');
    assert.ok(subnet?.facts.includes('Opened tcp 22: a0 → a1'), subnet?.facts.join('\n'));
  });

  it('looks like this', async () => {
    const placed = layout(
      await compared(
        shop({ zoneB: B, nat: 'nat-b', ports: '22, 80' }),
        shop({ ports: '80, 443', more: 'instance two 10.0.2.11 { security-groups none }', label: '"New shop"' }),
      ),
    );
    const svg = svgOf(placed, { theme: 'light' });
    await golden('view/compared.svg', svg);
    const words = elementsIn(parseXml(svg)).map(({ attributes }) => attributes.get('class') ?? '');
    for (const name of ['added', 'removed', 'changed', 'opened', 'closed', 'rerouted'])
      assert.ok(words.includes(name), `the legend explains ${name}`);
  });
});

describe('the picture of a comparison in the documentation', () => {
  it('is what netarch draws today', async () => {
    const production = readFileSync(join(root, 'examples/production.netarch'), 'utf8');
    const changed = CHANGED.reduce((text, [old, now]) => {
      assert.ok(text.includes(old), old);
      return text.replace(old, now);
    }, production);
    const placed = layout({ ...(await compared(production, changed)), title: 'Compared with main' });
    golden('../../docs/images/production-compared.svg', svgOf(placed, { theme: 'light' }));
    golden('../../docs/images/production-compared-dark.svg', svgOf(placed, { theme: 'dark' }));
  });
});

/** One NAT gateway for both Availability Zones, and a database for reports. */
const CHANGED: readonly (readonly [string, string])[] = [
  ['    nat nat-b "NAT gateway b" { elastic-ip 203.0.113.11 }\n', ''],
  ['route 0.0.0.0/0 -> nat-b', 'route 0.0.0.0/0 -> nat-a'],
  [
    '    database orders-b',
    '    database reports 10.0.18.40 "Reports" { engine postgres  security-groups data }\n    database orders-b',
  ],
];
