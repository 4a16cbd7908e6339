// IPv6 blocks that AWS chooses: which examples stand for them, and what refers to them.
import assert from 'node:assert/strict';
import { formatPrefix } from '#language/network/address.ts';
import { entityId } from '#language/network/id.ts';
import { checkDiagnostics } from '#test/support/check-diagnostics.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** `v: 10.0.0.0/16, 3fff::/56*`: the blocks of each VPC and subnet, with a star those that AWS chooses. */
async function blocksIn(text: string): Promise<readonly string[]> {
  const { vpcs, subnets } = await networkOf(text);
  return [...vpcs, ...subnets].map(({ name, prefixes, assignedPrefixes = [] }) => {
    const blocks = prefixes.map((prefix) => `${formatPrefix(prefix)}${assignedPrefixes.includes(prefix) ? '*' : ''}`);
    return `${name}: ${blocks.join(', ')}`;
  });
}

describe('an IPv6 block by its length', () => {
  it('is the lowest one that the file does not use, IPv4 blocks first', async () => {
    const text = `
network office 3fff:0:0:100::/56
host mail 3fff:0:0:201::25
vpc a ipv6 /56, 10.0.0.0/16 {
  subnet a-1 10.0.1.0/24, ipv6 /64
  subnet a-3 ipv6 /64
  subnet a-4 10.0.4.0/24, ipv6 /60
  subnet a-5 ipv6 /64
}
vpc b 10.1.0.0/16, ipv6 /56, ipv6 /52
vpc c 10.2.0.0/16, 2001:db8::/56 {
  subnet c-1 ipv6 /64
  subnet c-2 2001:db8::/64
}
`;
    assert.deepEqual(await blocksIn(text), [
      'a: 10.0.0.0/16, 3fff::/56*',
      'b: 10.1.0.0/16, 3fff:0:0:300::/56*, 3fff:0:0:1000::/52*',
      'c: 10.2.0.0/16, 2001:db8::/56',
      'a-1: 10.0.1.0/24, 3fff::/64*',
      'a-3: 3fff:0:0:1::/64*',
      'a-4: 10.0.4.0/24, 3fff:0:0:10::/60*',
      'a-5: 3fff:0:0:2::/64*',
      'c-1: 2001:db8:0:1::/64*',
      'c-2: 2001:db8::/64',
    ]);
    assert.deepEqual(await blocksIn(text), await blocksIn(text));
  });

  it('counts where a rule names the VPC or the subnet', async () => {
    const { securityGroups, networkAcls } = await networkOf(`
vpc v 10.0.0.0/16, ipv6 /56 {
  subnet s 10.0.1.0/24, ipv6 /64
  security-group g { ingress tcp 443 from v, s }
  network-acl n { inbound 100 allow all from s }
}`);
    const peers = securityGroups
      .find(({ id }) => id === entityId('v.g'))
      ?.rules.filter(({ direction }) => direction === 'ingress');
    assert.deepEqual(
      peers?.map(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes.map(formatPrefix) : [])),
      [
        ['10.0.0.0/16', '3fff::/56'],
        ['10.0.1.0/24', '3fff::/64'],
      ],
    );
    assert.deepEqual(networkAcls[0]?.entries[0]?.prefixes.map(formatPrefix), ['10.0.1.0/24', '3fff::/64']);
  });

  it('must fit into the VPC, and have a size that AWS accepts', async () => {
    await checkDiagnostics(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24, ipv6 /64
//                           ^^^ error ipv6-block-unavailable: v has no free IPv6 block of this size: add "ipv6 /56" to its blocks, or write a longer prefix here.
}
vpc w 10.1.0.0/16, ipv6 /60 {
  subnet a ipv6 /60
  subnet b ipv6 /64
//              ^^^ error ipv6-block-unavailable: w has no free IPv6 block of this size
}
vpc x 10.2.0.0/16, ipv6 /8, ipv6 /57, ipv6 /300
//                      ^^ error ipv6-block-unavailable: A VPC has no IPv6 block of this size: write "ipv6 /56".
//                               ^^^ error vpc-ipv6-size
//                                         ^^^^ error ipv6-block-unavailable
vpc y ipv6 /56
//  ^ error vpc-cidr-missing
`);
  });

  it('is found for each of a thousand subnets', async () => {
    const subnets = Array.from({ length: 1000 }, (_, index) => `subnet s-${index} ipv6 /64`).join('\n');
    const blocks = await blocksIn(`vpc v 10.0.0.0/16, ipv6 /52 {\n${subnets}\n}`);
    assert.equal(blocks.at(-1), 's-999: 3fff:0:0:3e7::/64*');
  });
});
