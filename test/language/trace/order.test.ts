// The order of the checks that apply to a packet, and connection tracking.
import assert from 'node:assert/strict';
import { shortName } from '#language/network/id.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, returnSteps, verdictOf } from './short-trace.ts';
import { TOPOLOGY, topology } from './topology.ts';

const PLAIN = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance client 10.0.1.10 { security-groups wide } }
  subnet b 10.0.2.0/24 { instance server 10.0.2.10 { security-groups wide } }
  security-group wide { ingress all from any }
}
`;

const CLOSED = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { network-acl nothing  instance client 10.0.1.10 { security-groups none } }
  subnet b 10.0.2.0/24 { network-acl nothing  instance server 10.0.2.10 { security-groups none } }
  security-group none { ingress none  egress none }
  network-acl nothing { }
}
`;

describe('the checks between two interfaces', () => {
  it('apply in AWS’s order: security groups, network ACL, routes outbound; network ACL, security groups inbound', async () => {
    assert.deepEqual(await forwardSteps(PLAIN, 'client:40000 -> server tcp 443'), [
      'client send 10.0.1.10:40000 -> 10.0.2.10:443',
      'client filter 10.0.1.10:40000 -> 10.0.2.10:443',
      'a filter 10.0.1.10:40000 -> 10.0.2.10:443',
      'a route 10.0.1.10:40000 -> 10.0.2.10:443',
      'b filter 10.0.1.10:40000 -> 10.0.2.10:443',
      'server filter 10.0.1.10:40000 -> 10.0.2.10:443',
      'server deliver 10.0.1.10:40000 -> 10.0.2.10:443',
    ]);
  });

  it('apply network ACLs four times to a connection between two subnets, to the client’s port for the reply', async () => {
    const lists = (steps: readonly string[]): readonly string[] => steps.filter((step) => /^[ab] filter/.test(step));
    assert.deepEqual(lists(await forwardSteps(PLAIN, 'client:40000 -> server tcp 443')), [
      'a filter 10.0.1.10:40000 -> 10.0.2.10:443',
      'b filter 10.0.1.10:40000 -> 10.0.2.10:443',
    ]);
    assert.deepEqual(lists(await returnSteps(PLAIN, 'client:40000 -> server tcp 443')), [
      'b filter 10.0.2.10:443 -> 10.0.1.10:40000',
      'a filter 10.0.2.10:443 -> 10.0.1.10:40000',
    ]);
  });

  it('that deny the packet are all listed in this order, in both directions', async () => {
    const { blockers } = await traceOf(CLOSED, 'client -> server tcp 443');
    assert.deepEqual(
      blockers.map(({ direction, at, code }) => `${direction} ${shortName(at)} ${code}`),
      [
        'forward client SG_HAS_NO_RULES',
        'forward a SUBNET_ACL_RESTRICTION',
        'forward b SUBNET_ACL_RESTRICTION',
        'forward server SG_HAS_NO_RULES',
        'return b SUBNET_ACL_RESTRICTION',
        'return a SUBNET_ACL_RESTRICTION',
      ],
    );
  });

  it('must pass in both directions: without a return path the verdict is not `delivered`', async () => {
    const text = PLAIN.replace(
      'subnet b 10.0.2.0/24 {',
      'network-acl out { outbound 100 deny all to any  inbound 100 allow all from any }  subnet b 10.0.2.0/24 { network-acl out ',
    );
    assert.equal(await verdictOf(text, 'client -> server tcp 443'), 'dropped return SUBNET_ACL_RESTRICTION');
  });

  it('do not match source ports', async () => {
    const text = PLAIN.replace('ingress all from any', 'ingress tcp 443 from any');
    assert.equal(await verdictOf(text, 'client:22 -> server tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'client:443 -> server tcp 22'), 'dropped ENI_SG_RULES_MISMATCH');
  });
});

describe('connection tracking', () => {
  it('happens at interfaces with security groups and NAT gateways, not at network ACLs, routes and internet gateways', async () => {
    const { connections } = await traceOf(TOPOLOGY, 'n1:45678 -> registry tcp 443');
    assert.deepEqual(
      connections.map(({ kind, internal, translated, public: shown, external }) => [kind, internal, translated, shown, external]),
      [
        ['node', '10.0.1.100:45678', undefined, undefined, '52.85.123.45:443'],
        ['nat', '10.0.1.100:45678', '10.0.0.220:12345', '203.0.113.10:12345', '52.85.123.45:443'],
      ],
    );
  });

  it('happens at a load balancer on both sides, as two connections', async () => {
    const { connections, nextConnections } = await traceOf(TOPOLOGY, '198.51.100.7:51515 -> web tcp 443');
    assert.deepEqual([...new Set(connections.map(({ kind }) => kind))], ['alb']);
    assert.deepEqual(
      nextConnections.map((next) => shortName(next.to)),
      ['p1', 'p2'],
    );
    const sides = nextConnections[0]?.connections.map(({ kind }) => kind);
    assert.deepEqual(sides, ['alb', 'pod']);
  });

  it('happens at a load balancer that forwards packets, too', async () => {
    const text = topology({
      vpc: 'nlb edge internet-facing { subnets pub-a  security-groups sg-nlb  listen tcp 443 -> tg }  target-group tg tcp 8443 { targets p1 }',
    });
    const { connections } = await traceOf(text, '198.51.100.7:51515 -> edge tcp 443');
    assert.ok(connections.some(({ kind, idleTimeoutSeconds }) => kind === 'nlb' && idleTimeoutSeconds === 350));
  });
});
