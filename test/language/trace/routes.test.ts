// Which route is in force, and what follows from it.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { assumedAt, forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

/** A host that looks an address up, with these routes in its table. */
function routed(routes: string, back = ''): string {
  return `
network office 172.16.0.0/12
network partner 203.0.113.0/24
prefix-list listed 203.0.113.0/24
prefix-list also-listed 203.0.113.0/24
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat nat-a 10.0.0.220 { elastic-ip 203.0.114.10 } }
  subnet back 10.0.1.0/24 { ${routes}  instance host-1 10.0.1.10 }
  subnet side 10.0.2.0/24 { ${back}  instance neighbour 10.0.2.10 { security-groups open } }
  subnet middle 10.0.3.0/24 { instance box 10.0.3.10 { source-dest-check off  security-groups open } }
  security-group open { ingress all from any }
}
vpn vpn-static { vpc v  remote office, partner  routing static }
vpn vpn-bgp { vpc v  remote office, partner }
direct-connect dx { vpc v  remote office, partner }
vpc w 10.9.0.0/16 { igw foreign  subnet x 10.9.0.0/24 { instance y 10.9.0.10 } }
`;
}

/** What decided at the router of the host's subnet. */
async function winner(routes: string, to: string): Promise<string | undefined> {
  const { forward } = await traceOf(routed(routes), `host-1 -> ${to} tcp 443`);
  return forward.find(({ step }) => step === 'route')?.by;
}

