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

  it('of two prefix lists for one CIDR block give `unknown`, because AWS picks one at random', async () => {
    assert.equal(
      await verdictOf(routed('route listed -> nat-a  route also-listed -> main'), 'host-1 -> 203.0.113.5 tcp 443'),
      'unknown',
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

  it('that point at each other are reported as a loop', async () => {
    const twin = 'instance twin 10.0.2.20 { source-dest-check off  security-groups open }';
    const text = routed('route 203.0.113.0/24 -> box', `route 203.0.113.0/24 -> box  ${twin}`).replace(
      'subnet middle 10.0.3.0/24 {',
      'subnet middle 10.0.3.0/24 { route 203.0.113.0/24 -> twin ',
    );
    assert.equal(await verdictOf(text, 'host-1 -> 203.0.113.5 tcp 443'), 'dropped ROUTING_LOOP');
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
