import { contains, formatAddress } from '#language/network/address.ts';
import { KINDS, resourceIn } from '#language/network/kinds.ts';
import { PRIVATE_PREFIXES } from '#language/network/known-addresses.ts';
import type { Target, TargetGroup } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Some load balancers and addresses cannot be targets.
 *
 * The only load balancer that can be a target is an ALB, in a target group of an NLB (`target-group front tcp 80 { targets shop }`).
 * Addresses must be in the VPC, or private (RFC 1918, RFC 6598). AWS rejects the others. Name the targets of the other load balancer,
 * or the private address of the target.
 *
 * Source: Elastic Load Balancing, "Target groups for your Network Load Balancers" and "Target groups for your Application Load
 * Balancers", target type.
 */
export const lbTargetRefused: Rule = { code: 'lb-target-refused', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const group of network.targetGroups) {
    for (const target of group.targets) {
      const message = refusal(network, group, target);
      if (message !== undefined) yield { subject: target.id, aspect: { of: 'whole' }, message };
    }
  }
}

function refusal(network: Network, group: TargetGroup, { resource, address }: Target): string | undefined {
  if (address !== undefined) {
    const allowed = [...PRIVATE_PREFIXES, ...group.vpc.prefixes];
    if (address.family === 6 || group.vpc.unknown || allowed.some((block) => contains(block, address))) return undefined;
    return `${formatAddress(address)} is a public address outside ${group.vpc.name}, which cannot be a target: register a private address.`;
  }
  const entity = network.byId.get(resource);
  if (entity === undefined || !resourceIn(entity, 'load-balancer')) return undefined;
  if (entity.kind !== 'alb')
    return `${entity.name} is a ${KINDS[entity.kind].title}, which cannot be a target: name the targets of ${entity.name} instead.`;
  if (group.protocol === 'tcp' || group.protocol === 'tls') return undefined;
  return `An alb can be a target of an nlb only, in a target group with the protocol tcp: ${group.name} has ${group.protocol}. Name the targets of ${entity.name} instead.`;
}
