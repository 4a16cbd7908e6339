import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security groups of a resource that opens connections have no outbound rule.
 *
 * Without an outbound rule, an interface can send only replies. A load balancer reaches no target, a node pulls no image, a
 * function calls no service. Add the outbound rules that are needed; a group without any `egress` line allows all outbound
 * traffic. Databases, caches and instances are not reported, because they may only reply.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgNoOutbound: Rule = { code: 'sg-no-outbound', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const carrier of network.interfaces) {
    const [group] = carrier.securityGroups ?? [];
    const kind = network.byId.get(carrier.owner)?.kind;
    if (group === undefined || kind === undefined || !kindIs(kind, 'mustSend') || mayLeave(carrier) || reported.has(group.id))
      continue;
    reported.add(group.id);
    yield {
      subject: group.id,
      message: `${shortName(carrier.owner)} cannot open connections: its security groups have no outbound rule. Add the rules that it needs, or remove "egress none".`,
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

function mayLeave({ securityGroups }: Interface): boolean {
  return (securityGroups ?? []).some(({ rules }) => rules.some(({ direction }) => direction === 'egress'));
}
