import { SECONDARY_BLOCKS } from '#language/aws/blocks.ts';
import { formatPrefix, overlaps, type Prefix, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A further block of a VPC must go together with the blocks that it has.
 *
 * AWS does not mix the private families: a VPC in 10.0.0.0/8 takes no block of 172.16.0.0/12 or 192.168.0.0/16, and the other way
 * round; a VPC of public addresses takes no private one afterwards. Stay in the family of the first block, or use 100.64.0.0/10,
 * which goes with all of them.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks", table of restrictions.
 */
export const vpcSecondaryCidrRestricted: Rule = { code: 'vpc-secondary-cidr-restricted', severity: 'error', check };

const read = (texts: readonly string[]): readonly Prefix[] => texts.flatMap((text) => parsePrefix(text) ?? []);
const ROWS = SECONDARY_BLOCKS.rows.map(({ has, refuses }) => ({ has: read([has]), refuses: read(refuses) }));
const ONLY_PUBLIC = read(SECONDARY_BLOCKS.onlyPublic);

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes } of network.vpcs) {
    const blocks = prefixes.filter(({ family }) => family === 4);
    for (const [index, block] of blocks.entries()) {
      const earlier = blocks.slice(0, index);
      const other = refusedBy(earlier, block);
      if (other === undefined || touches(earlier, block)) continue;
      yield {
        subject: id,
        aspect: { of: 'prefix', index },
        message: `AWS does not combine ${formatPrefix(block)} with ${formatPrefix(other)}: stay in the family of the first block, or take one of 100.64.0.0/10.`,
        related: [
          { subject: id, aspect: { of: 'prefix', index: blocks.indexOf(other) }, message: 'The block it does not go with.' },
        ],
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
