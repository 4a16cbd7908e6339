import { formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { nest } from '#language/validation/nesting.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The CIDR blocks of a VPC must not overlap.
 *
 * AWS rejects a secondary CIDR block that overlaps another block of the VPC. Choose another range.
 *
 * Source: Amazon VPC User Guide, "VPC CIDR blocks".
 */
export const vpcCidrOverlapSelf: Rule = { code: 'vpc-cidr-overlap-self', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, prefixes, isExternal } of network.vpcs) {
    if (isExternal) continue;
    for (const { item, parent } of nest(prefixes.map((prefix, index) => ({ item: { prefix, index }, prefix })))) {
      if (parent === undefined) continue;
      const [first, second] = item.index < parent.item.index ? [item, parent.item] : [parent.item, item];
      yield {
        subject: id,
        aspect: { of: 'prefix', index: second.index },
        message: `${formatPrefix(second.prefix)} overlaps ${formatPrefix(first.prefix)}, which ${name} already has: choose another range.`,
        related: [{ subject: id, aspect: { of: 'prefix', index: first.index }, message: 'The other block.' }],
      };
    }
  }
}
