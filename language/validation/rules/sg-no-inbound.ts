import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security groups of a resource that serves clients have no inbound rule.
 *
 * No client can reach a database, a cache or a load balancer without an inbound rule. Add a rule for its clients.
 *
 * Source: Amazon VPC User Guide, "Security group rules" (a new group has no inbound rule).
 */
export const sgNoInbound: Rule = { code: 'sg-no-inbound', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const carrier of network.interfaces) {
    const [group] = carrier.securityGroups ?? [];
    const kind = network.byId.get(carrier.owner)?.kind;
    if (group === undefined || kind === undefined || !kindIs(kind, 'mustReceive') || mayEnter(carrier) || reported.has(group.id))
      continue;
    reported.add(group.id);
    yield {
      subject: group.id,
      message: `No client can reach ${shortName(carrier.owner)}: its security groups have no inbound rule. Add one for its clients.`,
      related: [
        {
          subject: carrier.owner,
          aspect: { of: 'security-groups' },
          message: `${shortName(carrier.owner)} uses this security group.`,
        },
      ],
    };
  }
}

function mayEnter({ securityGroups }: Interface): boolean {
  return (securityGroups ?? []).some(({ rules }) => rules.some(({ direction }) => direction === 'ingress'));
}
