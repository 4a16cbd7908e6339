// A claim that fails → the lines of the suggested fix, and what else they allow. `fixOf` also checks that they work as text, and that each is needed.
import assert from 'node:assert/strict';
import { fixLinesOf, fixOf, oneSubnet } from '#test/support/checked-fix.ts';

const SHOP = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    nat out { elastic-ip 203.0.113.10 }
  }
  subnet app 10.0.1.0/24 {
    instance web 10.0.1.10 { security-groups apps }
    instance job 10.0.1.11 { security-groups apps }
  }
  subnet data 10.0.2.0/24 {
    network-acl closed
    database orders 10.0.2.20 { engine postgres  security-groups stores }
  }
  security-group apps { egress all to any }
  security-group stores { ingress tcp 22 from 10.9.0.0/16 }
  network-acl closed {
    inbound 100 allow tcp 22 from 10.0.0.0/16
    outbound 100 allow tcp 443 to any
  }
}
host hub 52.85.123.45
`;

describe('the suggested fix for filters', () => {
  it('prefers a security group to a subnet to an address, and has the exact port and the reply ports', async () => {
    const found = await fixOf(`${SHOP} flow f { web -> orders tcp 5432 }`);
    assert.deepEqual(found?.lines, [
      'v.closed: inbound 110 allow tcp 5432 from app',
      'v.stores: ingress tcp 5432 from apps',
      'v.closed: outbound 110 allow tcp 32768-60999 to app',
    ]);
    assert.deepEqual(found?.opens, ['v.web → v.orders tcp 5432', 'v.job → v.orders tcp 5432']);
  });

  it('reports what else becomes allowed: all members of the group', async () => {
    const open = SHOP.replace('network-acl closed\n', '');
    const found = await fixOf(`${open} flow f { web -> orders tcp 5432 }`);
    assert.deepEqual(found?.lines, ['v.stores: ingress tcp 5432 from apps']);
    assert.deepEqual(found?.opens, ['v.web → v.orders tcp 5432', 'v.job → v.orders tcp 5432']);
  });

  it('names the prefix list where the sender has only the default group, which the text does not declare', async () => {
    const text = oneSubnet(
      'instance web { security-groups webs }  instance tool',
      'security-group webs',
      'flow f { tool -> web tcp 80 }',
    );
    assert.deepEqual(await fixLinesOf(text), ['v.webs: ingress tcp 80 from a']);
    assert.deepEqual(await fixLinesOf(`prefix-list tools 10.0.1.0/28\n${text}`), ['v.webs: ingress tcp 80 from tools']);
  });

  it('declares the default group with its own rule', async () => {
    const text = oneSubnet(
      'instance web { security-groups webs }  instance db',
      'security-group webs',
      'flow f { web -> db tcp 80 }',
    );
    assert.deepEqual(await fixLinesOf(text), [
      'v: security-group default { ingress all from default  ingress tcp 80 from webs }',
    ]);
  });

  it('never names an address that netarch assigned', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  instance web { security-groups webs } }
  private subnet b 10.0.2.0/24 { az us-east-1b  network-acl tight  database db { engine postgres  security-groups data } }
  network-acl tight { inbound 100 allow tcp 443 from any  outbound 100 allow all to any }
  security-group webs
  security-group data { ingress tcp 5432 from webs }
}
flow f { web -> db }`;
    assert.deepEqual(await fixLinesOf(text), ['v.tight: inbound 110 allow tcp 5432 from a']);
    const overInternet = `
vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> main  instance web { public-ip  security-groups g } }
  security-group g
}
vpc w 10.1.0.0/16 {
  igw door
  subnet b 10.1.1.0/24 { route 0.0.0.0/0 -> door  instance api { public-ip  security-groups h } }
  security-group h
}
flow f { web -> api tcp 443 }`;
    assert.equal(await fixLinesOf(overInternet), undefined);
  });

  it('allows the ICMP type of the reply', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.0.0/24 { network-acl listed  instance one 10.0.0.10 { security-groups open } }
  subnet b 10.0.1.0/24 { instance two 10.0.1.10 { security-groups open } }
  security-group open { ingress all from any }
  network-acl listed { inbound 100 allow tcp from any  outbound 100 allow all to any }
}
flow ping { one -> two icmp }`;
    assert.deepEqual(await fixLinesOf(text), ['v.listed: inbound 110 allow icmp type 0 from b']);
  });

  it('gets a lower rule number than the entry that denies', async () => {
    const denied = SHOP.replace(
      'inbound 100 allow tcp 22',
      'inbound 90 deny tcp 5432 from 10.0.1.0/24\n    inbound 100 allow tcp 22',
    );
    assert.equal(
      (await fixLinesOf(`${denied} flow f { web -> orders tcp 5432 }`))?.[0],
      'v.closed: inbound 89 allow tcp 5432 from app',
    );
  });

  it('finds the direction of an entry, whatever the name of the network ACL', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  network-acl inbound  instance app { security-groups g } }
  private subnet b 10.0.2.0/24 { az us-east-1a  instance db { security-groups g } }
  network-acl inbound { inbound 100 allow all from any  outbound 100 allow tcp 443 to any }
  security-group g { ingress all from g }
}
flow f { app -> db tcp 5432 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.inbound: outbound 110 allow tcp 5432 to b']);
  });

  it('allows every sender that the claim names, each by its group', async () => {
    const inSubnet =
      'instance one { security-groups g }  instance two { security-groups k }  database db { engine postgres  security-groups h }';
    const found = await fixLinesOf(
      oneSubnet(inSubnet, 'security-group g  security-group k  security-group h', 'flow f { a -> db tcp 5432 }'),
    );
    assert.deepEqual(found, ['v.h: ingress tcp 5432 from g', 'v.h: ingress tcp 5432 from k']);
  });

  it('allows all ports that an expectation names in one line', async () => {
    const inSubnet = 'instance one { security-groups g }  instance two { security-groups h }';
    const text = oneSubnet(inSubnet, 'security-group g  security-group h', 'expect one reaches two on tcp 8000-8010, udp 53');
    assert.deepEqual((await fixLinesOf(text))?.toSorted(), ['v.h: ingress tcp 8000-8010 from g', 'v.h: ingress udp 53 from g']);
  });

  it('names all blocks of a network, or the prefix list with the same blocks', async () => {
    const text = oneSubnet(
      'instance web { security-groups g }',
      'security-group g',
      'network dc 172.16.0.0/16, 192.168.0.0/16\nvpn line { vpc v  remote dc }\nflow f { dc -> web tcp 443 }',
    );
    assert.deepEqual(await fixLinesOf(text), ['v.g: ingress tcp 443 from dc', 'v.a: propagate line']);
    const listed = `prefix-list dcs 192.168.0.0/16, 172.16.0.0/16\n${text}`;
    assert.deepEqual(await fixLinesOf(listed), ['v.g: ingress tcp 443 from dcs', 'v.a: propagate line']);
  });

  it('turns the source/destination check off on an instance that forwards packets', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> main  nat-instance out { elastic-ip 203.0.113.10  source-dest-check on  security-groups n } }
  subnet app 10.0.1.0/24 { route 0.0.0.0/0 -> out  instance web { security-groups g } }
  security-group g
  security-group n { ingress all from g }
}
flow f { web -> internet tcp 443 }`;
    assert.deepEqual(await fixLinesOf(text), ['v.out: source-dest-check off']);
  });

  it('never names a public address that AWS chooses, only one that the file gives', async () => {
    const call = (address: string) => `
      vpc v 10.0.0.0/16 {
        igw main
        subnet s 10.0.0.0/24 { route 0.0.0.0/0 -> main  network-acl n  instance server { public-ip 203.0.113.9  security-groups g } }
        security-group g
        network-acl n { inbound 100 allow tcp 22 from any  outbound 100 allow all to any }
      }
      vpc w 10.0.0.0/16 {
        igw main
        subnet s 10.0.0.0/24 { route 0.0.0.0/0 -> main  instance client { ${address}  security-groups g } }
        security-group g
      }
      flow f { client -> server tcp 443 }`;
    assert.deepEqual((await fixOf(call('elastic-ip 203.0.113.7')))?.lines, [
      'v.n: inbound 110 allow tcp 443 from 203.0.113.7/32',
      'v.g: ingress tcp 443 from 203.0.113.7/32',
    ]);
    for (const chosen of ['elastic-ip', 'public-ip']) assert.equal(await fixOf(call(chosen)), undefined, chosen);
  });

  it('never names an IPv6 block that AWS chooses', async () => {
    const text = (blocks: readonly [string, string]) => `
      peering p { vpcs v, w }
      vpc v 10.0.0.0/16, 2001:db8::/56 {
        subnet a 2001:db8::/64 { instance client 2001:db8::10 { security-groups g } }
        security-group g
      }
      vpc w 10.1.0.0/16, ${blocks[0]} {
        subnet b 10.1.1.0/24, ${blocks[1]} { route ::/0 -> p  instance server 3fff::10 { security-groups g } }
        security-group g { ingress tcp 443 from any }
      }
      flow f { client -> server tcp 443 }`;
    assert.deepEqual((await fixOf(text(['3fff::/56', '3fff::/64'])))?.lines, ['v.a: route 3fff::/56 -> p']);
    assert.equal(await fixOf(text(['ipv6 /56', 'ipv6 /64'])), undefined);
  });

  it('is empty if nothing blocks the packet, and if no small change would help', async () => {
    assert.equal(
      await fixOf(`${SHOP} flow f { web -> job tcp 80 }`.replace('apps { egress', 'apps { ingress all from apps egress')),
      undefined,
    );
    assert.equal(await fixOf(`${SHOP} flow f { internet -> out tcp 80 }`), undefined);
  });
});
