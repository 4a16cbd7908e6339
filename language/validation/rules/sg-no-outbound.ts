import { shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { EntityKind, Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Something that must open connections may not.
 *
 * Without any outbound rule in its groups nothing leaves an interface except answers. A load balancer then reaches no target, a
 * node pulls no image, a function calls nobody. Add the outbound rules that are needed; a group without a word about egress
 * allows all of it. Databases, caches and machines that only answer are not reported.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgNoOutbound: Rule = { code: 'sg-no-outbound', severity: 'warning', check };

const SENDERS: ReadonlySet<EntityKind> = new Set([
  'alb',
  'nlb',
  'node',
  'pod',
  'service',
  'lambda',
  'nat-instance',
  'api-gateway',
]);

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const carrier of network.interfaces) {
    const [group] = carrier.securityGroups ?? [];
    const kind = network.byId.get(carrier.owner)?.kind;
    if (group === undefined || kind === undefined || !SENDERS.has(kind) || mayLeave(carrier) || reported.has(group.id)) continue;
    reported.add(group.id);
    yield {
      subject: group.id,
      message: `Nothing leaves ${shortName(carrier.owner)}: its groups have no outbound rule. Add what it needs, or drop the line "egress none".`,
      related: [
        { subject: carrier.owner, aspect: { of: 'security-groups' }, message: `${shortName(carrier.owner)} carries it.` },
      ],
    };
  }
}

function mayLeave({ securityGroups }: Interface): boolean {
  return (securityGroups ?? []).some(({ rules }) => rules.some(({ direction }) => direction === 'egress'));
}
