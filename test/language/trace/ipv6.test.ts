// IPv6: no translation, gateways of its own, rules of its own.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

const NETWORK = `
host v6-host 2001:4860::8
vpc a 10.0.0.0/16, 2001:db8:1::/56 {
  igw main
  egress-igw out
  subnet public-a 10.0.0.0/24, 2001:db8:1::/64 {
    route 0.0.0.0/0 -> main
    route ::/0 -> main
    nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance web 10.0.0.10, 2001:db8:1::10 { security-groups web }
  }
  subnet private-a 10.0.1.0/24, 2001:db8:1:1::/64 {
    route ::/0 -> out
    instance worker 10.0.1.10, 2001:db8:1:1::10 { security-groups web }
  }
  subnet v4-rules 10.0.2.0/24, 2001:db8:1:2::/64 {
    route ::/0 -> main
    instance old 10.0.2.10, 2001:db8:1:2::10 { security-groups v4 }
  }
  subnet only-v4 10.0.3.0/24, 2001:db8:1:3::/64 {
    route 0.0.0.0/0 -> main
    instance stuck 10.0.3.10, 2001:db8:1:3::10 { security-groups web }
  }
  subnet listed 10.0.4.0/24, 2001:db8:1:4::/64 {
    route ::/0 -> main
    network-acl v4-list
    instance closed 10.0.4.10, 2001:db8:1:4::10 { security-groups web }
  }
  subnet translated 10.0.5.0/24, 2001:db8:1:5::/64 {
    route ::/0 -> nat-a
    instance hopeful 10.0.5.10, 2001:db8:1:5::10 { security-groups web }
  }
  network-acl v4-list { inbound 100 allow all from 0.0.0.0/0  outbound 100 allow all to 0.0.0.0/0 }
  security-group web { ingress tcp 443 from any }
  security-group v4 { ingress tcp 443 from 0.0.0.0/0 }
}
`;

const ask = (connection: string): Promise<string> => verdictOf(NETWORK, connection);

describe('an IPv6 block that AWS chooses', () => {
  it('is routed, filtered and reached like any other', async () => {
    const text = `
vpc v 10.0.0.0/16, ipv6 /56 {
  igw main
  subnet front-a 10.0.0.0/24, ipv6 /64 { az us-east-1a  route 0.0.0.0/0 -> main  route ::/0 -> main }
  subnet front-b 10.0.1.0/24, ipv6 /64 { az us-east-1b  route 0.0.0.0/0 -> main  route ::/0 -> main }
  subnet back 10.0.2.0/24, ipv6 /64 { az us-east-1a  instance app 10.0.2.10, 3fff:0:0:2::10 { security-groups apps } }
  alb shop internet-facing { subnets front-a, front-b  ip-address-type dualstack  security-groups web  listen http 80 -> tg }
  target-group tg http 8080 { targets app  ip-address-type ipv6 }
  security-group web { ingress tcp 80 from ::/0 }
  security-group apps { ingress tcp 8080 from front-a, front-b }
}`;
    const { verdict, packet, nextConnections } = await traceOf(text, '2001:db8:9::9 -> shop tcp 80');
    assert.equal(verdict, 'delivered');
    assert.equal(formatAddress(packet.destination), '3fff::4');
    assert.deepEqual(
      nextConnections.map((next) => [formatAddress(next.packet.source), formatAddress(next.packet.destination)]),
      [['3fff::4', '3fff:0:0:2::10']],
    );
    assert.equal(
      await verdictOf(text.replace('from front-a, front-b', 'from back'), '2001:db8:9::9 -> shop tcp 80'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
  });
});

describe('IPv6', () => {
  it('goes out through an egress-only internet gateway and back, and cannot be opened from outside', async () => {
    assert.equal(await ask('2001:db8:1:1::10 -> v6-host tcp 443'), 'delivered');
    assert.equal(await ask('v6-host -> 2001:db8:1:1::10 tcp 443'), 'dropped EGRESS_ONLY');
  });

  it('arrives through an internet gateway without a public IPv4 address', async () => {
    const trace = await traceOf(NETWORK, 'v6-host -> 2001:db8:1::10 tcp 443');
    assert.equal(trace.verdict, 'delivered');
    assert.ok(trace.forward.every(({ step }) => step !== 'translate'));
  });

  it('is not allowed by a rule for 0.0.0.0/0', async () => {
    assert.equal(await ask('v6-host -> 2001:db8:1:2::10 tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('needs a route and a rule of its own family', async () => {
    assert.equal(await ask('2001:db8:1:3::10 -> v6-host tcp 443'), 'dropped NO_ROUTE_TO_DESTINATION');
    assert.equal(
      await ask('2001:db8:1:4::10 -> v6-host tcp 443'),
      'dropped SUBNET_ACL_RESTRICTION return SUBNET_ACL_RESTRICTION',
    );
  });

  it('is never translated to another IPv6 address', async () => {
    assert.equal(await ask('2001:db8:1:5::10 -> v6-host tcp 443'), 'dropped NAT_PROTOCOL');
  });
});
