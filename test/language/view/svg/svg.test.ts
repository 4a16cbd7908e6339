// The SVG of a placed diagram.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Box, Diagram } from '#language/view/graph/diagram.ts';
import { layout } from '#language/view/layout/layout.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { root } from '#scripts/root.ts';
import { runs } from '#test/support/chance.ts';
import { diagramFrom, pathFrom } from '#test/support/draw-text.ts';
import { golden } from '#test/support/golden.ts';
import { elementsIn, parseXml } from '#test/support/well-formed.ts';

const production = readFileSync(join(root, 'examples/production.netarch'), 'utf8');

const TINY = `
host external 198.51.100.7
vpc home 10.0.0.0/24 {
  igw gate
  subnet only 10.0.0.0/25 {
    route 0.0.0.0/0 -> gate
    nat exit 10.0.0.5 { elastic-ip 203.0.113.8 }
    instance web 10.0.0.10 "Web & mail" { elastic-ip 203.0.113.7 security-groups open }
  }
  security-group open { ingress tcp 80, 443 from internet }
}
flow visit "A visit" { internet -> web tcp 443 }
flow intrusion "Unsolicited packet" { external -> exit tcp 12345 }`;

const CONNECTED = `
network hq 192.168.0.0/16 "Headquarters"
vpn hq-link { remote hq }
peering a-to-b { vpcs a, b }
transit-gateway hub { attach b { subnets b-hub } attach hq-link }
vpc a 10.0.0.0/16 {
  igw gate
  regional nat exit { elastic-ip 203.0.113.8 }
  subnet a-app 10.0.1.0/24 { route 0.0.0.0/0 -> exit  route 10.1.0.0/16 -> a-to-b  instance web { security-groups webs } }
  security-group webs { egress tcp 443 to b }
}
vpc b 10.1.0.0/16 {
  endpoint vault interface { service secretsmanager  subnets b-app  security-groups vpce }
  subnet b-app 10.1.1.0/24 { route 10.0.0.0/16 -> a-to-b  route 192.168.0.0/16 -> hub }
  subnet b-hub 10.1.9.0/28
  security-group vpce { ingress tcp 443 from a }
}
flow secrets "Secrets over a peering" { web -> vault tcp 443 }`;

function draw(diagram: Diagram, theme: 'light' | 'dark' = 'light'): string {
  return svgOf(layout(diagram), { theme });
}

