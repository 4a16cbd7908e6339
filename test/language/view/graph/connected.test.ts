// What connects networks, in pictures: its location, its edges, and the flows that cross it.
import assert from 'node:assert/strict';
import type { Box } from '#language/view/graph/diagram.ts';
import { boxLines, diagramFrom, edgeLines } from '#test/support/draw-text.ts';

const HUB = `
network hq 192.168.0.0/16
host registry 52.85.123.45
vpn hq-link { remote hq }
transit-gateway hub {
  attach spoke  { subnets spoke-tgw  route-table spokes  propagate back, spokes }
  attach egress { subnets egress-tgw  route-table back }
  attach data   { subnets data-tgw  route-table spokes  propagate spokes }
  attach hq-link { route-table spokes  propagate spokes }
  route-table spokes { route 0.0.0.0/0 -> egress }
  route-table back { }
}
vpc spoke 10.1.0.0/16 {
  subnet app 10.1.1.0/24 { route 0.0.0.0/0 -> hub  instance web { security-groups webs } }
  subnet spoke-tgw 10.1.9.0/28
  security-group webs { }
}
vpc egress 10.9.0.0/16 {
  igw main
  subnet public 10.9.0.0/24 { route 0.0.0.0/0 -> main  route 10.0.0.0/8 -> hub  nat out { elastic-ip 203.0.113.10 } }
  subnet egress-tgw 10.9.9.0/28 { route 0.0.0.0/0 -> out }
}
vpc data 10.2.0.0/16 {
  subnet store 10.2.1.0/24 { route 10.0.0.0/8 -> hub  database orders { engine postgres  security-groups books } }
  subnet data-tgw 10.2.9.0/28
  security-group books { ingress tcp 5432 from 10.1.0.0/16 }
}
flow pull { web -> registry tcp 443 }
flow query { web -> orders tcp 5432 }
view one { show app }
view two { show data }
view far { depth vpcs }
`;

describe('a transit gateway in a picture', () => {
  it('is above the VPCs, with its VPN and Direct Connect attachments', async () => {
    const { boxes } = await diagramFrom(HUB, { view: 'far' });
    assert.deepEqual(boxLines(boxes), [
      'internet Internet',
      '  host registry 52.85.123.45',
      'network hq 192.168.0.0/16',
      'transit-gateway hub Transit gateway',
      'vpn hq-link VPN',
      'vpc spoke 10.1.0.0/16 (2 subnets · 1 workload)',
      'vpc egress 10.9.0.0/16 (2 subnets)',
      'vpc data 10.2.0.0/16 (2 subnets · 1 workload)',
    ]);
  });

  it('is in its Region, if all that it connects is in one Region', async () => {
    const text = `transit-gateway hub { region us-east-1  attach a { subnets a-a } }
    vpc a 10.0.0.0/16 { region us-east-1  subnet a-a 10.0.0.0/24 }`;
    const { boxes } = await diagramFrom(text);
    assert.deepEqual(boxLines(boxes).slice(1, 3), ['region us-east-1', '  transit-gateway hub Transit gateway']);
    const alone = await diagramFrom(text.replace('a 10.0.0.0/16 { region us-east-1', 'a 10.0.0.0/16 {'));
    assert.equal(boxLines(alone.boxes)[1], 'transit-gateway hub Transit gateway');
  });

  it('has egress edges from spoke VPCs, ingress edges from remote sites, and internal edges between others', async () => {
    assert.deepEqual(
      edgeLines(await diagramFrom(HUB)).toSorted(),
      [
        'egress-tgw -> out: egress',
        'hq -> hq-link: ingress',
        'hq-link -> hq: egress',
        'hq-link -> hub: ingress',
        'hub -> data: internal',
        'hub -> egress: egress',
        'hub -> hq-link: egress',
        'main -> internet: egress',
        'out -> main: egress',
        'app -> hub: egress',
        'web -> orders: internal, tcp 5432',
      ].toSorted(),
    );
  });

  it('has edges without arrows where it only connects', async () => {
    const { edges } = await diagramFrom(HUB);
    assert.deepEqual(
      edges.filter(({ isTwoWay }) => isTwoWay).map(({ to }) => to),
      ['data'],
    );
  });

  it('is a step of the flows that cross it', async () => {
    const flowLines = (lines: readonly string[]) => lines.filter((line) => /^\d/.test(line));
    assert.deepEqual(flowLines(edgeLines(await diagramFrom(HUB, { flow: 'pull' }))), [
      '1 web -> hub: egress, tcp 443',
      '2 hub -> out: egress',
      '3 out -> main: egress, as 10.9.0.4:12345',
      '4 main -> registry: egress, as 203.0.113.10',
    ]);
    const query = edgeLines(await diagramFrom(HUB, { flow: 'query' }));
    assert.deepEqual(flowLines(query), ['1 web -> hub: internal, tcp 5432', '2 hub -> orders: internal']);
    assert.ok(!query.includes('hub -> data: internal'));
  });

  it('is shown with what is connected to it', async () => {
    const shown = async (view: string) => boxLines((await diagramFrom(HUB, { view })).boxes).map((line) => line.trim());
    assert.ok((await shown('one')).includes('transit-gateway hub Transit gateway'));
    assert.ok((await shown('two')).includes('transit-gateway hub Transit gateway'));
    assert.ok(!(await shown('two')).includes('vpc spoke 10.1.0.0/16'));
  });
});

