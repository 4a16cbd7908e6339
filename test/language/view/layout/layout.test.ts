// The placement of diagrams: no overlaps, and edges that reach their boxes.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { layout } from '#language/view/layout/layout.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { root } from '#scripts/root.ts';
import { runs } from '#test/support/chance.ts';
import { diagramFrom, pathFrom } from '#test/support/draw-text.ts';
import { networkText } from '#test/support/random-network.ts';
import { checkSound } from '#test/support/sound-picture.ts';
import { networkOf } from '#test/support/trace-text.ts';

const production = readFileSync(join(root, 'examples/production.netarch'), 'utf8');

describe('a placed network', () => {
  it('has no overlaps, no edge through a box, and every edge from border to border, for random networks', async () => {
    await fc.assert(
      fc.asyncProperty(networkText, async (text) => {
        checkSound(layout(await diagramFrom(text)));
        if (text.includes('flow traffic')) checkSound(layout(await diagramFrom(text, { flow: 'traffic' })));
      }),
      { numRuns: runs(60) },
    );
  });

  for (const name of readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.netarch'))) {
    it(`is as sound for ${name}, its flows and its views`, async () => {
      const text = readFileSync(join(root, 'examples', name), 'utf8');
      const { flows, views } = await networkOf(text);
      checkSound(layout(await diagramFrom(text)));
      for (const flow of flows) checkSound(layout(await diagramFrom(text, { flow: flow.name })));
      for (const view of views) checkSound(layout(await diagramFrom(text, { view: view.name })));
    });
  }

  it('is as sound for connected networks: transit gateways in two Regions, peering connections, VPNs, endpoints, appliances', async () => {
    for (const text of CONNECTED) {
      const { flows } = await networkOf(text);
      checkSound(layout(await diagramFrom(text)));
      for (const flow of flows) checkSound(layout(await diagramFrom(text, { flow: flow.name })));
      checkSound(layout(await diagramFrom(`${text}\nview far { depth vpcs }`, { view: 'far' })));
      checkSound(layout(await diagramFrom(`${text}\nview gear { depth subnets }`, { view: 'gear' })));
    }
  });

  it('shows subnets without an AZ beside AZs', async () => {
    const { boxes } = layout(
      await diagramFrom(`vpc v 10.0.0.0/16 {
        igw main
        subnet a 10.0.0.0/24 { az x  route 0.0.0.0/0 -> main }
        subnet b 10.0.1.0/24 { route 0.0.0.0/0 -> main  instance web }
      }`),
    );
    assert.deepEqual(
      all(boxes)
        .flatMap(({ box }) => (box.kind === 'subnet' ? [box.label] : []))
        .toSorted(),
      ['a', 'b'],
    );
  });

  it('puts a peering connection between adjacent VPCs, and what connects more VPCs above them', async () => {
    const { boxes } = layout(await diagramFrom(CONNECTED[1] ?? ''));
    const at = (id: string) => all(boxes).find(({ box }) => box.id === id) ?? assert.fail(id);
    const [a, peering, b, across] = [at('a'), at('a-to-b'), at('b'), at('a-to-c')];
    assert.ok(a.x + a.width < peering.x && peering.x + peering.width < b.x);
    assert.ok(across.y + across.height < a.y);
  });

  it('moves no line through the label of another step, even where the line could be straighter', async () => {
    const text = `vpc v 10.0.0.0/16 {
        security-group open { ingress tcp 1-65535 from any }
        subnet low 10.0.0.0/24 {
          az x
          ${[0, 1, 2, 3].map((number) => `instance low-${number} { security-groups open }`).join('\n')}
        }
        subnet high 10.0.1.0/24 {
          az x
          route 0.0.0.0/0 -> gate
          instance high-0 { elastic-ip 203.0.113.7 security-groups open }
          instance high-1 { elastic-ip 203.0.113.8 security-groups open }
          node host { security-groups open }
          pod one { on host security-groups open }
          pod two { on host security-groups open }
        }
        igw gate
      }
      flow traffic { low-2 -> internet tcp 80  host -> low-2 tcp 80 }`;
    checkSound(layout(await diagramFrom(text, { flow: 'traffic' })));
  });

  it('is the same each time, and does not change the diagram', async () => {
    const diagram = await diagramFrom(production, { flow: 'visit' });
    freeze(diagram);
    assert.deepEqual(layout(diagram), layout(diagram));
  });

  it('labels every edge of the production network', async () => {
    const { edges } = layout(await diagramFrom(production, { flow: 'image-pull' }));
    const steps = edges.filter(({ edge }) => edge.step !== undefined);
    assert.equal(steps.length, 3);
    assert.ok(steps.every(({ label }) => label !== undefined && label.width > 40));
  });

  it('puts the same tiers of all AZs at the same height, with the same size', async () => {
    const { boxes } = layout(await diagramFrom(production));
    const [a, b] = all(boxes).filter(({ box }) => box.kind === 'zone');
    assert.ok(a !== undefined && b !== undefined);
    assert.deepEqual(
      a.children.map(({ y, height, width }) => ({ y, height, width })),
      b.children.map(({ y, height, width }) => ({ y, height, width })),
    );
  });

  it('has a usable aspect ratio', async () => {
    const { width, height } = layout(await diagramFrom(production));
    assert.ok(width / height > 0.9 && width / height < 1.8, `${width} by ${height}`);
  });

  it('packs many VPCs into a rectangle', async () => {
    const diagram = await diagramFrom(vpcs(30));
    const placed = layout(diagram);
    checkSound(placed);
    assert.ok(placed.width / placed.height > 0.7 && placed.width / placed.height < 2.5, `${placed.width} by ${placed.height}`);
  });

  it('exists for an empty network', async () => {
    const placed = layout(await diagramFrom(''));
    checkSound(placed);
    assert.deepEqual(
      placed.boxes.map(({ box }) => box.label),
      ['Internet'],
    );
  });

  it('leaves out edges without an end', async () => {
    const diagram = await diagramFrom(production);
    const lost = { id: 'lost', from: 'missing', to: 'internet', role: 'egress', facts: [] } as const;
    const { edges } = layout({ ...diagram, edges: [lost] });
    assert.deepEqual(edges, []);
  });
});

