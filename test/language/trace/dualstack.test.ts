// Load balancers with IPv4 and IPv6 addresses: accepted clients, and the source addresses that targets see.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

/** One AZ, dual stack, with a server that has both kinds of addresses, one that has IPv4 only, and the balancer that is given. */
const dual = (balancer: string): string => `
host old 198.51.100.80
host modern 2001:db8:ffff::80
vpc v 10.0.0.0/16, 2001:db8:1::/56 {
  igw main
  subnet pub 10.0.0.0/24, 2001:db8:1:1::/64 { route 0.0.0.0/0 -> main  route ::/0 -> main }
  subnet priv 10.0.1.0/24, 2001:db8:1:2::/64 {
    instance both 10.0.1.10, 2001:db8:1:2::10 { security-groups servers }
    instance four 10.0.1.11 { security-groups servers }
    instance client 10.0.1.20, 2001:db8:1:2::20 { security-groups servers }
  }
  security-group front { ingress tcp 443 from internet  ingress tcp 443 from 10.0.0.0/16, 2001:db8:1::/56 }
  security-group servers { ingress all from any }
  ${balancer}
}`;

const alb = (lines: string, group: string): string =>
  dual(
    `alb edge { subnets pub  security-groups front  listen https 443 -> tg  ${lines} }  target-group tg http 8080 { ${group} }`,
  );
const nlb = (lines: string, group: string, listen = 'tcp 443', protocol = 'tcp'): string =>
  dual(`nlb edge { subnets pub  listen ${listen} -> tg  ${lines} }  target-group tg ${protocol} 8080 { ${group} }`);

/** The source address and port that the target sees. */
async function seen(text: string, connection: string): Promise<string> {
  const trace = await traceOf(text, connection);
  const last = (trace.nextConnections[0] ?? trace).forward.at(-1)?.packet;
  return last === undefined ? 'none' : `${formatAddress(last.source)} -> ${formatAddress(last.destination)}`;
}

describe('a dualstack load balancer', () => {
  it('accepts clients of both families, while an IPv4 load balancer accepts IPv4 only', async () => {
    const text = alb('ip-address-type dualstack', 'targets four');
    assert.equal(await verdictOf(text, 'old -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'modern -> edge tcp 443'), 'delivered');
    const old = dual(
      'alb edge { subnets pub  security-groups front  listen https 443 -> tg }  target-group tg http 8080 { targets four }',
    );
    await assert.rejects(traceOf(old, 'modern -> edge tcp 443'));
  });

  it('connects to targets in the family of their target group, whatever its clients use', async () => {
    const four = alb('ip-address-type dualstack', 'targets both');
    assert.equal(await seen(four, 'modern -> edge tcp 443'), '10.0.0.4 -> 10.0.1.10');
    const six = alb('ip-address-type dualstack', 'targets both  ip-address-type ipv6');
    assert.equal(await seen(six, 'old -> edge tcp 443'), '2001:db8:1:1::4 -> 2001:db8:1:2::10');
  });

  it('has no targets if they, or its own nodes, have no address of that family', async () => {
    const without = alb('ip-address-type dualstack', 'targets four  ip-address-type ipv6');
    assert.equal(await verdictOf(without, 'modern -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    const ipv4 = alb('ip-address-type ipv4', 'targets both  ip-address-type ipv6');
    assert.equal(await verdictOf(ipv4, 'old -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    const plain = nlb('ip-address-type dualstack', 'targets [2001:db8:1:2::10]');
    assert.equal(await verdictOf(plain, 'modern -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
  });

  it('has no public IPv4 address if its IP address type is `dualstack-without-public-ipv4`', async () => {
    const text = alb('ip-address-type dualstack-without-public-ipv4', 'targets four');
    assert.equal(await verdictOf(text, 'modern -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'old -> edge tcp 443'), 'dropped NO_ADDRESS');
  });

  it('that is internal accepts nothing from the internet at its IPv6 addresses', async () => {
    const text = alb('ip-address-type dualstack', 'targets four').replace('alb edge', 'alb edge internal');
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'modern -> edge tcp 443'), 'dropped IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS');
  });
});

describe('a dualstack NLB', () => {
  it('translates IPv6 to IPv4 with its own address, even if the target group preserves client addresses', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both');
    assert.equal(await seen(text, 'old -> edge tcp 443'), '198.51.100.80 -> 10.0.1.10');
    assert.equal(await seen(text, 'modern -> edge tcp 443'), '10.0.0.4 -> 10.0.1.10');
    assert.equal(await verdictOf(text, 'modern -> edge tcp 443'), 'delivered');
  });

  it('preserves client addresses of the same family as its targets', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both  ip-address-type ipv6');
    assert.equal(await seen(text, 'modern -> edge tcp 443'), '2001:db8:ffff::80 -> 2001:db8:1:2::10');
    assert.equal(await seen(text, 'old -> edge tcp 443'), '2001:db8:1:1::4 -> 2001:db8:1:2::10');
  });

  it('returns the reply in the family of the client', async () => {
    const { return: back } = await traceOf(nlb('ip-address-type dualstack', 'targets both'), 'modern -> edge tcp 443');
    assert.deepEqual(
      [back[0], back.at(-1)].map((hop) => hop && formatAddress(hop.packet.source)),
      ['10.0.1.10', '2001:db8:1:1::4'],
    );
  });

  it('gives `unknown` for UDP over IPv6', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both', 'udp 53', 'udp');
    assert.equal(await verdictOf(text, 'old -> edge udp 53'), 'delivered');
    assert.equal(await verdictOf(text, 'modern -> edge udp 53'), 'unknown');
  });
});
