// One function draws all pictures: it shows what is requested, and only that.
import assert from 'node:assert/strict';
import { settleClaims } from '#language/validation/claims.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';
import { networkOf } from '#test/support/trace-text.ts';

const TEXT = `vpc v 10.0.0.0/16 {
  igw main
  public subnet a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { public-ip  security-groups open }
  }
  subnet b 10.0.1.0/24 { instance back 10.0.1.10 }
  security-group open { ingress tcp 80 from internet }
}
flow visit "A visit" { internet -> web tcp 80 }
view one-subnet "One subnet" { show b  highlight egress }`;

describe('a picture', () => {
  it('shows the whole network without options, and the same each time', async () => {
    const network = await networkOf(TEXT);
    const [one, two] = [await pictureOf(network, { kind: 'network' }), await pictureOf(network, { kind: 'network' })];
    assert.deepEqual(one, two);
    const ids = idsOf(one.boxes);
    for (const id of ['v.web', 'v.back', 'v.main', 'internet']) assert.ok(ids.includes(id), id);
    assert.equal(one.diagram.title, '');
    assert.ok(one.edges.every(({ edge }) => edge.step === undefined));
  });

  it('shows a view, with its highlight unless another is requested', async () => {
    const network = await networkOf(TEXT);
    const [view] = network.views;
    assert.ok(view);
    const { boxes, diagram } = await pictureOf(network, { kind: 'network', view });
    assert.deepEqual([diagram.title, diagram.highlight], ['One subnet', 'egress']);
    assert.ok(idsOf(boxes).includes('v.b') && !idsOf(boxes).includes('v.a'));
    const other = await pictureOf(network, { kind: 'network', view, highlight: 'ingress' });
    assert.equal(other.diagram.highlight, 'ingress');
  });

  it('draws the requested flow from its traces', async () => {
    const network = await networkOf(TEXT);
    const [flow] = network.flows;
    assert.ok(flow);
    const { flows } = settleClaims(network);
    const drawn = await pictureOf(network, { kind: 'network', flow: flow.id, flows });
    assert.ok(drawn.edges.some(({ edge }) => edge.step === 1 && edge.flow === flow.id));
    const untraced = await pictureOf(network, { kind: 'network', flow: flow.id });
    assert.ok(untraced.edges.every(({ edge }) => edge.step === undefined));
  });

  it('shows the path of one packet, from left to right', async () => {
    const network = await networkOf(TEXT);
    const [trace] = [...settleClaims(network).flows.values()].flat().map((step) => step.trace);
    assert.ok(trace);
    const { boxes, diagram } = await pictureOf(network, { kind: 'path', trace });
    assert.equal(diagram.direction, 'right');
    assert.ok(idsOf(boxes).includes('v.web') && !idsOf(boxes).includes('v.back'));
  });

  it('is written in each format', async () => {
    const picture = await pictureOf(await networkOf(TEXT), { kind: 'network' });
    for (const format of ['svg', 'drawio'] as const) {
      assert.ok(written(picture, format, { theme: 'light' }).length > 1000);
      assert.notEqual(written(picture, format, { theme: 'light' }), written(picture, format, { theme: 'dark' }));
    }
  });
});

function idsOf(boxes: readonly PlacedBox[]): readonly string[] {
  return boxes.flatMap(({ box, children }) => [box.id, ...idsOf(children)]);
}
