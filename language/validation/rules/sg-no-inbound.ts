import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { EntityKind, Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Something that waits to be called lets nobody in.
 *
 * A database, a cache or a load balancer whose groups have no inbound rule cannot be reached at all. Add a rule for those who use
 * it.
 *
 * Source: Amazon VPC User Guide, "Security group rules" (a new group has no inbound rule).
 */
export const sgNoInbound: Rule = { code: 'sg-no-inbound', severity: 'info', check };

const LISTENERS: ReadonlySet<EntityKind> = new Set(['database', 'cache', 'alb', 'nlb']);

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const carrier of network.interfaces) {
    const [group] = carrier.securityGroups ?? [];
    const kind = network.byId.get(carrier.owner)?.kind;
    if (group === undefined || kind === undefined || !LISTENERS.has(kind) || mayEnter(carrier) || reported.has(group.id))
      continue;
    reported.add(group.id);
    yield {
      subject: group.id,
      message: `Nobody reaches ${shortName(carrier.owner)}: its groups have no inbound rule. Add one for those who use it.`,
      related: [
        { subject: carrier.owner, aspect: { of: 'security-groups' }, message: `${shortName(carrier.owner)} carries it.` },
      ],
    };
  }
}

function mayEnter({ securityGroups }: Interface): boolean {
  return (securityGroups ?? []).some(({ rules }) => rules.some(({ direction }) => direction === 'ingress'));
}
