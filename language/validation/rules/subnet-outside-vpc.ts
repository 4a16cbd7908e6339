import { covers, formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * A subnet's block must lie inside one of its VPC's blocks.
 *
 * AWS refuses such a subnet when it is created. Choose a block inside, or add a block to the VPC.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetOutsideVpc: Rule = { code: 'subnet-outside-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes, vpc } of network.subnets) {
    if (vpc.prefixes.length === 0) continue;
    for (const [index, prefix] of prefixes.entries()) {
      if (vpc.prefixes.some((outer) => covers(outer, prefix))) continue;
      const family = vpc.prefixes.filter((outer) => outer.family === prefix.family);
      const message =
        family.length > 0
          ? `${formatPrefix(prefix)} is not inside ${listed(family.map(formatPrefix), 'or')}. Choose a block inside, or add one to ${vpc.name}.`
          : `${vpc.name} has no IPv${prefix.family} block for ${formatPrefix(prefix)}: add one to it first.`;
      const related = [{ subject: vpc.id, aspect: { of: 'prefix', index: 0 } as const, message: `The blocks of ${vpc.name}.` }];
      yield { subject: id, aspect: { of: 'prefix', index }, message, related };
    }
  }
}