describe('a placed path', () => {
  const base = `
    host registry 52.85.123.45
    vpc v 10.0.0.0/16 {
      igw gate
      subnet a 10.0.0.0/24 { route 0.0.0.0/0 -> gate  nat exit { elastic-ip 203.0.113.10 } }
      subnet b 10.0.1.0/24 { route 0.0.0.0/0 -> exit  node worker { security-groups s }  lambda mute { security-groups shut } }
      security-group s { ingress tcp 80 from any }
      security-group shut { egress none }
    }`;

  it('runs from left to right, with all its labels', async () => {
    const placed = layout(await pathFrom(`${base} flow f { worker -> registry tcp 443 }`));
    checkSound(placed);
    const lefts = placed.boxes.map(({ x }) => x);
    assert.deepEqual(
      lefts,
      lefts.toSorted((x, y) => x - y),
    );
    assert.ok(placed.edges.every(({ label }) => label !== undefined));
  });

  it('ends beside a place that the packet never leaves, inside the picture', async () => {
    const placed = layout(await pathFrom(`${base} flow f { mute -> worker tcp 80 }`));
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
      igw gate
      subnet a 10.${index}.0.0/24 { az x  route 0.0.0.0/0 -> gate  nat exit { elastic-ip 203.0.113.${index} } }
      subnet b 10.${index}.1.0/24 { az x  route 0.0.0.0/0 -> exit  instance web-1  instance web-2 }
    }`,
  ).join('\n');
}

/** Nets of VPCs, one of each kind of connection at least. */
const CONNECTED: readonly string[] = [
  `network hq 192.168.0.0/16
  network plant 172.16.0.0/16
  vpn hq-link { remote hq }
  direct-connect plant-line { remote plant }
  peering east-to-west { vpcs east-shop, west-shop }
  vpc east-shop 10.1.0.0/16 { region us-east-1
    subnet a-tgw 10.1.9.0/28 { az us-east-1a }
    subnet a-app 10.1.1.0/24 { az us-east-1a  route 10.2.0.0/16 -> east-to-west  route 0.0.0.0/0 -> east-hub  instance app-1 }
  }
  vpc east-data 10.3.0.0/16 { region us-east-1
    igw main
    regional nat out { route 10.0.0.0/8 -> east-hub }
    subnet b-tgw 10.3.9.0/28 { az us-east-1a  route 0.0.0.0/0 -> out }
    subnet b-data 10.3.1.0/24 { az us-east-1a  route 10.0.0.0/8 -> east-hub  database orders }
  }
  vpc west-shop 10.2.0.0/16 { region us-west-2
    subnet c-tgw 10.2.9.0/28 { az us-west-2a }
    subnet c-app 10.2.1.0/24 { az us-west-2a  route 10.1.0.0/16 -> east-to-west  route 10.0.0.0/8 -> west-hub  instance app-2 }
  }
  transit-gateway east-hub { region us-east-1
    attach east-shop { subnets a-tgw } attach east-data { subnets b-tgw } attach hq-link attach west-hub
    route-table default { route 10.2.0.0/16 -> west-hub  route 0.0.0.0/0 -> east-data }
  }
  transit-gateway west-hub { region us-west-2
    attach west-shop { subnets c-tgw } attach plant-line
    route-table default { route 10.3.0.0/16 -> east-hub }
  }
  flow pull { app-1 -> 1.1.1.1 tcp 443 }
  flow call { hq -> app-1 tcp 443 }`,
  `network office 198.51.100.0/24
  network s3 52.216.0.0/15
  host ecr 52.46.1.2
  peering a-to-b { vpcs a, b }
  peering a-to-c { vpcs a, c }
  vpn office-link { vpc a  remote office }
  vpc a 10.0.0.0/16 {
    igw main
    regional nat out
    endpoint storage gateway { service s3  serves s3  subnets app-a, app-b }
    endpoint registry interface { service ecr.api  serves ecr  subnets app-a, app-b }
    endpoint shell instance-connect { subnets app-b }
    kubernetes-service shop { node-port 31080  pods shop-1:8080, shop-2:8080 }
    subnet edge-a 10.0.0.0/24 { az x-1a  route 0.0.0.0/0 -> main }
    subnet edge-b 10.0.4.0/24 { az x-1b  route 0.0.0.0/0 -> main }
    subnet app-a 10.0.1.0/24 { az x-1a  route 0.0.0.0/0 -> out  route 10.1.0.0/16 -> a-to-b  propagate office-link  node worker-1 { security-groups nodes }  pod shop-1 { on worker-1 } }
    subnet app-b 10.0.2.0/24 { az x-1b  route 0.0.0.0/0 -> out  propagate office-link  node worker-2 { security-groups nodes }  pod shop-2 { on worker-2 } }
    security-group web { ingress tcp 443 from any }
    security-group nodes { ingress tcp 31080 from web  ingress tcp 22 from office  ingress all from nodes }
    alb front { subnets edge-a, edge-b  security-groups web  listen https 443 -> workers }
    target-group workers http 31080 { targets worker-1, worker-2  target-type instance }
  }
  vpc b 10.1.0.0/16 { subnet b-a 10.1.1.0/24 { route 10.0.0.0/16 -> a-to-b  database orders } }
  vpc c 10.2.0.0/16 { subnet c-a 10.2.1.0/24 }
  flow visit { internet -> front tcp 443 }
  flow store { worker-1 -> s3 tcp 443 }
  flow admin { office -> worker-2 tcp 22 }`,
  `vpc a 10.0.0.0/16 {
    igw main { route 10.0.1.0/24 -> inspect  route 10.0.2.0/24 -> firewall }
    endpoint inspect gateway-load-balancer { subnets gear }
    subnet gear 10.0.8.0/28 { route 0.0.0.0/0 -> main  instance firewall { elastic-ip 203.0.113.9  source-dest-check off } }
    subnet web-a 10.0.1.0/24 { route 0.0.0.0/0 -> inspect  route 10.0.2.0/24 -> firewall  instance web-1 { elastic-ip 203.0.113.10 } }
    subnet web-b 10.0.2.0/24 { route 0.0.0.0/0 -> firewall  instance web-2 { elastic-ip 203.0.113.11 } }
  }
  flow out { web-1 -> 1.1.1.1 tcp 443 }`,
];
