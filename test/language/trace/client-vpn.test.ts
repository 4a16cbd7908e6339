// Client VPN endpoints: what their clients may send, and from where.
import assert from 'node:assert/strict';
import { forwardSteps, verdictOf } from './short-trace.ts';

interface Variant {
  readonly lines?: string;
  readonly groups?: string;
  readonly data?: string;
  readonly second?: string;
}

const network = ({
  lines = 'authorize 10.0.0.0/16',
  groups = '',
  data = 'ingress tcp 5432 from vpn',
  second = '',
}: Variant = {}) => `
vpc v 10.0.0.0/16 {
  igw main
  public subnet front-a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out { elastic-ip 203.0.113.9 } }
  private subnet back-b 10.0.1.0/24 { az us-east-1b  route 0.0.0.0/0 -> out }
  private subnet rows 10.0.2.0/24 { az us-east-1a  database orders 10.0.2.10 { engine postgres  security-groups data } }
  client-vpn staff 10.100.0.0/22 { subnets front-a${second}  security-groups vpn  ${lines} }
  security-group vpn { ${groups} }
  security-group data { ${data} }
}`;

const EVERYWHERE = 'authorize 0.0.0.0/0  route 0.0.0.0/0 via front-a';

describe('a client of a Client VPN endpoint', () => {
  it('sends from the interface in the subnet of the client, and keeps the port', async () => {
    assert.deepEqual((await forwardSteps(network(), 'staff:40000 -> orders')).slice(0, 5), [
      'staff send 10.0.0.5:40000 -> 10.0.2.10:5432',
      'staff filter 10.0.0.5:40000 -> 10.0.2.10:5432',
      'staff translate 10.0.0.5:40000 -> 10.0.2.10:5432',
      'staff filter 10.0.0.5:40000 -> 10.0.2.10:5432',
      'front-a filter 10.0.0.5:40000 -> 10.0.2.10:5432',
    ]);
    assert.equal(await verdictOf(network(), 'staff -> orders'), 'delivered');
  });

  it('needs an authorization rule; the longest prefix decides', async () => {
    assert.equal(await verdictOf(network({ lines: '' }), 'staff -> orders'), 'dropped NOT_AUTHORIZED');
    const elsewhere = network({ lines: 'authorize 10.0.3.0/24' });
    assert.equal(await verdictOf(elsewhere, 'staff -> orders'), 'dropped NOT_AUTHORIZED');
    const wider = network({ lines: 'authorize 10.0.2.0/24  authorize 0.0.0.0/0 group "developers"' });
    assert.equal(await verdictOf(wider, 'staff -> orders'), 'delivered');
    const both = network({ lines: 'authorize 10.0.0.0/16 group "developers"  authorize 10.0.0.0/16' });
    assert.equal(await verdictOf(both, 'staff -> orders'), 'delivered');
  });

  it('is unknown where only a group is authorized, since the text does not know the groups of a client', async () => {
    const lines = 'authorize 0.0.0.0/0  authorize 10.0.2.0/24 group "developers"';
    assert.match(await verdictOf(network({ lines }), 'staff -> orders'), /^unknown/);
    // The security group denies the packet in any case.
    assert.match(await verdictOf(network({ lines, data: 'ingress none' }), 'staff -> orders'), /^dropped/);
  });

  it('has a route to its VPC, and needs one to everything else', async () => {
    const lines = 'authorize 0.0.0.0/0';
    assert.equal(await verdictOf(network({ lines }), 'staff -> orders'), 'delivered');
    assert.equal(await verdictOf(network({ lines }), 'staff -> internet'), 'dropped NO_ROUTE_TO_DESTINATION');
    assert.equal(await verdictOf(network({ lines: EVERYWHERE }), 'staff -> internet'), 'delivered');
  });

  it('is intermittent if a route leads through some of its subnets only', async () => {
    const some = network({ second: ', back-b', lines: EVERYWHERE });
    assert.equal(await verdictOf(some, 'staff -> orders'), 'delivered');
    assert.match(await verdictOf(some, 'staff -> internet'), /^intermittent/);
    const all = network({ second: ', back-b', lines: EVERYWHERE.replace('via front-a', 'via front-a, back-b') });
    assert.equal(await verdictOf(all, 'staff -> internet'), 'delivered');
  });

  it('is filtered by its security groups, which rules can reference', async () => {
    assert.match(await verdictOf(network({ groups: 'egress tcp 443 to any' }), 'staff -> orders'), /^dropped/);
    assert.equal(await verdictOf(network({ groups: 'egress tcp 5432 to data' }), 'staff -> orders'), 'delivered');
    // Packets do not come from the client block.
    assert.match(await verdictOf(network({ data: 'ingress tcp 5432 from 10.100.0.0/22' }), 'staff -> orders'), /^dropped/);
  });

  it('reaches the internet through the internet gateway of its subnet, or through a NAT gateway', async () => {
    const direct = await forwardSteps(network({ lines: EVERYWHERE }), 'staff -> internet tcp 443');
    assert.match(direct.find((step) => step.startsWith('main translate')) ?? '', /198\.18\./);
    const behind = network({ lines: 'authorize 0.0.0.0/0  route 0.0.0.0/0 via back-b' }).replace(
      'subnets front-a',
      'subnets back-b',
    );
    const steps = await forwardSteps(behind, 'staff -> internet tcp 443');
    assert.ok(steps.some((step) => step.startsWith('out translate')));
    assert.equal(await verdictOf(behind, 'staff -> internet'), 'delivered');
  });

  it('is unknown with split tunnel and without a route: the packet is not sent to the endpoint', async () => {
    const lines = 'authorize 0.0.0.0/0  split-tunnel on';
    assert.match(await verdictOf(network({ lines }), 'staff -> internet'), /^unknown/);
    assert.equal(await verdictOf(network({ lines }), 'staff -> orders'), 'delivered');
  });
});

describe('a Client VPN endpoint', () => {
  it('lets nobody open a connection to a client', async () => {
    const open = network({ groups: 'ingress all from any', lines: EVERYWHERE });
    assert.equal(await verdictOf(open, 'orders -> staff tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
    assert.equal(await verdictOf(open, 'internet -> staff tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
  });
});