const PEERS = `
network s3 52.216.0.0/15
host ecr 52.46.1.2
network office 198.51.100.0/24
peering a-to-b { vpcs a, b }
peering a-to-c { vpcs a, c }
vpn office-link { vpc a  remote office }
prefix-list partners 203.0.113.0/24
vpc a 10.0.0.0/16 {
  igw main
  regional nat out { elastic-ip 203.0.113.11 }
  endpoint storage gateway { service s3  serves s3  subnets app }
  endpoint registry interface { service ecr.api  serves ecr  subnets app  security-groups vpce }
  kubernetes-service shop { node-port 31080  pods shop-1:8080 }
  subnet app 10.0.1.0/24 {
    route 0.0.0.0/0 -> out
    route 10.1.0.0/16 -> a-to-b
    propagate office-link
    node worker { security-groups nodes }
    pod shop-1 { on worker }
    instance dual 10.0.1.60 { security-groups nodes  interface eth1 10.0.2.60 { subnets rear  security-groups nodes } }
  }
  subnet rear 10.0.2.0/24
  security-group nodes { ingress tcp 31080 from a  ingress tcp 22 from office }
  security-group vpce { ingress tcp 443 from a }
}
vpc b 10.1.0.0/16 {
  subnet store 10.1.1.0/24 { route 10.0.0.0/16 -> a-to-b  database orders { engine postgres  security-groups books } }
  security-group books { ingress tcp 5432 from a.nodes }
}
vpc c 10.2.0.0/16 { subnet c-a 10.2.1.0/24 }
flow query { worker -> orders tcp 5432 }
flow store { worker -> s3 tcp 443 }
flow pull { worker -> registry tcp 443 }
flow admin { office -> worker tcp 22 }
view one { show a }
view gear { depth subnets }
`;

