import { SECONDARY_BLOCKS } from '#language/aws/blocks.ts';
import { formatPrefix, overlaps, type Prefix, parsePrefixes } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A secondary CIDR block must be compatible with the other blocks of the VPC.
 *
 * AWS does not mix private ranges: a VPC in 10.0.0.0/8 cannot add a block of 172.16.0.0/12 or 192.168.0.0/16, and vice versa. A
 * VPC with public addresses cannot add a private block. Use the range of the primary block, or 100.64.0.0/10, which is compatible
 * with all of them.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks", table of restrictions.
 */
export const vpcSecondaryCidrRestricted: Rule = { code: 'vpc-secondary-cidr-restricted', severity: 'error', check };

const ROWS = SECONDARY_BLOCKS.rows.map(({ has, refuses }) => ({ has: parsePrefixes([has]), refuses: parsePrefixes(refuses) }));
const ONLY_PUBLIC = parsePrefixes(SECONDARY_BLOCKS.onlyPublic);

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    const blocks = prefixes.filter(({ family }) => family === 4);
    for (const [index, block] of blocks.entries()) {
      const earlier = blocks.slice(0, index);
      const other = refusedBy(earlier, block);
      if (other === undefined || touches(earlier, block)) continue;
      yield {
        subject: id,
        aspect: { of: 'prefix', index },
        message: `AWS does not combine ${formatPrefix(block)} with ${formatPrefix(other)}: use the range of the first block, or a block of 100.64.0.0/10.`,
        related: [{ subject: id, aspect: { of: 'prefix', index: blocks.indexOf(other) }, message: 'The incompatible block.' }],
      };
    }
  }
}

function refusedBy(earlier: readonly Prefix[], block: Prefix): Prefix | undefined {
  const inRow = (row: (typeof ROWS)[number], prefix: Prefix) => row.has.some((family) => overlaps(family, prefix));
  const refusing = earlier.find((prefix) => ROWS.some((row) => inRow(row, prefix) && touches(row.refuses, block)));
  const isPublic = !earlier.some((prefix) => ROWS.some((row) => inRow(row, prefix)));
  return refusing ?? (isPublic && touches(ONLY_PUBLIC, block) ? earlier[0] : undefined);
}

function touches(ranges: readonly Prefix[], block: Prefix): boolean {
  return ranges.some((range) => overlaps(range, block));
}
