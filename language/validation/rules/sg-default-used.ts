import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { groupBy } from '#language/validation/placement.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { counted } from '#language/validation/wording.ts';

/**
 * What names no security group gets the VPC's default one.
 *
 * In the default group everything may talk to everything else in the group, and nothing else may come in. That is seldom what is
 * meant, and it hides who needs whom. Give each role a group of its own. Said once for each VPC, as information: nothing is open
 * to the outside by it.
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
      message: `${shortName(first)}${others} carries the default security group of ${vpc}, in which everything may talk to everything: give each role a group of its own.`,
      related: owners.slice(1).map((owner) => ({ subject: owner, message: `${shortName(owner)} carries it, too.` })),
    };
  }
}

function ownersOf(carriers: readonly Interface[]) {
  return [...new Set(carriers.map(({ owner }) => owner))];
}
