import { formatPrefix, overlaps, type Prefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * VPCs with overlapping CIDR blocks cannot be peered.
 *
 * If any CIDR block of one VPC overlaps a block of the other, AWS rejects the connection. Renumber one VPC, offer single services
 * by AWS PrivateLink, or translate one side by a private NAT gateway.
 *
 * Source: VPC Peering Guide, "How VPC peering connections work", limitations.
 */
export const peeringCidrOverlap: Rule = { code: 'peering-cidr-overlap', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, vpcs } of network.peerings) {
    const [a, b] = vpcs;
    if (a === undefined || b === undefined || a === b) continue;
    const common = commonBlocks(a, b);
    if (common === undefined) continue;
    yield {
      subject: id,
      aspect: { of: 'vpcs' },
      message: `${formatPrefix(common.one)} of ${a.name} and ${formatPrefix(common.other)} of ${b.name} overlap, so the VPCs cannot be peered: renumber one of them.`,
      related: [a, b].map((vpc) => ({ subject: vpc.id, message: `${vpc.name} is declared here.` })),
    };
  }
}

/** The first blocks of both that overlap. */
function commonBlocks(a: Vpc, b: Vpc): { readonly one: Prefix; readonly other: Prefix } | undefined {
  for (const one of a.prefixes) {
    const other = b.prefixes.find((block) => overlaps(one, block));
    if (other !== undefined) return { one, other };
  }
  return undefined;
}