describe('peering connections, endpoints, VPNs and Direct Connect in a picture', () => {
  it('are between two VPCs, on the edge of one, or in a subnet; an instance is where its first interface is', async () => {
    const { boxes } = await diagramFrom(PEERS);
    assert.deepEqual(boxLines(boxes), [
      'internet Internet',
      '  network s3 52.216.0.0/15',
      '  host ecr 52.46.1.2',
      'network office 198.51.100.0/24',
      'peering a-to-c Peering',
      'vpc a 10.0.0.0/16',
      '  igw main Internet gateway',
      '  regional-nat out regional · 203.0.113.11',
      '  gateway-endpoint storage Gateway endpoint',
      '  vpn office-link VPN',
      '  subnet app 10.0.1.0/24 private',
      '    endpoint registry endpoint · 10.0.1.6',
      '    kubernetes-service shop NodePort 31080',
      '    node worker 10.0.1.4',
      '      pod shop-1 10.0.1.5',
      '    instance dual 10.0.1.60',
      '  subnet rear 10.0.2.0/24 private',
      'peering a-to-b Peering',
      'vpc b 10.1.0.0/16',
      '  subnet store 10.1.1.0/24 private',
      '    database orders 10.1.1.4 · postgres',
      'vpc c 10.2.0.0/16',
      '  subnet c-a 10.2.1.0/24 private',
    ]);
  });

  it('have edges that follow routes and rules', async () => {
    const lines = edgeLines(await diagramFrom(PEERS));
    for (const line of [
      'app -> out: egress',
      'out -> main: egress',
      'app -> storage: egress',
      'storage -> s3: egress',
      'registry -> ecr: egress',
      'app -> office-link: egress, 198.51.100.0/24',
      'office-link -> office: egress',
      'office -> office-link: ingress',
      'office-link -> worker: ingress, tcp 22',
      'shop -> shop-1: internal, :8080',
      'a-to-b -> a: internal',
      'a-to-b -> b: internal',
    ])
      assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`);
  });

  it('are steps of flows', async () => {
    const flowLines = async (flow: string) => edgeLines(await diagramFrom(PEERS, { flow })).filter((line) => /^\d/.test(line));
    assert.deepEqual(await flowLines('query'), ['1 worker -> a-to-b: internal, tcp 5432', '2 a-to-b -> orders: internal']);
    assert.deepEqual(await flowLines('store'), ['1 worker -> storage: egress, tcp 443', '2 storage -> s3: egress']);
    assert.deepEqual(await flowLines('pull'), ['1 worker -> registry: internal, tcp 443']);
    assert.deepEqual(await flowLines('admin'), ['1 office -> office-link: ingress, tcp 22', '2 office-link -> worker: ingress']);
  });

  it('are shown with their VPC; Kubernetes services are shown with the workloads', async () => {
    const one = boxLines((await diagramFrom(PEERS, { view: 'one' })).boxes).map((line) => line.trim());
    assert.ok(one.includes('peering a-to-b Peering') && !one.includes('vpc b 10.1.0.0/16'));
    const gear = boxLines((await diagramFrom(PEERS, { view: 'gear' })).boxes).map((line) => line.trim().split(' ')[0]);
    assert.ok(gear.includes('endpoint') && gear.includes('gateway-endpoint') && !gear.includes('kubernetes-service'));
  });

  it('describe in their facts what they do', async () => {
    const { boxes } = await diagramFrom(PEERS);
    const peering = boxes.find(({ id }) => id === 'a-to-b');
    assert.deepEqual(peering?.facts, [
      'VPC peering connection a-to-b',
      'Between a (10.0.0.0/16) and b (10.1.0.0/16)',
      'Carries packets between these two VPCs only: peering is not transitive',
    ]);
  });
});

describe('a network behind an instance in a picture', () => {
  const TEXT = `
network clients 10.8.0.0/24 behind box
network overlay 203.0.113.0/24 behind box "Overlay"
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { route 10.8.0.0/24 -> box  instance box 10.0.0.10 { source-dest-check off }  instance app 10.0.0.20 }
}
flow pull { app -> clients tcp 22 }`;

  it('is beside the internet and connected to its instance, with the routes that lead there', async () => {
    const diagram = await diagramFrom(TEXT);
    assert.deepEqual(boxLines(diagram.boxes).slice(0, 3), [
      'internet Internet',
      'network clients 10.8.0.0/24',
      'network Overlay 203.0.113.0/24',
    ]);
    assert.deepEqual(edgeLines(diagram), ['box -> clients: internal', 'box -> overlay: internal']);
    assert.deepEqual(diagram.edges.find(({ to }) => to === 'clients')?.facts, ['Route 10.8.0.0/24 of a']);
  });

  it('does not enter by the internet gateway, although a rule names it', async () => {
    const text = TEXT.replace('subnet a', 'igw main  security-group g { ingress tcp 22 from clients, overlay }  subnet a')
      .replace('{ route 10.8', '{ route 0.0.0.0/0 -> main  route 10.8')
      .replace('instance app 10.0.0.20', 'instance app 10.0.0.20 { elastic-ip 203.0.114.5  security-groups g }');
    assert.ok(!edgeLines(await diagramFrom(text)).some((line) => line.includes('-> main: ingress')));
  });

  it('is the end of the path of a packet', async () => {
    assert.deepEqual(
      edgeLines(await diagramFrom(TEXT, { flow: 'pull' })).filter((line) => /^\d/.test(line)),
      ['1 app -> box: egress, tcp 22', '2 box -> clients: egress'],
    );
  });
});

describe('firewalls, resolver endpoints, Client VPN endpoints and load balancers of other kinds in a picture', () => {
  const TEXT = `
network office 192.168.0.0/16
host dns 192.168.0.53
vpc v 10.0.0.0/16 {
  igw main
  subnet edge 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main }
  subnet apps 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> guard  propagate line  instance box 10.0.1.10 }
  firewall guard { subnets edge }
  gwlb fence { subnets apps  targets box }
  clb old internal { subnets apps  listen tcp 80 -> 8080  targets box }
  client-vpn staff 10.100.0.0/22 { subnets edge, apps  route 0.0.0.0/0 via edge, apps  route 198.51.100.0/24 via edge  route 10.1.0.0/16 via edge }
  resolver-endpoint queries-in inbound { subnets apps }
  resolver-endpoint queries-out outbound { subnets apps }
}
vpn line { vpc v  remote office, dns }
resolver-rule corp corp.example { vpcs v  forward 192.168.0.53, 192.168.1.53  via queries-out }
resolver-rule rest "." { vpcs v  forward queries-in  via queries-out }
resolver-rule lost lost.example { vpcs v  forward 10.9.0.1 }
`;

  it('have details and facts of their own', async () => {
    const { boxes } = await diagramFrom(TEXT);
    const lines = boxLines(boxes).map((line) => line.trim());
    for (const line of [
      'firewall guard Firewall · 10.0.0.4',
      'gwlb fence 10.0.1.4',
      'resolver-endpoint queries-in Inbound DNS · 10.0.1.7',
      'resolver-endpoint queries-out Outbound DNS · 10.0.1.8',
    ])
      assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`);
    const facts = boxes.flatMap(allFacts);
    assert.ok(facts.includes('Gateway Load Balancer fence') && facts.includes('Listens on tcp 80, forwards to its targets'));
  });

  it('have edges to where clients and queries go', async () => {
    const lines = edgeLines(await diagramFrom(TEXT));
    for (const line of [
      'staff -> main: egress',
      'staff -> guard: egress',
      'queries-out -> dns: egress, corp.example',
      'queries-out -> office: egress, corp.example',
      'queries-out -> queries-in: internal, all names',
    ])
      assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`);
    assert.equal(lines.filter((line) => line.startsWith('staff ->')).length, 2);
  });

  it('have the ways out of their own subnets', async () => {
    const zone = (name: string, place: number): string => `
  subnet pub-${name} 10.0.${place}.0/24 { az us-east-1${name}  route 0.0.0.0/0 -> main  nat nat-${name} { elastic-ip } }
  subnet look-${name} 10.0.${place + 1}.0/24 { az us-east-1${name}  route 0.0.0.0/0 -> nat-${name} }
  subnet apps-${name} 10.0.${place + 2}.0/24 { az us-east-1${name}  route 0.0.0.0/0 -> guard  instance web-${name} }`;
    const text = `vpc v 10.0.0.0/16 { igw main  firewall guard { subnets look-a, look-b } ${zone('a', 0)} ${zone('b', 10)} }`;
    assert.deepEqual(edgeLines(await diagramFrom(text)).toSorted(), [
      'apps-a -> guard: egress',
      'apps-b -> guard: egress',
      'guard -> nat-a: egress',
      'guard -> nat-b: egress',
      'main -> internet: egress',
      'nat-a -> main: egress',
      'nat-b -> main: egress',
    ]);
  });
});

function allFacts({ facts, children }: Box): readonly string[] {
  return [...facts, ...children.flatMap(allFacts)];
}
