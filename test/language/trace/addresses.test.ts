// Addresses: who owns one, inside a VPC and outside of it.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { assumedAt, forwardSteps, verdictOf } from './short-trace.ts';

const NETWORK = `
host registry 52.85.123.45
vpc v 10.0.0.0/16, 100.64.0.0/16 {
  igw main
  subnet public-a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance client 10.0.0.10 { elastic-ip 203.0.113.20  security-groups web }
    instance server 10.0.0.11 { public-ip 203.0.113.21  security-groups web }
  }
  subnet public-b 10.0.1.0/24 {
    route 0.0.0.0/0 -> main
    instance other 10.0.1.11 { public-ip 203.0.113.22  security-groups web }
    instance dual 10.0.1.60 { security-groups closed  interface eth1 10.0.2.60 { subnets private-a  security-groups web } }
  }
  subnet private-a 10.0.2.0/24 { instance inner 10.0.2.11 { security-groups web } }
  subnet shared 100.64.1.0/24 { instance far 100.64.1.10 { security-groups web } }
  security-group web { ingress tcp 443 from any }
  security-group closed { }
}
vpc unusual 52.85.0.0/16 {
  igw out
  subnet u 52.85.1.0/24 { route 0.0.0.0/0 -> out  instance a 52.85.1.10 { elastic-ip 203.0.113.30  security-groups web } }
  subnet w 52.85.2.0/24 { instance b 52.85.2.10 { security-groups web } }
  security-group web { ingress tcp 443 from any }
}
`;

describe('addresses', () => {
  it('of a public range are private in the VPC that has the range: the local route matches them', async () => {
    assert.equal(await verdictOf(NETWORK, 'unusual.a -> b tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'unusual.a -> registry tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
    assert.equal(await verdictOf(NETWORK, 'client -> registry tcp 443'), 'delivered');
  });

  it('of every block of the VPC are local', async () => {
    assert.equal(await verdictOf(NETWORK, 'inner -> far tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'far -> inner tcp 443'), 'delivered');
  });

  it('of the resolver are one for each VPC, not one for each subnet', async () => {
    assert.equal(await verdictOf(NETWORK, 'other -> 10.0.0.2 udp 53'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'other -> 169.254.169.253 udp 53'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'other -> 10.0.1.2 udp 53'), 'dropped NO_POSSIBLE_DESTINATION');
    assert.equal(await verdictOf(NETWORK, 'far -> 100.64.0.2 udp 53'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('that are Elastic IP addresses or assigned by AWS are mapped the same way, and keep their ports', async () => {
    const elastic = await forwardSteps(NETWORK, 'client:40500 -> registry tcp 443');
    const chosen = await forwardSteps(NETWORK, 'server:40500 -> registry tcp 443');
    assert.equal(elastic.at(-2), 'main translate 203.0.113.20:40500 -> 52.85.123.45:443');
    assert.equal(chosen.at(-2), 'main translate 203.0.113.21:40500 -> 52.85.123.45:443');
  });

  it('that AWS chooses are examples that no other resource has', async () => {
    const text = `
host registry 52.85.123.45
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    nat out { elastic-ip }
    instance other 10.0.0.9 { elastic-ip 198.18.0.4  security-groups open }
    instance elastic 10.0.0.10, 10.0.0.11 { elastic-ip 203.0.113.20  elastic-ip  public-ip  security-groups open }
    instance assigned 10.0.0.12 { security-groups closed  interface eth1 { elastic-ip  security-groups open } }
  }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance client { security-groups open } }
  nlb edge { subnets front  elastic-ip }
  security-group open { ingress tcp 443 from any }
  security-group closed
}`;
    const { interfaces } = await networkOf(text);
    const shown = interfaces.flatMap(({ owner, addresses }) =>
      addresses.flatMap(({ public: address, publicDeclared }) =>
        address === undefined ? [] : `${owner} ${formatAddress(address)}${publicDeclared ? '' : ' (example)'}`,
      ),
    );
    assert.deepEqual(shown, [
      'v.out 198.18.0.5 (example)',
      'v.other 198.18.0.4',
      'v.elastic 203.0.113.20',
      'v.elastic 198.18.0.6 (example)',
      'v.assigned 198.18.0.7 (example)',
      'v.edge 198.18.0.8 (example)',
    ]);
    assert.equal(
      (await forwardSteps(text, 'client -> registry tcp 443')).at(-2),
      'main translate 198.18.0.5:12345 -> 52.85.123.45:443',
    );
    assert.equal(await verdictOf(text, 'internet -> 198.18.0.7 tcp 443'), 'delivered');
  });

  it('of a DNS name are private inside the VPC; traffic to the public one leaves and re-enters by the gateway, which is assumed', async () => {
    const byName = await forwardSteps(NETWORK, 'client -> other tcp 443');
    assert.ok(byName.every((step) => !step.includes('translate')));
    const byAddress = await forwardSteps(NETWORK, 'client:40500 -> 203.0.113.22 tcp 443');
    assert.deepEqual(byAddress.slice(-4), [
      'main translate 203.0.113.20:40500 -> 10.0.1.11:443',
      'public-b filter 203.0.113.20:40500 -> 10.0.1.11:443',
      'other filter 203.0.113.20:40500 -> 10.0.1.11:443',
      'other deliver 203.0.113.20:40500 -> 10.0.1.11:443',
    ]);
    assert.ok((await assumedAt(NETWORK, 'client -> 203.0.113.22 tcp 443')).includes('main translate'));
  });

  it('of link-local services are never routed, and their behaviour is not modelled', async () => {
    assert.equal(await verdictOf(NETWORK, 'client -> 169.254.169.254 tcp 80'), 'unknown');
    assert.equal(await verdictOf(NETWORK, 'inner -> 169.254.169.123 udp 123'), 'unknown');
  });

  it('of additional interfaces have security groups and subnets of their own', async () => {
    assert.equal(await verdictOf(NETWORK, 'inner -> 10.0.2.60 tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'inner -> 10.0.1.60 tcp 443'), 'dropped SG_HAS_NO_RULES');
  });
});