describe('an SVG', () => {
  it('looks like this: a small network', async () => golden('view/tiny.svg', draw(await diagramFrom(TINY))));

  it('looks like this: a flow that is dropped, in the dark theme', async () =>
    golden('view/dropped-dark.svg', draw(await diagramFrom(TINY, { flow: 'intrusion' }), 'dark')));

  it('looks like this: the production network, ingress highlighted', async () =>
    golden('view/production-ingress.svg', draw(await diagramFrom(production, { highlight: 'ingress' }))));

  it('looks like this: connected networks', async () =>
    golden('view/connected.svg', draw(await diagramFrom(CONNECTED, { flow: 'secrets' }))));

  it('has no arrow on edges in both directions', async () => {
    const diagram = await diagramFrom(CONNECTED);
    const [edge] = diagram.edges.filter(({ isTwoWay }) => isTwoWay);
    const drawn = elementsIn(parseXml(draw(diagram))).find(({ attributes }) => attributes.get('data-id') === edge?.id);
    assert.ok(drawn !== undefined);
    assert.ok(!elementsIn(drawn).some(({ attributes }) => attributes.get('class') === 'arrow'));
  });

  it('looks like this: the path of a packet', async () => golden('view/path.svg', draw(await pathFrom(TINY))));

  it('is the same each time, byte for byte', async () => {
    const diagram = await diagramFrom(production);
    assert.equal(draw(diagram), draw(diagram));
  });

  it('is self-contained: no script, no event handler, no external reference', async () => {
    const elements = elementsIn(parseXml(draw(await diagramFrom(production, { flow: 'visit' }))));
    assert.deepEqual([...new Set(elements.map(({ name }) => name))].toSorted(), [
      'circle',
      'desc',
      'g',
      'path',
      'rect',
      'style',
      'svg',
      'text',
      'title',
    ]);
    for (const { attributes } of elements) {
      for (const [name, value] of attributes) {
        assert.ok(!/^on|href|style/.test(name), name);
        assert.ok(name === 'xmlns' || !/url\(|https?:/.test(value), value);
      }
    }
    assert.ok(!elements.some(({ name, text }) => name === 'style' && /url\(|@import/.test(text)));
  });

  it('tells those who cannot see it its name, its counts, what is highlighted, and the steps of its flow', async () => {
    const { attributes, children } = parseXml(draw(await diagramFrom(TINY, { flow: 'visit' })));
    assert.equal(attributes.get('role'), 'graphics-document document');
    assert.deepEqual([children[0]?.name, children[0]?.text], ['title', 'A visit']);
    assert.equal(children[1]?.name, 'desc');
    assert.deepEqual(children[1]?.text.split('\n'), [
      '1 VPC, 1 subnet, 5 other resources; 5 connections: 2 ingress, 3 egress.',
      'Ingress and egress traffic are highlighted.',
      'Step 1: from Internet to gate, tcp 443.',
      'Step 2: from gate to Web & mail, to 10.0.0.10.',
    ]);
  });

  it('has a name without a title, and says that it is empty', async () => {
    const { children } = parseXml(draw(await diagramFrom('')));
    assert.deepEqual([children[0]?.text, children[1]?.text], ['Network diagram', '1 other resource; no connections.']);
  });

  it('nests boxes with the ids that link to their lines, each with its facts', async () => {
    const elements = elementsIn(parseXml(draw(await diagramFrom(TINY))));
    const vpc = elements.find(({ attributes }) => attributes.get('data-id') === 'home');
    assert.ok(vpc);
    assert.match(vpc.attributes.get('class') ?? '', /^box vpc frame/);
    const web = elementsIn(vpc).find(({ attributes }) => attributes.get('data-id') === 'home.web');
    assert.equal(web?.children[0]?.name, 'title');
    assert.match(web?.children[0]?.text ?? '', /^Instance web\n/);
    assert.ok(elements.some(({ attributes }) => attributes.get('class') === 'edge ingress link' && attributes.has('data-id')));
  });

  it('keeps its highlight in one class of the root, and in its description', async () => {
    const lit = draw(await diagramFrom(production, { highlight: 'egress' }));
    const none = draw(await diagramFrom(production, { highlight: 'none' }));
    assert.notEqual(lit, none);
    const relit = lit.replace('highlight-egress', 'highlight-none');
    assert.equal(relit.replace('Egress traffic is highlighted', 'No traffic is highlighted'), none);
  });

  it('has a legend of the colours that it uses', async () => {
    const words = async (flow: string) =>
      elementsIn(parseXml(draw(await diagramFrom(TINY, { flow }))))
        .filter(({ name, text }) => name === 'text' && ['ingress', 'egress', 'internal', 'blocked'].includes(text))
        .map(({ text }) => text);
    assert.deepEqual(await words('visit'), ['ingress', 'egress']);
    assert.deepEqual(await words('intrusion'), ['ingress', 'egress', 'blocked']);
  });
});

describe('a label', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      ']]>',
      '"><svg onload="x">',
      "'&amp;",
      '\u0000\u0008\ufffe',
      '\ud800',
      'a\udc00b',
      'شبكة الإنتاج',
      '🚀🛰️',
      '&#0;',
      '-->',
    ),
  );

  it('is never markup, whatever it contains', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (label, fact, word) => {
        const svg = draw(labelled(label, fact, word));
        const elements = elementsIn(parseXml(svg));
        assert.ok(!elements.some(({ name }) => name === 'script' || (name === 'svg' && elements[0]?.name !== name)));
        assert.equal(elements.filter(({ attributes }) => attributes.has('data-id')).length, 4);
      }),
      { numRuns: runs(150) },
    );
  });

  it('is unchanged if XML can represent it', () => {
    for (const label of ['<b>&"\'', 'شبكة', '🚀 数据库', 'a]]>b']) {
      const elements = elementsIn(parseXml(draw(labelled(label, 'fact', 'word'))));
      assert.ok(
        elements.some(({ name, text }) => name === 'text' && text === label),
        label,
      );
    }
  });

  it('is cut if it is too long, and complete in the tooltip', () => {
    const long = 'production-database-of-the-order-service-in-the-second-zone';
    const elements = elementsIn(parseXml(draw(labelled(long, long, long))));
    assert.ok(elements.some(({ name, text }) => name === 'text' && /^production-.*…$/.test(text)));
    assert.ok(elements.some(({ name, text }) => name === 'title' && text.includes(long)));
  });
});

function labelled(label: string, fact: string, word: string): Diagram {
  const resource = (id: string): Box => ({ id, kind: 'instance', label, detail: label, facts: [fact], children: [] });
  return {
    title: label,
    boxes: [resource(`a${label}`), resource(`b${fact}`)],
    edges: [{ id: `edge ${word}`, from: `a${label}`, to: `b${fact}`, role: 'ingress', label: word, facts: [fact] }],
    highlight: 'both',
    direction: 'down',
  };
}
