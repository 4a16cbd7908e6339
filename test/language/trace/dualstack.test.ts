// Load balancers with IPv4 and IPv6 addresses: who gets in by which, and as whom the target sees it.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { told } from './told.ts';

/** One zone, dual stack, with a server that has both kinds of addresses, one that has IPv4 only, and the balancer that is given. */
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

/** As whom the target sees the client. */
async function seen(text: string, leg: string): Promise<string> {
  const trace = await traceOf(text, leg);
  const last = (trace.nextConnections[0] ?? trace).forward.at(-1)?.packet;
  return last === undefined ? 'nobody' : `${formatAddress(last.source)} -> ${formatAddress(last.destination)}`;
}

describe('a dualstack load balancer', () => {
  it('takes clients of both families, and one of IPv4 only those of IPv4', async () => {
    const text = alb('ip-address-type dualstack', 'targets four');
    assert.equal(await told(text, 'old -> edge tcp 443'), 'delivered');
    assert.equal(await told(text, 'modern -> edge tcp 443'), 'delivered');
    const old = dual(
      'alb edge { subnets pub  security-groups front  listen https 443 -> tg }  target-group tg http 8080 { targets four }',
    );
    await assert.rejects(traceOf(old, 'modern -> edge tcp 443'));
  });

  it('speaks to targets in the family of their group, whatever its clients use', async () => {
    const four = alb('ip-address-type dualstack', 'targets both');
    assert.equal(await seen(four, 'modern -> edge tcp 443'), '10.0.0.4 -> 10.0.1.10');
    const six = alb('ip-address-type dualstack', 'targets both  ip-address-type ipv6');
    assert.equal(await seen(six, 'old -> edge tcp 443'), '2001:db8:1:1::4 -> 2001:db8:1:2::10');
  });

  it('has no targets where they, or its own nodes, lack an address of that family', async () => {
    const without = alb('ip-address-type dualstack', 'targets four  ip-address-type ipv6');
    assert.equal(await told(without, 'modern -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    const ipv4 = alb('ip-address-type ipv4', 'targets both  ip-address-type ipv6');
    assert.equal(await told(ipv4, 'old -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    const plain = nlb('ip-address-type dualstack', 'targets [2001:db8:1:2::10]');
    assert.equal(await told(plain, 'modern -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
  });

  it('shows the internet no IPv4 address where it is told so', async () => {
    const text = alb('ip-address-type dualstack-without-public-ipv4', 'targets four');
    assert.equal(await told(text, 'modern -> edge tcp 443'), 'delivered');
    assert.equal(await told(text, 'old -> edge tcp 443'), 'dropped NO_ADDRESS');
  });

  it('that is internal takes nothing from the internet by its IPv6 addresses', async () => {
    const text = alb('ip-address-type dualstack', 'targets four').replace('alb edge', 'alb edge internal');
    assert.equal(await told(text, 'client -> edge tcp 443'), 'delivered');
    assert.equal(await told(text, 'modern -> edge tcp 443'), 'dropped IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS');
  });
});

describe('a dualstack NLB', () => {
  it('turns IPv6 into IPv4 under its own address, also where the group keeps clients', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both');
    assert.equal(await seen(text, 'old -> edge tcp 443'), '198.51.100.80 -> 10.0.1.10');
    assert.equal(await seen(text, 'modern -> edge tcp 443'), '10.0.0.4 -> 10.0.1.10');
    assert.equal(await told(text, 'modern -> edge tcp 443'), 'delivered');
  });

  it('keeps clients of the family of its targets', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both  ip-address-type ipv6');
    assert.equal(await seen(text, 'modern -> edge tcp 443'), '2001:db8:ffff::80 -> 2001:db8:1:2::10');
    assert.equal(await seen(text, 'old -> edge tcp 443'), '2001:db8:1:1::4 -> 2001:db8:1:2::10');
  });

  it('gives the answer back in the family of the client', async () => {
    const { return: back } = await traceOf(nlb('ip-address-type dualstack', 'targets both'), 'modern -> edge tcp 443');
    assert.deepEqual(
      [back[0], back.at(-1)].map((hop) => hop && formatAddress(hop.packet.source)),
      ['10.0.1.10', '2001:db8:1:1::4'],
    );
  });

  it('is not known to take UDP over IPv6', async () => {
    const text = nlb('ip-address-type dualstack', 'targets both', 'udp 53', 'udp');
    assert.equal(await told(text, 'old -> edge udp 53'), 'delivered');
    assert.equal(await told(text, 'modern -> edge udp 53'), 'unknown');
  });
});
