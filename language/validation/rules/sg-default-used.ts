import { groupBy } from '#language/network/group-by.ts';
import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { counted } from '#language/validation/wording.ts';

/**
 * Resources without a security group use the default security group of the VPC.
 *
 * In the default group, all members can communicate with each other, and no other inbound traffic is allowed. This is rarely
 * intended, and hides which resources need each other. Use a security group for each role. Reported once for each VPC, as
 * information: the default group opens nothing to external addresses.
 *
 * Source: Amazon VPC User Guide, "Default security groups for your VPCs"; AWS Security Hub control EC2.2.
 */
export const sgDefaultUsed: Rule = { code: 'sg-default-used', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const users = network.interfaces.filter(({ securityGroups }) => securityGroups?.some(({ isDefault }) => isDefault));
  for (const carriers of groupBy(users, ({ subnet }) => subnet.vpc.id).values()) {
    const owners = ownersOf(carriers);
    const [first] = owners;
    const vpc = carriers[0]?.subnet.vpc.name;
    if (first === undefined || vpc === undefined) continue;
    const others = owners.length === 1 ? '' : ` (and ${counted(owners.length - 1, 'other')})`;
    yield {
      subject: first,
      aspect: { of: 'security-groups' },
      message: `${shortName(first)}${others} ${owners.length === 1 ? 'uses' : 'use'} the default security group of ${vpc}, which allows all traffic between its members: use a security group for each role.`,
      related: owners.slice(1).map((owner) => ({ subject: owner, message: `${shortName(owner)} uses it too.` })),
    };
  }
}

function ownersOf(carriers: readonly Interface[]) {
  return [...new Set(carriers.map(({ owner }) => owner))];
}
