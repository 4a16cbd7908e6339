// Attributes of VPCs and subnets, peers of rules, and what claims and views may name.
import assert from 'node:assert/strict';
import { formatPrefix } from '#language/network/address.ts';
import { networkOf } from '#test/support/trace-text.ts';

describe('VPCs', () => {
  it('have the attributes that AWS has, off unless the file turns them on', async () => {
    const { vpcs, subnets } = await networkOf(`
vpc v 10.0.0.0/16 {
  dns-hostnames on
  block-public-access bidirectional
  subnet a 10.0.1.0/24
  subnet b 10.0.2.0/24 { block-public-access off }
  subnet c 10.0.3.0/24 { block-public-access ingress-only }
}
vpc w 10.1.0.0/16`);
    assert.deepEqual(
      vpcs.map(({ dnsHostnames, blockPublicAccess }) => [dnsHostnames, blockPublicAccess]),
      [
        [true, 'bidirectional'],
        [false, 'off'],
      ],
    );
    assert.deepEqual(
      subnets.map(({ blockPublicAccess }) => blockPublicAccess),
      ['bidirectional', 'off', 'ingress-only'],
    );
  });
});

describe('rules of security groups', () => {
  it('can name prefix lists, groups of other VPCs and ICMP codes', async () => {
    const { securityGroups } = await networkOf(`
prefix-list partners 203.0.113.0/24, 198.51.100.0/24
vpc a 10.0.0.0/16 {
  security-group web {
    ingress tcp 443 from partners
    ingress tcp 80 from b.web
    ingress icmp type 3 code 4 from any
  }
}
vpc b 10.1.0.0/16 { security-group web }`);
    const [lists, group, icmp] = securityGroups.find(({ id }) => id === 'a.web')?.rules ?? [];
    assert.deepEqual(lists?.peer.kind === 'prefixes' && lists.peer.prefixes.map(formatPrefix), [
      '203.0.113.0/24',
      '198.51.100.0/24',
    ]);
    assert.deepEqual(group?.peer, { kind: 'group', group: 'b.web', text: 'b.web' });
    assert.deepEqual(icmp?.traffic, { protocol: 'icmp', ports: [], icmpType: 3, icmpCode: 4 });
  });
});

describe('target groups', () => {
  it('can say how the health of their targets is checked', async () => {
    const { targetGroups } = await networkOf(`
vpc v 10.0.0.0/16 {
  target-group web http 8080 { health-check https 8443 }
  target-group names udp 53 { health-check tcp 8080 }
  target-group plain tcp 443
}`);
    assert.deepEqual(
      targetGroups.map(({ healthCheck }) => healthCheck),
      [{ protocol: 'https', port: 8443 }, { protocol: 'tcp', port: 8080 }, undefined],
    );
  });
});

describe('claims and pictures', () => {
  it('can name what connects networks', async () => {
    const { expectations, flows, views } = await networkOf(`
network office 198.51.100.0/24
peering pair { vpcs a, b }
vpn line { vpc a  remote office }
transit-gateway hub
vpc b 10.1.0.0/16
vpc a 10.0.0.0/16 {
  igw main
  regional nat out
  endpoint api interface { subnets x }
  subnet x 10.0.1.0/24 { instance web }
}
expect web reaches office via pair, line, hub, a.out
expect every endpoint never reaches a.out
flow f { web -> api tcp 443 dropped at hub }
view v { show pair, line, hub, out, api }`);
    const [first, second] = expectations;
    assert.deepEqual(first?.via, ['pair', 'line', 'hub', 'a.out']);
    assert.deepEqual(
      [second?.from, second?.to.kind === 'entity' && second.to.id],
      [{ kind: 'every', of: 'endpoint', text: 'every endpoint' }, 'a.out'],
    );
    assert.equal(flows[0]?.steps[0]?.droppedAt, 'hub');
    assert.deepEqual(views[0]?.show, ['pair', 'line', 'hub', 'a.out', 'a.api']);
  });
});
