// The diagram of a network: boxes, edges, views and flows.
import assert from 'node:assert/strict';
import type { Box } from '#language/view/graph/diagram.ts';
import { boxLines, diagramFrom, edgeLines } from '#test/support/draw-text.ts';

const SHOP = `
host    registry 52.85.123.45 "registry-1.docker.io"
network office   198.51.100.0/24
network campus   172.16.0.0/12

vpc shop 10.0.0.0/16 "Shop" {
  region us-east-1
  igw main
  private subnet private-a 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> nat-a
    node worker 10.0.1.100 { security-groups nodes }
    pod  cart   10.0.1.50  { on worker  security-groups nodes }
    database orders 10.0.1.200 { engine postgres  security-groups nodes }
  }
  public subnet public-a 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance bastion 10.0.0.10 { elastic-ip 203.0.113.20  security-groups admin }
  }
  public subnet public-b 10.0.2.0/24 { az us-east-1b  route 0.0.0.0/0 -> main }
  security-group web   { ingress tcp 80, 443 from internet }
  security-group nodes { ingress tcp 8080 from web  ingress tcp 22 from admin }
  security-group admin { ingress tcp 22 from office }
  alb front { subnets public-a, public-b  security-groups web  listen https 443 -> app  listen http 80 redirect https 443 }
  target-group app http 8080 { targets worker, cart }
}
flow pull "Image pull" { worker:45678 -> registry tcp 443 }
flow shell { office -> bastion tcp 22  bastion -> worker tcp 22 }
flow unsolicited { registry -> nat-a tcp 12345 }
flow shut { worker -> orders tcp 5432 }
flow lookup { worker -> 10.0.0.2 udp 53 }
flow visit { internet -> front tcp 443 }
flow pod-out { cart -> registry tcp 443 "the pod calls" }
view ways-out "Ways out" { show private-a, public-a  highlight egress  flows pull }
view gear { depth subnets }
view far { depth vpcs  flows pull }
`;

describe('the boxes of a diagram', () => {
  it('nest as the network does: Region, VPC, AZ, subnet, node; public subnets first; a load balancer above its AZs', async () => {
    const { boxes } = await diagramFrom(SHOP);
    assert.deepEqual(boxLines(boxes), [
      'internet Internet',
      '  host registry-1.docker.io 52.85.123.45',
      '  network office 198.51.100.0/24',
      'network campus 172.16.0.0/12',
      'region us-east-1',
      '  vpc Shop 10.0.0.0/16',
      '    igw main Internet gateway',
      '    alb front public-a · public-b',
      '    zone us-east-1a',
      '      subnet public-a 10.0.0.0/24 public',
      '        nat nat-a 10.0.0.220 · 203.0.113.10',
      '        instance bastion 10.0.0.10 · 203.0.113.20',
      '      subnet private-a 10.0.1.0/24 private',
      '        node worker 10.0.1.100',
      '          pod cart 10.0.1.50',
      '        database orders 10.0.1.200 · postgres',
      '    zone us-east-1b',
      '      subnet public-b 10.0.2.0/24 public',
    ]);
  });

  it('describe in their facts what a resource is, where it is reached and why', async () => {
    const { boxes } = await diagramFrom(SHOP);
    assert.deepEqual(find(boxes, 'shop.bastion').facts, [
      'Instance bastion',
      'Address 10.0.0.10 in public-a, public address 203.0.113.20',
      'Security groups: admin',
      'public-a: public, because 0.0.0.0/0 goes to main',
    ]);
    assert.ok(find(boxes, 'shop.private-a').facts.includes('Route: 0.0.0.0/0 goes to nat-a'));
    assert.ok(find(boxes, 'shop.front').facts.includes('Listens on http 80, redirects to https 443'));
  });

  it('link to a line each, except for AZs and Regions', async () => {
    const { boxes } = await diagramFrom(SHOP);
    assert.equal(find(boxes, 'shop.worker').entity, 'shop.worker');
    assert.equal(find(boxes, 'zone:shop/us-east-1a').entity, undefined);
  });
});

describe('what is unknown', () => {
  it('has boxes of its own: an external VPC, and the unknown targets of routes and target groups', async () => {
    const diagram = await diagramFrom(`
      external vpc shared 10.9.0.0/16
      peering link { vpcs own, shared }
      vpc own 10.0.0.0/16 {
        subnet a 10.0.0.0/24 {
          route 10.8.0.0/16 -> unknown "Another team"
          instance web { security-groups open }
        }
        nlb front internal { subnets a  security-groups open  listen tcp 80 -> group }
        target-group group tcp 80 { targets web, unknown "Registered by a script" }
        security-group open { ingress all from any }
      }`);
    const unknown = flat(diagram.boxes).filter(({ isUnknown }) => isUnknown === true);
    assert.deepEqual(
      unknown.map(({ kind, label, detail, facts }) => `${kind} ${label} ${detail}: ${facts.at(-1)}`),
      [
        'vpc shared ? 10.9.0.0/16: What is in it is unknown',
        'unknown ? Another team: The target of route 10.8.0.0/16 is unknown: Another team.',
        'unknown ? Registered by a script: The targets of group are not all known: Registered by a script.',
      ],
    );
    assert.deepEqual(edgeLines(diagram), [
      'front -> web: internal, :80',
      'front -> group#target-2: internal, :80',
      'a -> own#unknown-target-1: internal, 10.8.0.0/16',
      'link -> own: internal',
      'link -> shared: internal',
    ]);
  });
});

