// Collapsed VPCs, zones and subnets: what is drawn of a large network.
import assert from 'node:assert/strict';
import { repeatedVpc } from '#bench/repeated-vpc.ts';
import type { Box } from '#language/view/graph/diagram.ts';
import type { Folding } from '#language/view/graph/fold.ts';
import { boxLines, diagramFrom, edgeLines } from '#test/support/draw-text.ts';

const SMALL = repeatedVpc(2);
const LARGE = repeatedVpc(10);

const READABLE: Folding = { start: 'readable', collapsed: [], expanded: [] };

/** One VPC with more than anyone can read, in two subnets of two zones. */
const CROWDED = `vpc v 10.0.0.0/16 {
${['a', 'b'].map((az) => `  private subnet ${az} 10.0.${az === 'a' ? 0 : 1}.0/24 { az us-east-1${az}\n${instances(az, 40)} }`).join('\n')}
  security-group open
}`;

function instances(subnet: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `    instance ${subnet}-${index} { security-groups open }`).join('\n');
}

describe('a diagram of a network', () => {
  it('is whole if it can be read at once', async () => {
    const { folds, boxes } = await diagramFrom(SMALL, { folding: READABLE });
    assert.equal(folds, undefined);
    assert.deepEqual(boxes, (await diagramFrom(SMALL)).boxes);
  });

  it('is whole without a folding, however large', async () => {
    assert.equal(collapsedIn(boxLines((await diagramFrom(LARGE)).boxes)).length, 0);
  });

  it('starts with a card for each VPC if it is large, with counts, and the ways in and out', async () => {
    const diagram = await diagramFrom(LARGE, { folding: READABLE });
    assert.equal(diagram.folds, true);
    assert.deepEqual(boxLines(diagram.boxes).slice(0, 4), [
      'internet Internet',
      'region us-east-1',
      '  vpc shop-0 10.0.0.0/16 (2 AZs · 4 subnets · 7 workloads)',
      '  vpc shop-1 10.1.0.0/16 (2 AZs · 4 subnets · 7 workloads)',
    ]);
    assert.deepEqual(
      edgeLines(diagram).filter((line) => line.includes('shop-3')),
      ['internet -> shop-3: ingress', 'shop-3 -> internet: egress'],
    );
    assert.match(
      diagram.boxes[1]?.children[0]?.facts.at(-1) ?? '',
      /^Collapsed: 6 × Instance, 4 × Subnet, 2 × Availability Zone/,
    );
  });

  it('collapses the subnets of a single large VPC', async () => {
    const { boxes } = await diagramFrom(CROWDED, { folding: READABLE });
    assert.deepEqual(collapsedIn(boxLines(boxes)), [
      'subnet a 10.0.0.0/24 private (40 workloads)',
      'subnet b 10.0.1.0/24 private (40 workloads)',
    ]);
  });

  it('expands what the reader expands, and collapses what the reader collapses', async () => {
    const folding = { ...READABLE, expanded: ['shop-1', 'shop-2'], collapsed: ['shop-2', 'zone:shop-1/us-east-1b'] };
    const lines = boxLines((await diagramFrom(LARGE, { folding })).boxes);
    assert.ok(lines.includes('  vpc shop-1 10.1.0.0/16'));
    assert.ok(lines.some((line) => line.includes('worker-a1')));
    assert.ok(lines.includes('    zone us-east-1b (2 subnets · 3 workloads)'));
    assert.ok(lines.includes('  vpc shop-2 10.2.0.0/16 (2 AZs · 4 subnets · 7 workloads)'));
  });

  it('expands the inside of a large VPC as far as it can be read', async () => {
    const folding = { start: 'vpcs', collapsed: [], expanded: ['v'] } as const;
    assert.equal(collapsedIn(boxLines((await diagramFrom(CROWDED, { folding })).boxes)).length, 2);
    const deeper = { ...folding, expanded: ['v', 'v.a'] };
    assert.equal(collapsedIn(boxLines((await diagramFrom(CROWDED, { folding: deeper })).boxes)).length, 1);
  });

  it('can be expanded and collapsed altogether', async () => {
    const all = await diagramFrom(LARGE, { folding: { ...READABLE, start: 'all' } });
    assert.equal(collapsedIn(boxLines(all.boxes)).length, 0);
    const none = await diagramFrom(SMALL, { folding: { ...READABLE, start: 'vpcs' } });
    assert.equal(collapsedIn(boxLines(none.boxes)).length, 2);
  });

  it('expands and marks the resource in focus, or the VPC of a security group', async () => {
    for (const [focus, marked] of [
      ['shop-4.worker-b2', 'shop-4.worker-b2'],
      ['shop-4.web', 'shop-4'],
      ['shop-4', 'shop-4'],
    ] as const) {
      const diagram = await diagramFrom(LARGE, { folding: READABLE, focus });
      assert.equal(diagram.marked, marked);
      assert.equal(collapsedIn(boxLines(diagram.boxes)).length, 9, focus);
    }
  });

  it('marks the card that contains the focus if the reader collapsed it', async () => {
    const folding = { ...READABLE, collapsed: ['shop-4'] };
    assert.equal((await diagramFrom(LARGE, { folding, focus: 'shop-4.worker-b2' })).marked, 'shop-4');
  });

  it('ignores ids that no box has', async () => {
    const folding = { ...READABLE, collapsed: ['no', '__proto__'], expanded: ['', 'shop-1.no', 'constructor'] };
    const strange = await diagramFrom(LARGE, { folding, focus: 'toString', around: 'no' });
    assert.deepEqual(strange, await diagramFrom(LARGE, { folding: READABLE }));
  });

  it('counts gateways only where there is nothing else', async () => {
    const folding = { ...READABLE, collapsed: ['shop-0.public-a', 'shop-0.private-a'] };
    const lines = boxLines((await diagramFrom(SMALL, { folding })).boxes).map((line) => line.trim());
    assert.ok(lines.includes('subnet public-a 10.0.0.0/24 public (1 × NAT gateway)'));
    assert.ok(lines.includes('subnet private-a 10.0.10.0/24 private (4 workloads)'));
  });

  it('of a file without resources has nothing to collapse', async () => {
    assert.equal((await diagramFrom('', { folding: { ...READABLE, start: 'vpcs' } })).boxes.length, 1);
  });
});

