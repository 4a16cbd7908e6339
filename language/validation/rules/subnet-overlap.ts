import { formatPrefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import { nest } from '#language/validation/nesting.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The CIDR blocks of two subnets in a VPC must not overlap.
 *
 * AWS rejects the second subnet. Choose another CIDR block for it.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetOverlap: Rule = { code: 'subnet-overlap', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const blocks = network.subnets.flatMap((subnet, order) =>
    subnet.prefixes.map((prefix, index) => ({ item: { subnet, order, index, prefix }, prefix })),
  );
  for (const siblings of groupBy(blocks, ({ item }) => item.subnet.vpc.id).values()) {
    for (const { item, parent } of nest(siblings)) {
      if (parent === undefined) continue;
      const [first, second] = item.order < parent.item.order ? [item, parent.item] : [parent.item, item];
      yield {
        subject: second.subnet.id,
        aspect: { of: 'prefix', index: second.index },
        message: `${formatPrefix(second.prefix)} overlaps ${formatPrefix(first.prefix)} of ${first.subnet.name}: choose another block for ${second.subnet.name}.`,
        related: [
          {
            subject: first.subnet.id,
            aspect: { of: 'prefix', index: first.index },
            message: `The CIDR block of ${first.subnet.name}.`,
          },
        ],
      };
    }
  }
}