describe('the edges of a diagram', () => {
  it('are those that routes and rules allow', async () => {
    assert.deepEqual(edgeLines(await diagramFrom(SHOP)).toSorted(), [
      'bastion -> main: egress',
      'bastion -> private-a: internal, tcp 22',
      'front -> cart: ingress, :8080',
      'front -> worker: ingress, :8080',
      'internet -> main: ingress',
      'main -> bastion: ingress, tcp 22',
      'main -> front: ingress, https 443, http 80',
      'main -> internet: egress',
      'nat-a -> main: egress',
      'office -> main: ingress',
      'private-a -> nat-a: egress',
    ]);
  });

  it('end at subnets if there are more than six targets', async () => {
    const instances = Array.from({ length: 7 }, (_, index) => `instance web-${index}`);
    const text = `vpc v 10.0.0.0/16 {
      igw gate
      subnet a 10.0.0.0/24 { route 0.0.0.0/0 -> gate  ${instances.slice(0, 4).join(' ')} }
      subnet b 10.0.1.0/24 { ${instances.slice(4).join(' ')} }
      security-group open { ingress tcp 80 from any }
      nlb front { subnets a, b  security-groups open  listen tcp 80 -> group }
      target-group group tcp 80 { targets ${instances.map((one) => one.split(' ')[1]).join(', ')} }
    }`;
    const lines = edgeLines(await diagramFrom(text)).filter((line) => line.startsWith('front'));
    assert.deepEqual(lines, ['front -> a: ingress, :80 × 4', 'front -> b: ingress, :80 × 3']);
  });

  it('do not end at what no rule allows', async () => {
    const text = `vpc v 10.0.0.0/16 {
      igw gate
      subnet a 10.0.0.0/24 { route 0.0.0.0/0 -> gate  instance shut { elastic-ip 203.0.113.5  security-groups inner } }
      security-group inner { ingress tcp 80 from inner  ingress tcp 81 from 10.0.0.0/16 }
    }`;
    assert.deepEqual(edgeLines(await diagramFrom(text)), ['shut -> gate: egress', 'gate -> internet: egress']);
  });

  it('continue from an API gateway through an internal load balancer', async () => {
    const text = `
    api-gateway api { vpc-link inner { subnets a  security-groups open } }
    vpc v 10.0.0.0/16 {
      subnet a 10.0.0.0/24 { service prices { security-groups open } }
      security-group open { ingress tcp 80 from any }
      alb inner internal { subnets a  security-groups open  listen http 80 -> group }
      target-group group http 80 { targets prices }
    }`;
    assert.deepEqual(edgeLines(await diagramFrom(text)), [
      'internet -> api: ingress',
      'api -> inner: ingress',
      'inner -> prices: ingress, :80',
    ]);
  });
});

