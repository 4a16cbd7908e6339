import { covers, formatPrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { listed } from '#language/validation/wording.ts';

/**
 * The CIDR block of a subnet must be inside a CIDR block of its VPC.
 *
 * AWS rejects such a subnet. Choose a block inside the VPC, or add a CIDR block to the VPC.
 *
 * Source: Amazon VPC User Guide, "Subnet CIDR blocks".
 */
export const subnetOutsideVpc: Rule = { code: 'subnet-outside-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, prefixes, vpc } of network.subnets) {
    if (vpc.prefixes.length === 0 || vpc.unknown !== undefined) continue;
    for (const [index, prefix] of prefixes.entries()) {
      if (vpc.prefixes.some((outer) => covers(outer, prefix))) continue;
      const family = vpc.prefixes.filter((outer) => outer.family === prefix.family);
      const message =
        family.length > 0
          ? `${formatPrefix(prefix)} is not inside ${listed(family.map(formatPrefix), 'or')}: choose a block inside ${vpc.name}, or add one to ${vpc.name}.`
          : `${vpc.name} has no IPv${prefix.family} block for ${formatPrefix(prefix)}: add one to the VPC first.`;
      const related = [
        { subject: vpc.id, aspect: { of: 'prefix', index: 0 } as const, message: `The CIDR blocks of ${vpc.name}.` },
      ];
      yield { subject: id, aspect: { of: 'prefix', index }, message, related };
    }
  }
}
