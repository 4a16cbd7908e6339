import type { Network } from '#language/network/network.ts';
import { interfacesWithOwnGroups } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group can be used only in its own VPC.
 *
 * AWS rejects a security group of another VPC on a network interface. Create a group in the same VPC.
 *
 * Source: Amazon VPC User Guide, "Security groups"; Amazon EC2 API, ModifyNetworkInterfaceAttribute.
 */
export const sgWrongVpc: Rule = { code: 'sg-wrong-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const { owner, subnet, securityGroups } of interfacesWithOwnGroups(network)) {
    for (const [index, group] of (securityGroups ?? []).entries()) {
      const key = `${owner} ${group.id}`;
      if (group.vpc === undefined || group.vpc.id === subnet.vpc.id || reported.has(key)) continue;
      reported.add(key);
      yield {
        subject: owner,
        aspect: { of: 'security-groups', index },
        message: `${group.name} is in ${group.vpc.name} and cannot be used in ${subnet.vpc.name}: create a security group there.`,
        related: [{ subject: group.id, message: `${group.name} is declared here.` }],
      };
    }
  }
}