describe('a highlighted flow', () => {
  it('is numbered, shows each translation, and replaces the edges along its path', async () => {
    const diagram = await diagramFrom(SHOP, { flow: 'pull' });
    assert.equal(diagram.title, 'Image pull');
    const lines = edgeLines(diagram);
    assert.deepEqual(lines.slice(-3), [
      '1 worker -> nat-a: egress, tcp 443',
      '2 nat-a -> main: egress, as 10.0.0.220:12345',
      '3 main -> registry: egress, as 203.0.113.10',
    ]);
    assert.ok(!lines.includes('private-a -> nat-a: egress') && !lines.includes('nat-a -> main: egress'));
  });

  it('numbers its steps through all connections', async () => {
    const lines = edgeLines(await diagramFrom(SHOP, { flow: 'shell' })).filter((line) => /^\d/.test(line));
    assert.deepEqual(lines, [
      '1 office -> main: ingress, tcp 22',
      '2 main -> bastion: ingress, to 10.0.0.10',
      '3 bastion -> worker: internal, tcp 22',
    ]);
  });

  it('ends where it is blocked, with the reason', async () => {
    const lines = edgeLines(await diagramFrom(SHOP, { flow: 'unsolicited' }));
    assert.deepEqual(lines.slice(-2), [
      '1 registry -> main: ingress, tcp 12345',
      '2 main -> nat-a: blocked, no connection entry',
    ]);
    assert.equal(
      edgeLines(await diagramFrom(SHOP, { flow: 'shut' })).at(-1),
      '1 worker -> orders: blocked, security group: no rule',
    );
  });

  it('opens its connections to all targets in one step', async () => {
    const lines = edgeLines(await diagramFrom(SHOP, { flow: 'visit' }));
    assert.deepEqual(lines.slice(-2), ['3 front -> worker: ingress, tcp 8080', '3 front -> cart: ingress, tcp 8080']);
  });

  it('shows the resolver of the VPC only if the flow goes to it', async () => {
    const diagram = await diagramFrom(SHOP, { flow: 'lookup' });
    assert.ok(boxLines(diagram.boxes).includes('    resolver DNS resolver 10.0.0.2'));
    assert.equal(edgeLines(diagram).at(-1), '1 worker -> shop#resolver-1: internal, udp 53');
    assert.ok(!boxLines((await diagramFrom(SHOP, { flow: 'pull' })).boxes).some((line) => line.includes('resolver')));
  });

  it('leaves a pod directly, not its node, and keeps the label of the step', async () => {
    const lines = edgeLines(await diagramFrom(SHOP, { flow: 'pod-out' })).filter((line) => /^\d/.test(line));
    assert.equal(lines[0], '1 cart -> nat-a: egress, the pod calls');
    assert.equal(lines.length, 3);
  });

  it('shows the reply that is dropped', async () => {
    const text = `
    host far 198.51.100.7
    vpc v 10.0.0.0/16 {
      igw gate
      subnet a 10.0.0.0/24 { route 0.0.0.0/0 -> gate  network-acl strict  instance web 10.0.0.10 { elastic-ip 203.0.113.5 } }
      network-acl strict { outbound 100 allow all to any }
    }
    flow lost { web -> far tcp 443 }`;
    const lines = edgeLines(await diagramFrom(text, { flow: 'lost' })).filter((line) => /^\d/.test(line));
    assert.equal(lines.at(-1), '3 gate -> a: blocked, reply: network ACL denies');
  });

  it('marks where it is unknown what becomes of the packet, and says why', async () => {
    const text = (label: string): string => `
    vpc v 10.0.0.0/16 { subnet a 10.0.0.0/24 { instance web  instance db { security-groups theirs } } }
    external security-group theirs
    flow perhaps { web -> db tcp 443${label} }`;
    for (const [label, shown] of [
      ['', 'tcp 443 ?'],
      [' "asks"', 'asks ?'],
    ] as const) {
      const diagram = await diagramFrom(text(label), { flow: 'perhaps' });
      const [edge] = diagram.edges.filter(({ step }) => step !== undefined);
      assert.equal(edge?.label, shown);
      assert.match(edge?.facts.at(-1) ?? '', /^Unknown: .*theirs/);
    }
  });
});

describe('a view', () => {
  it('shows what it names, the frames around it, what its flows cross, and the internet if an edge ends there', async () => {
    const diagram = await diagramFrom(SHOP, { view: 'ways-out' });
    assert.equal(diagram.title, 'Ways out');
    assert.equal(diagram.highlight, 'egress');
    const lines = boxLines(diagram.boxes).map((line) => line.trim().split(' ').slice(0, 2).join(' '));
    for (const shown of ['internet Internet', 'igw main', 'subnet private-a', 'database orders', 'nat nat-a'])
      assert.ok(lines.includes(shown), shown);
    for (const hidden of ['alb front', 'subnet public-b', 'network campus']) assert.ok(!lines.includes(hidden), hidden);
  });

  it('shows down to subnets, or only VPCs; edges end at the boxes that are shown', async () => {
    const gear = await diagramFrom(SHOP, { view: 'gear' });
    assert.ok(!boxLines(gear.boxes).some((line) => /^\s*(node|pod|database|instance) /.test(line)));
    assert.ok(edgeLines(gear).includes('front -> private-a: ingress, :8080'));
    assert.deepEqual(
      edgeLines(await diagramFrom(SHOP, { view: 'far' })).filter((line) => line.startsWith('1')),
      ['1 shop -> registry: egress, as 203.0.113.10'],
    );
  });

  it('is overridden by a requested flow or highlight', async () => {
    const diagram = await diagramFrom(SHOP, { view: 'ways-out', flow: 'shell', highlight: 'none' });
    assert.equal(diagram.highlight, 'none');
    assert.ok(
      edgeLines(diagram).some((line) => line.startsWith('1 office')) &&
        !edgeLines(diagram).some((line) => line.includes('registry')),
    );
  });
});

function find(boxes: readonly Box[], id: string): Box {
  const found = boxes.flatMap(function all(box: Box): readonly Box[] {
    return [box, ...box.children.flatMap(all)];
  });
  const one = found.find((box) => box.id === id);
  assert.ok(one !== undefined, `no box ${id}`);
  return one;
}

function flat(boxes: readonly Box[]): readonly Box[] {
  return boxes.flatMap((box) => [box, ...flat(box.children)]);
}
