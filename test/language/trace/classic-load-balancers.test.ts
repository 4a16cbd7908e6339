// Classic Load Balancers: connections that they end, and those that they open to their instances.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

/** A client, two instances in two zones, and a load balancer in both. */
function classic(lines: string, { acl = '', ports = '8080' } = {}): string {
  return `
vpc v 10.0.0.0/16 {
  subnet one 10.0.1.0/24 {
    az us-east-1a
    ${acl}
    instance client 10.0.1.10 { security-groups open }
    instance near 10.0.1.20 { security-groups servers }
  }
  subnet two 10.0.2.0/24 { az us-east-1b  instance far 10.0.2.20 { security-groups servers } }
  clb entry internal { security-groups open  listen tcp 80 -> 8080  ${lines} }
  security-group open { ingress all from any }
  security-group servers { ingress tcp ${ports} from open }
  network-acl guarded { inbound 100 allow all from any  outbound 100 deny tcp 8080 to any  outbound 200 allow all to any }
}
`;
}

describe('a Classic Load Balancer', () => {
  it('ends connections, and opens others from the private addresses of its nodes', async () => {
    const text = classic('subnets one  targets near');
    const { verdict, forward, nextConnections } = await traceOf(text, 'client -> entry tcp 80');
    assert.equal(verdict, 'delivered');
    assert.equal(forward.at(-1)?.step, 'terminate');
    const [next] = nextConnections;
    assert.equal(next?.from, 'v.entry');
    assert.equal(next?.to, 'v.near');
    assert.equal(next?.packet.destinationPort?.number, 8080);
    assert.equal(
      await verdictOf(classic('subnets one  targets near', { ports: '80' }), 'client -> entry tcp 80'),
      'dropped ELBV2_LISTENER_HAS_NO_TG',
    );
  });

  it('listens on the ports of its listeners only', async () => {
    assert.equal(
      await verdictOf(classic('subnets one  targets near'), 'client -> entry tcp 8080'),
      'dropped ELB_LISTENERS_MISMATCH',
    );
    assert.equal(
      await verdictOf(classic('subnets one  targets near'), 'client -> entry udp 80'),
      'dropped ELB_LISTENERS_MISMATCH',
    );
  });

  it('crosses zones only if cross-zone load balancing is on', async () => {
    assert.equal(await verdictOf(classic('subnets one, two  targets near, far'), 'client -> entry tcp 80'), 'delivered');
    const alone = (cross: string): string => classic(`${cross}  subnets one, two  targets far`);
    const called = '10.0.1.4';
    assert.equal(await verdictOf(alone(''), `client -> ${called} tcp 80`), 'dropped ELB_NOT_CROSSZONE');
    assert.equal(await verdictOf(alone('cross-zone off'), `client -> ${called} tcp 80`), 'dropped ELB_NOT_CROSSZONE');
    assert.equal(await verdictOf(alone('cross-zone on'), `client -> ${called} tcp 80`), 'delivered');
    // DNS returns only the node with a healthy instance.
    assert.equal(await verdictOf(alone(''), 'client -> entry tcp 80'), 'delivered');
  });

  it('sends to healthy instances only, and to none if there are none', async () => {
    const checked = 'subnets one  targets near  health-check tcp 9090';
    assert.equal(await verdictOf(classic(checked), 'client -> entry tcp 80'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    assert.equal(await verdictOf(classic(checked, { ports: '8080, 9090' }), 'client -> entry tcp 80'), 'delivered');
  });

  it('meets the outbound network ACL even in its own subnet', async () => {
    const text = classic('subnets one  targets near', { acl: 'network-acl guarded' });
    assert.equal(await verdictOf(text, 'client -> near tcp 8080'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> entry tcp 80'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
  });

  it('closes connections that are idle for 60 s', async () => {
    const text = classic('subnets one  targets near');
    assert.equal(await verdictOf(text, 'client -> entry tcp 80 idle 60s'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> entry tcp 80 idle 61s'), 'dropped return NO_STATE');
  });
});