describe('a flow in a large network', () => {
  const text = `${LARGE}\nflow visit { internet -> shop-3.shop tcp 443 }`;

  it('expands what it touches', async () => {
    const { boxes, edges } = await diagramFrom(text, { folding: READABLE, flow: 'visit' });
    assert.equal(collapsedIn(boxLines(boxes)).length, 9);
    assert.ok(edges.some(({ step, to }) => step !== undefined && to === 'shop-3.shop'));
  });

  it('ends at the card of a VPC that the reader collapsed', async () => {
    const diagram = await diagramFrom(text, { folding: { ...READABLE, collapsed: ['shop-3'] }, flow: 'visit' });
    assert.deepEqual(
      edgeLines(diagram).filter((line) => /^\d/.test(line)),
      ['1 internet -> shop-3: ingress, tcp 443'],
    );
  });
});

describe('a view', () => {
  const views = `
    view one { expand shop-1 }
    view two { depth vpcs  expand shop-1.private-a, shop-2 }
    view everything { depth all }
    view two-vpcs { show shop-1, shop-2 }`;

  it('expands the VPCs and subnets that it names, and draws the others as cards', async () => {
    const lines = boxLines((await diagramFrom(LARGE + views, { view: 'one' })).boxes);
    assert.equal(collapsedIn(lines).length, 9);
    assert.equal(lines.filter((line) => line.includes('worker')).length, 6);
  });

  it('expands what contains a subnet that it names', async () => {
    const lines = boxLines((await diagramFrom(LARGE + views, { view: 'two' })).boxes);
    assert.equal(collapsedIn(lines).length, 8);
    assert.ok(lines.some((line) => line.includes('worker-a1')));
  });

  it('of everything is whole, unless the reader collapses it', async () => {
    const whole = await diagramFrom(LARGE + views, { view: 'everything', folding: READABLE });
    assert.equal(collapsedIn(boxLines(whole.boxes)).length, 0);
    const closed = await diagramFrom(LARGE + views, { view: 'everything', folding: { ...READABLE, start: 'vpcs' } });
    assert.equal(collapsedIn(boxLines(closed.boxes)).length, 10);
  });

  it('of a part is as readable as that part', async () => {
    assert.equal((await diagramFrom(LARGE + views, { view: 'two-vpcs', folding: READABLE })).folds, undefined);
  });
});

describe('one box and what it talks to', () => {
  const text = `
    vpc a 10.0.0.0/16 {
      private subnet s 10.0.0.0/24 {
        instance web { security-groups web }
        instance api { security-groups api }
        instance other { security-groups other }
      }
      security-group web { egress all to any }
      security-group api { ingress tcp 8080 from web  egress all to any }
      security-group other
    }`;

  it('are shown alone, with internal traffic', async () => {
    const diagram = await diagramFrom(text, { around: 'a.web' });
    assert.deepEqual(
      boxLines(diagram.boxes).map((line) => line.trim().split(' ')[1]),
      ['a', 's', 'web', 'api'],
    );
    assert.deepEqual(edgeLines(diagram), ['web -> api: internal, tcp 8080']);
  });

  it('are shown with the steps of a flow between them only', async () => {
    const flow = 'flow visit { internet -> shop-3.shop tcp 443 }';
    const diagram = await diagramFrom(`${LARGE}\n${flow}`, { around: 'shop-3.worker-a1', flow: 'visit' });
    const shown = new Set(idsOf(diagram.boxes));
    assert.ok(shown.has('shop-3.shop') && !shown.has('shop-3.main'));
    for (const { from, to } of diagram.edges) assert.ok(shown.has(from) && shown.has(to), `${from} ${to}`);
  });

  it('include what the routes of its subnet lead to', async () => {
    const { boxes } = await diagramFrom(LARGE, { around: 'shop-3.worker-a1' });
    const shown = idsOf(boxes);
    assert.ok(shown.includes('shop-3.nat-a'));
    assert.ok(!shown.includes('shop-3.worker-a2'));
  });

  it('may be a box around others', async () => {
    const diagram = await diagramFrom(LARGE, { around: 'shop-7', folding: READABLE });
    const lines = boxLines(diagram.boxes);
    assert.equal(lines[0], 'internet Internet');
    assert.equal(lines.filter((line) => line.includes('vpc')).length, 1);
    assert.ok(lines.some((line) => line.includes('worker-a1')));
  });
});

function collapsedIn(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => line.endsWith('s)') || line.endsWith('resource)'));
}

function idsOf(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap(({ id, children }) => [id, ...idsOf(children)]);
}
