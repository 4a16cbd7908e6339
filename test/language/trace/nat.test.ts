// NAT gateways: clients, translation and idle timeouts; regional NAT gateways; NAT instances.
import assert from 'node:assert/strict';
import { settleClaims } from '#language/validation/claims.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { assumedAt, forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

const ZONAL = `
host site 198.51.100.80
network office 192.0.2.0/24
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    route 10.1.0.0/16 -> pcx
    route 192.0.2.0/24 -> line
    nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance web 10.0.0.10 { elastic-ip 203.0.113.11  security-groups open }
  }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> nat-a  instance client 10.0.1.10 { security-groups open } }
  subnet same 10.0.2.0/24 { route 0.0.0.0/0 -> inner  private nat inner 10.0.2.220  instance stuck 10.0.2.10 }
  subnet behind 10.0.3.0/24 { route 0.0.0.0/0 -> inner  instance hidden 10.0.3.10 }
  security-group open { ingress all from any }
}
vpc w 10.1.0.0/16 {
  subnet far-a 10.1.0.0/24 { route 0.0.0.0/0 -> pcx  route 10.0.0.0/16 -> pcx  instance far 10.1.0.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering pcx { vpcs v, w }
vpn line { vpc v  remote office }
`;

describe('a NAT gateway', () => {
  it('translates the source only: first to its private address, then at the internet gateway to the Elastic IP address', async () => {
    const there = await forwardSteps(ZONAL, 'client:45678 -> site tcp 443');
    assert.deepEqual(there.slice(4), [
      'front filter 10.0.1.10:45678 -> 198.51.100.80:443',
      'nat-a translate 10.0.0.220:12345 -> 198.51.100.80:443',
      'front filter 10.0.0.220:12345 -> 198.51.100.80:443',
      'front route 10.0.0.220:12345 -> 198.51.100.80:443',
      'main translate 203.0.113.10:12345 -> 198.51.100.80:443',
      'site deliver 203.0.113.10:12345 -> 198.51.100.80:443',
    ]);
  });

  it('uses its private address to peered VPCs and to remote sites', async () => {
    const far = await forwardSteps(ZONAL, 'client:45678 -> far tcp 443');
    assert.equal(far.at(-1), 'far deliver 10.0.0.220:12345 -> 10.1.0.10:443');
    const office = await forwardSteps(ZONAL, 'client:45678 -> office tcp 443');
    assert.equal(office.at(-1), 'office deliver 10.0.0.220:12345 -> 192.0.2.7:443');
    assert.equal(await verdictOf(ZONAL, 'client -> office tcp 443'), 'delivered');
  });

  it('supports TCP, UDP and ICMP only', async () => {
    assert.equal(await verdictOf(ZONAL, 'client -> site udp 4500'), 'delivered');
    assert.equal(await verdictOf(ZONAL, 'client -> site icmp'), 'delivered');
    assert.equal(await verdictOf(ZONAL, 'client -> site protocol 50'), 'dropped NAT_PROTOCOL');
  });

  it('accepts replies only, and only from the host that was addressed', async () => {
    assert.equal(await verdictOf(ZONAL, 'site -> nat-a tcp 443'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(ZONAL, 'site -> nat-a icmp'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(ZONAL, 'client -> nat-a tcp 22'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(ZONAL, 'office -> nat-a tcp 443'), 'dropped NO_NAT_SESSION');
  });

  it('is no way to itself: a packet to one of its addresses belongs to no session, whatever its ports and ICMP type', async () => {
    const own = ['10.0.0.220', '203.0.113.10', 'nat-a'];
    const ports = ['tcp 12345', 'tcp 443', 'udp 12345', 'icmp', 'icmp type 13', 'icmp type 0', 'icmp type 3', 'protocol 47'];
    for (const sender of ['client', 'client:12345', 'web', 'site']) {
      for (const [address, traffic] of own.flatMap((one) => ports.map((port) => [one, port] as const))) {
        if (sender.includes(':') && !/tcp|udp/.test(traffic)) continue;
        // The internet has no route to the private address, and a NAT gateway passes on what it can translate only.
        const code = sender === 'site' && address === '10.0.0.220' ? 'NO_ADDRESS' : 'NO_NAT_SESSION';
        const carried = traffic === 'protocol 47' && sender === 'client' && address !== '10.0.0.220' && address !== 'nat-a';
        const expected = `dropped ${carried ? 'NAT_PROTOCOL' : code}`;
        assert.equal(await verdictOf(ZONAL, `${sender} -> ${address} ${traffic}`), expected, `${sender} ${address} ${traffic}`);
      }
    }
  });

  it('is no way to itself for expectations either', async () => {
    const network = await networkOf(`${ZONAL} expect client never reaches nat-a`);
    assert.deepEqual(
      settleClaims(network).judgements.map(({ holds }) => holds),
      [true],
    );
  });

  it('serves no clients in its own subnet', async () => {
    assert.equal(await verdictOf(ZONAL, 'stuck -> site tcp 443'), 'dropped ROUTING_LOOP');
  });

  it('that is private gives no internet access', async () => {
    const text = ZONAL.replace(
      'subnet same 10.0.2.0/24 { route 0.0.0.0/0 -> inner',
      'subnet same 10.0.2.0/24 { route 0.0.0.0/0 -> main',
    );
    assert.equal(await verdictOf(text, 'hidden -> site tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('cannot be used from a peered VPC, or from a site on the VPC’s own virtual private gateway', async () => {
    assert.equal(await verdictOf(ZONAL, 'far -> site tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
  });

  it('serves other VPCs and remote sites over a transit gateway', async () => {
    const text = `
host site 198.51.100.80
network office 192.0.2.0/24
vpc egress 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  route 10.2.0.0/16 -> hub  route 192.0.2.0/24 -> hub  nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet tgw 10.0.1.0/28 { az us-east-1a  route 0.0.0.0/0 -> nat-a }
}
vpc spoke 10.2.0.0/16 { subnet apps 10.2.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  instance app 10.2.0.10 } }
vpn line { remote office }
transit-gateway hub {
  attach egress { subnets tgw }
  attach spoke { subnets apps }
  attach line
  route-table default { route 0.0.0.0/0 -> egress  route 198.51.100.0/24 -> egress }
}`;
    assert.equal(await verdictOf(text, 'app -> site tcp 443'), 'delivered');
    assert.equal(
      (await forwardSteps(text, 'office -> site tcp 443')).at(-1),
      'site deliver 203.0.113.10:12345 -> 198.51.100.80:443',
    );
    assert.equal(await verdictOf(text, 'office -> site tcp 443'), 'delivered');
  });

  it('expires a connection after 350 s idle', async () => {
    assert.equal(await verdictOf(ZONAL, 'client -> site tcp 443 idle 350s'), 'delivered');
    assert.equal(await verdictOf(ZONAL, 'client -> site tcp 443 idle 351s'), 'dropped return NO_NAT_SESSION');
    assert.deepEqual(await assumedAt(ZONAL, 'client -> site tcp 443 idle 351s'), []);
  });

  it('expires UDP and ICMP after the same time, which is assumed', async () => {
    assert.equal(await verdictOf(ZONAL, 'client -> site udp 53 idle 351s'), 'dropped return NO_NAT_SESSION');
    assert.deepEqual(await assumedAt(ZONAL, 'client -> site udp 53 idle 351s'), ['nat-a drop']);
  });

  it('translates a reply to a connection that it did not see, which is assumed; the connection fails', async () => {
    const text = ZONAL.replace('instance client 10.0.1.10 {', 'instance client 10.0.1.10 { elastic-ip 203.0.113.12 ');
    assert.equal(await verdictOf(text, 'site -> client tcp 443'), 'dropped return NO_STATE');
    assert.deepEqual(await assumedAt(text, 'site -> client tcp 443'), ['nat-a translate']);
  });

  it('reaches a public address of its own VPC too, from its Elastic IP address, which is assumed', async () => {
    const there = await forwardSteps(ZONAL, 'client:45678 -> 203.0.113.11 tcp 443');
    assert.equal(there.at(-1), 'web deliver 203.0.113.10:12345 -> 10.0.0.10:443');
    assert.ok((await assumedAt(ZONAL, 'client -> 203.0.113.11 tcp 443')).includes('main translate'));
  });

  it('receives replies from a peered VPC without a route there, unlike an instance', async () => {
    const text = ZONAL.replace('route 10.0.0.0/16 -> pcx', '');
    const lone = text
      .replace('route 0.0.0.0/0 -> pcx', '')
      .replace('route 0.0.0.0/0 -> nat-a', 'route 0.0.0.0/0 -> nat-a  route 10.1.0.0/16 -> pcx');
    assert.equal(await verdictOf(text.replace('route 0.0.0.0/0 -> pcx', ''), 'client -> far tcp 443'), 'delivered');
    assert.equal(await verdictOf(lone, 'client -> far tcp 443'), 'dropped return NO_ROUTE_TO_DESTINATION');
  });

  it('that would translate IPv6 to IPv4 for a DNS64 address gives `unknown`', async () => {
    const text = `
vpc v 10.0.0.0/16, 2001:db8:1::/56 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24, 2001:db8:1:1::/64 {
    route 64:ff9b::/96 -> nat-a
    instance six 10.0.1.10, 2001:db8:1:1::10
  }
}`;
    assert.equal(await verdictOf(text, '2001:db8:1:1::10 -> 64:ff9b::c633:6450 tcp 443'), 'unknown');
  });
});

describe('a regional NAT gateway', () => {
  const regional = (nat: string): string => `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  regional nat nat-r { ${nat} }
  subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> nat-r  instance one 10.0.1.10 }
  subnet b 10.0.2.0/24 { az us-east-1b  route 0.0.0.0/0 -> nat-r  instance two 10.0.2.10 }
}`;

  it('translates to its public address in one step; that only the client’s network ACL applies is assumed', async () => {
    assert.deepEqual(await assumedAt(regional('elastic-ip 203.0.113.11'), 'one -> site tcp 443'), ['nat-r translate']);
    assert.deepEqual(await forwardSteps(regional('elastic-ip 203.0.113.11'), 'one:45678 -> site tcp 443'), [
      'one send 10.0.1.10:45678 -> 198.51.100.80:443',
      'one filter 10.0.1.10:45678 -> 198.51.100.80:443',
      'a filter 10.0.1.10:45678 -> 198.51.100.80:443',
      'a route 10.0.1.10:45678 -> 198.51.100.80:443',
      'nat-r translate 203.0.113.11:12345 -> 198.51.100.80:443',
      'nat-r route 203.0.113.11:12345 -> 198.51.100.80:443',
      'main forward 203.0.113.11:12345 -> 198.51.100.80:443',
      'site deliver 203.0.113.11:12345 -> 198.51.100.80:443',
    ]);
  });

  it('in automatic mode serves every Availability Zone', async () => {
    assert.equal(await verdictOf(regional(''), 'one -> site tcp 443'), 'delivered');
    assert.equal(await verdictOf(regional('elastic-ip 203.0.113.11'), 'two -> site tcp 443'), 'delivered');
  });

  it('in manual mode drops traffic from other Availability Zones, which is assumed', async () => {
    const text = regional('az us-east-1a elastic-ip 203.0.113.11');
    assert.equal(await verdictOf(text, 'one -> site tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'two -> site tcp 443'), 'dropped REGIONAL_NGW_ROUTE_AZ_RESTRICTION');
    assert.deepEqual(await assumedAt(text, 'two -> site tcp 443'), ['nat-r drop']);
  });

  it('accepts replies only, and for 350 s', async () => {
    const text = regional('elastic-ip 203.0.113.11');
    assert.equal(await verdictOf(text, 'site -> 203.0.113.11 tcp 443'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(text, 'site -> nat-r tcp 443'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(text, 'site -> every nat tcp 443'), 'dropped NO_NAT_SESSION');
    assert.equal(await verdictOf(text, 'one -> site tcp 443 idle 351s'), 'dropped return NO_NAT_SESSION');
  });

  it('is no way to itself, whatever the port and the ICMP type', async () => {
    const text = regional('elastic-ip 203.0.113.11');
    for (const traffic of ['tcp 12345', 'udp 12345', 'icmp', 'icmp type 13', 'icmp type 3']) {
      for (const sender of ['one', 'site', 'internet'])
        assert.equal(await verdictOf(text, `${sender} -> nat-r ${traffic}`), 'dropped NO_NAT_SESSION', `${sender} ${traffic}`);
    }
    assert.equal(await verdictOf(text, 'one:12345 -> 203.0.113.11 tcp 12345'), 'dropped NO_NAT_SESSION');
  });

  it('routes replies by its own route table, through an appliance if that says so', async () => {
    const box = 'instance box { source-dest-check off  security-groups open }';
    const guard = `subnet c 10.0.3.0/24 { az us-east-1a  route 0.0.0.0/0 -> nat-r  ${box} }
      security-group open { ingress all from any }`;
    const text = regional('elastic-ip 203.0.113.11  route 10.0.1.0/24 -> box')
      .replace('subnet b', `${guard}  subnet b`)
      .replace('az us-east-1a  route 0.0.0.0/0 -> nat-r  instance one', 'az us-east-1a  route 0.0.0.0/0 -> box  instance one');
    const seen = (steps: readonly string[]): boolean => steps.some((step) => step.startsWith('box forward'));
    assert.equal(seen(await returnSteps(text, 'one -> site tcp 443')), true);
    assert.equal(await verdictOf(text, 'one -> site tcp 443'), 'delivered');
    assert.equal(seen(await returnSteps(text, 'two -> site tcp 443')), false);
    assert.equal(await verdictOf(text, 'two -> site tcp 443'), 'delivered');
  });
});

describe('a NAT instance', () => {
  const instance = (box: string, groups = 'security-group nat { ingress tcp 443 from 10.0.1.0/24 }'): string => `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat-instance box 10.0.0.30 { ${box}  security-groups nat } }
  subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> box  instance client 10.0.1.10 }
  ${groups}
}`;
  const GOOD = 'elastic-ip 203.0.113.10  source-dest-check off';

  it('translates to its own address; that it keeps the port is assumed', async () => {
    const there = await forwardSteps(instance(GOOD), 'client:45678 -> site tcp 443');
    assert.deepEqual(there.slice(4), [
      'front filter 10.0.1.10:45678 -> 198.51.100.80:443',
      'box filter 10.0.1.10:45678 -> 198.51.100.80:443',
      'box translate 10.0.0.30:45678 -> 198.51.100.80:443',
      'box filter 10.0.0.30:45678 -> 198.51.100.80:443',
      'front filter 10.0.0.30:45678 -> 198.51.100.80:443',
      'front route 10.0.0.30:45678 -> 198.51.100.80:443',
      'main translate 203.0.113.10:45678 -> 198.51.100.80:443',
      'site deliver 203.0.113.10:45678 -> 198.51.100.80:443',
    ]);
    assert.deepEqual(await assumedAt(instance(GOOD), 'client -> site tcp 443'), ['box translate']);
    assert.equal(await verdictOf(instance(GOOD), 'client -> site tcp 443'), 'delivered');
  });

  it('needs its source/destination check off', async () => {
    const text = instance('elastic-ip 203.0.113.10  source-dest-check on');
    assert.match(await verdictOf(text, 'client -> site tcp 443'), /^dropped ENI_SOURCE_DEST_CHECK_RESTRICTION/);
  });

  it('needs security groups that allow the clients’ addresses and their destination port', async () => {
    assert.equal(await verdictOf(instance(GOOD), 'client -> site tcp 80'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(
      await verdictOf(instance(GOOD, 'security-group nat { ingress tcp 443 from 198.51.100.0/24 }'), 'client -> site tcp 443'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
  });

  it('accepts connections to itself, unlike a NAT gateway', async () => {
    const text = instance(GOOD, 'security-group nat { ingress tcp 22 from any }');
    assert.equal(await verdictOf(text, 'site -> box tcp 22'), 'delivered');
  });

  it('never takes a packet for the reply to itself', async () => {
    const text = instance(GOOD, 'security-group nat { ingress all from any }');
    for (const connection of ['client:45678 -> 203.0.113.10 tcp 45678', 'client -> 203.0.113.10 protocol 47']) {
      const there = await forwardSteps(text, connection);
      assert.match(there.at(-1) ?? '', /^box deliver 203\.0\.113\.10/, connection);
    }
  });

  it('needs a public address of its own', async () => {
    assert.equal(
      await verdictOf(instance('source-dest-check off'), 'client -> site tcp 443'),
      'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    );
  });
});