describe('routes', () => {
  it('with the longest prefix win, whatever their origin', async () => {
    const routes = 'route 0.0.0.0/0 -> nat-a  route 203.0.113.0/25 -> vpn-bgp  propagate dx';
    assert.equal(await winner(routes, '203.0.113.5'), 'route 203.0.113.0/25 -> vpn-bgp');
    assert.equal(await winner(routes, '203.0.113.200'), 'route 203.0.113.0/24 -> dx');
    assert.equal(await winner(routes, '198.51.100.7'), 'route 0.0.0.0/0 -> v.nat-a');
  });

  it('with the same prefix win by their origin: static, prefix list, Direct Connect, static VPN, VPN by BGP', async () => {
    const all = [
      'propagate vpn-bgp',
      'propagate vpn-static',
      'propagate dx',
      'route listed -> nat-a',
      'route 203.0.113.0/24 -> main',
    ];
    const expected = ['vpn-bgp', 'vpn-static', 'dx', 'v.nat-a', 'v.main'];
    for (const [index, target] of expected.entries()) {
      const routes = all.slice(0, index + 1).join('\n');
      assert.equal(await winner(routes, '203.0.113.5'), `route 203.0.113.0/24 -> ${target}`);
    }
  });

  it('of two prefix lists for one CIDR block must all work, because AWS picks one at random', async () => {
    assert.equal(
      await verdictOf(routed('route listed -> nat-a  route also-listed -> main'), 'host-1 -> 203.0.113.5 tcp 443'),
      'intermittent IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    );
    assert.equal(
      await verdictOf(routed('route listed -> nat-a  route also-listed -> nat-a'), 'host-1 -> 203.0.113.5 tcp 443'),
      'delivered',
    );
  });

  it('with an unusable target drop the packet; that no shorter prefix takes over is assumed', async () => {
    const text = routed('route 0.0.0.0/0 -> nat-a  route 203.0.113.0/24 -> w.foreign');
    assert.equal(await verdictOf(text, 'host-1 -> 203.0.113.5 tcp 443'), 'dropped BAD_STATE_ROUTE');
    assert.deepEqual(await assumedAt(text, 'host-1 -> 203.0.113.5 tcp 443'), ['back drop']);
  });

  it('that the file calls a blackhole drop the packet, of every block of a prefix list', async () => {
    for (const route of ['203.0.113.0/24', 'listed']) {
      const text = routed(`route 0.0.0.0/0 -> nat-a  route ${route} -> blackhole`);
      const { verdict, blockers } = await traceOf(text, 'host-1 -> 203.0.113.5 tcp 443');
      assert.equal(verdict, 'dropped');
      assert.deepEqual(
        blockers.map(({ code, by, reason }) => [code, by, reason]),
        [
          [
            'BAD_STATE_ROUTE',
            'route 203.0.113.0/24 -> blackhole',
            'This route is a blackhole: packets that match it are dropped; no shorter prefix is used instead.',
          ],
        ],
      );
      assert.equal(await verdictOf(text, 'host-1 -> 198.51.100.7 tcp 443'), 'delivered');
    }
  });

  it('that are blackholes drop replies, too', async () => {
    const text = routed('route 0.0.0.0/0 -> nat-a', 'route 10.0.1.0/24 -> blackhole');
    assert.equal(await verdictOf(text, 'host-1 -> neighbour tcp 443'), 'dropped return BAD_STATE_ROUTE');
  });

  it('to a NAT instance that does not exist drop the packet', async () => {
    assert.equal(await verdictOf(routed('route 0.0.0.0/0 -> gone'), 'host-1 -> 198.51.100.7 tcp 443'), 'dropped BAD_STATE_ROUTE');
  });

  it('that are missing drop the packet: a subnet without routes in the file has the local routes only', async () => {
    assert.equal(await verdictOf(routed(''), 'host-1 -> 198.51.100.7 tcp 443'), 'dropped NO_ROUTE_TO_DESTINATION');
    assert.equal(await verdictOf(routed(''), 'host-1 -> neighbour tcp 443'), 'delivered');
  });

  it('that are local match addresses that no interface has: no default route takes over', async () => {
    const text = routed('route 0.0.0.0/0 -> nat-a');
    assert.equal(await verdictOf(text, 'host-1 -> 10.0.9.9 tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('more specific than the local one lead through an appliance in the VPC', async () => {
    const text = routed('route 10.0.2.0/24 -> box', 'route 10.0.1.0/24 -> box');
    assert.equal(await verdictOf(text, 'host-1 -> neighbour tcp 443'), 'delivered');
    const there = placesOf(await forwardSteps(text, 'host-1 -> neighbour tcp 443'));
    assert.deepEqual(there.slice(4, 9), ['middle filter', 'box filter', 'box forward', 'box filter', 'middle filter']);
    assert.ok(placesOf(await returnSteps(text, 'host-1 -> neighbour tcp 443')).includes('box forward'));
    assert.deepEqual(await assumedAt(text, 'host-1 -> neighbour tcp 443'), ['box forward', 'box forward']);
  });

  it('can lead through a Kubernetes node, which is an instance', async () => {
    const text = routed('route 10.0.2.0/24 -> box', 'route 10.0.1.0/24 -> box').replace('instance box', 'node box');
    assert.equal(await verdictOf(text, 'host-1 -> neighbour tcp 443'), 'delivered');
    assert.ok(placesOf(await forwardSteps(text, 'host-1 -> neighbour tcp 443')).includes('box forward'));
  });

  it('through an appliance in one direction only fail: it has not seen the request', async () => {
    assert.equal(await verdictOf(routed('route 10.0.2.0/24 -> box'), 'host-1 -> neighbour tcp 443'), 'dropped return NO_STATE');
    assert.equal(
      await verdictOf(routed('', 'route 10.0.1.0/24 -> box'), 'host-1 -> neighbour tcp 443'),
      'dropped return NO_STATE',
    );
  });

  it('through an appliance fail if its source/destination check is on', async () => {
    const text = routed('route 10.0.2.0/24 -> box', 'route 10.0.1.0/24 -> box').replace('source-dest-check off', '');
    assert.match(await verdictOf(text, 'host-1 -> neighbour tcp 443'), /^dropped ENI_SOURCE_DEST_CHECK_RESTRICTION/);
  });

  it('that replace the target of the local one send all traffic inside the VPC to an appliance', async () => {
    const text = routed('route 10.0.0.0/16 -> box', 'route 10.0.0.0/16 -> box');
    assert.ok(placesOf(await forwardSteps(text, 'host-1 -> neighbour tcp 443')).includes('box forward'));
    assert.equal(await verdictOf(text, 'host-1 -> neighbour tcp 443'), 'delivered');
  });

  it('never apply between interfaces of one subnet', async () => {
    const text = routed('route 10.0.1.0/24 -> box  instance next 10.0.1.11 { security-groups open }');
    const there = placesOf(await forwardSteps(text, 'host-1:40000 -> next tcp 443'));
    assert.deepEqual(there, ['host-1 send', 'host-1 filter', 'next filter', 'next deliver']);
  });

  it('to an instance that has another interface in the subnet end at the instance: packets for any of its addresses are its own', async () => {
    const inner = 'security-groups open  interface inner 10.0.2.30 { subnets side  security-groups closed }';
    const text = routed('route 10.0.2.0/24 -> box')
      .replace('source-dest-check off  security-groups open', `source-dest-check off  ${inner}`)
      .replace('security-group open', 'security-group closed { ingress tcp 22 from 10.9.9.9/32 }  security-group open');
    const there = placesOf(await forwardSteps(text, 'host-1 -> 10.0.2.30 tcp 443'));
    assert.deepEqual(there.slice(-3), ['middle filter', 'box filter', 'box deliver']);
    // The reply leaves by the interface that was called, which does not know the connection.
    assert.equal(await verdictOf(text, 'host-1 -> 10.0.2.30 tcp 443'), 'delivered');
    const silent = text.replace('from 10.9.9.9/32', 'from 10.9.9.9/32  egress none');
    assert.equal(await verdictOf(silent, 'host-1 -> 10.0.2.30 tcp 443'), 'dropped return SG_HAS_NO_RULES');
  });

  it('that lead a packet back to its sender by another interface are a loop: hosts do not accept packets from themselves', async () => {
    const inner = 'security-groups open  interface inner 10.0.2.30 { subnets side  security-groups open }';
    const text = routed('', 'route 10.0.1.0/24 -> box').replace(
      'source-dest-check off  security-groups open',
      `source-dest-check off  ${inner}`,
    );
    for (const kind of ['instance', 'node', 'nat-instance']) {
      const { blockers } = await traceOf(text.replace('instance box', `${kind} box`), '10.0.2.30 -> host-1 tcp 443');
      assert.deepEqual(
        blockers.map(({ at, code, reason }) => `${at} ${code}: ${reason}`),
        ['v.box ROUTING_LOOP: The packet is in a routing loop: route 10.0.1.0/24 -> box of side leads it back to where it was.'],
      );
    }
  });

  it('that lead a packet back to where it was are shown once, and named', async () => {
    const twin = 'instance twin 10.0.2.20 { source-dest-check off  security-groups open }';
    const text = routed('route 203.0.113.0/24 -> box', `route 203.0.113.0/24 -> box  ${twin}`).replace(
      'subnet middle 10.0.3.0/24 {',
      'subnet middle 10.0.3.0/24 { route 203.0.113.0/24 -> twin ',
    );
    const { blockers, forward, connections } = await traceOf(text, 'host-1 -> 203.0.113.5 tcp 443');
    assert.deepEqual(
      blockers.map(({ code, reason }) => `${code}: ${reason}`),
      [
        'ROUTING_LOOP: The packet is in a routing loop: these routes lead it back to where it was: 203.0.113.0/24 -> twin of middle, 203.0.113.0/24 -> box of side.',
      ],
    );
    assert.equal(forward.filter(({ at, step }) => at === 'v.box' && step === 'forward').length, 1);
    assert.equal(connections.filter(({ at }) => at === 'v.twin').length, 2);
  });

  it('that lead an appliance back to itself are one route, not two', async () => {
    const text = routed('route 203.0.113.0/24 -> box', '').replace(
      'subnet middle 10.0.3.0/24 {',
      'subnet middle 10.0.3.0/24 { route 203.0.113.0/24 -> box ',
    );
    const { blockers } = await traceOf(text, 'host-1 -> 203.0.113.5 tcp 443');
    assert.deepEqual(
      blockers.map(({ reason }) => reason),
      ['The packet is in a routing loop: route 203.0.113.0/24 -> box of middle leads it back to where it was.'],
    );
  });

  it('of transit gateways are named, too', async () => {
    const text = `
vpc a 10.1.0.0/16 { subnet s 10.1.0.0/24 { az z  route 10.0.0.0/8 -> one  instance app 10.1.0.10 } }
transit-gateway one { attach a { subnets s }  attach two  route-table default { route 10.9.0.0/16 -> two } }
transit-gateway two { attach one  route-table default { route 10.9.0.0/16 -> one } }`;
    const { blockers } = await traceOf(text, 'app -> 10.9.0.1 tcp 443');
    assert.deepEqual(
      blockers.map(({ at, reason }) => `${at}: ${reason}`),
      [
        'two: The packet is in a routing loop: these routes lead it back to where it was: 10.9.0.0/16 -> one of two, 10.9.0.0/16 -> two of one.',
      ],
    );
  });
});

describe('the route table of an internet gateway', () => {
  const guarded = (out: string): string => `
vpc v 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> box }
  subnet guard 10.0.0.0/24 { route 0.0.0.0/0 -> main  instance box 10.0.0.10 { source-dest-check off  elastic-ip 203.0.113.5  security-groups open } }
  subnet web 10.0.1.0/24 { route 0.0.0.0/0 -> ${out}  instance site 10.0.1.10 { elastic-ip 203.0.113.6  security-groups open } }
  security-group open { ingress tcp 443 from any }
}`;

  it('sends inbound traffic to an appliance first', async () => {
    const steps = placesOf(await forwardSteps(guarded('box'), '198.51.100.7 -> site tcp 443'));
    assert.deepEqual(steps.slice(1, 6), ['main translate', 'main route', 'guard filter', 'box filter', 'box forward']);
    assert.equal(await verdictOf(guarded('box'), '198.51.100.7 -> site tcp 443'), 'delivered');
  });

  it('requires that replies cross the same appliance, by the route of the subnet', async () => {
    assert.ok(placesOf(await returnSteps(guarded('box'), '198.51.100.7 -> site tcp 443')).includes('box forward'));
    assert.equal(await verdictOf(guarded('main'), '198.51.100.7 -> site tcp 443'), 'dropped return NO_STATE');
  });
});

/** Where, and what happens there. */
function placesOf(steps: readonly string[]): readonly string[] {
  return steps.map((step) => step.split(' ').slice(0, 2).join(' '));
}
