import { RULES_PER_GROUP } from '#language/aws/quotas.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import { coversTraffic, possibleTraffic } from '#language/packets/traffic-set.ts';
import { coversPeer } from '#language/validation/covering.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A security group rule is covered by another rule of the same group.
 *
 * Security group rules only allow and have no order, so a narrower rule beside a wider one has no effect. Remove it, or remove
 * the wider one if only the narrower is needed.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgCoveredRule: Rule = { code: 'sg-covered-rule', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, rules } of network.securityGroups) {
    // More rules are beyond the quota of AWS, which the rule sg-quota reports.
    const written = rules.filter(({ isDefault }) => !isDefault).slice(0, 4 * RULES_PER_GROUP);
    for (const [index, rule] of written.entries()) {
      const wider = written.find(
        (other, place) => place !== index && contains(other, rule) && (place < index || !contains(rule, other)),
      );
      if (wider === undefined) continue;
      const message = `Another rule of ${name} already allows this: remove one of the two.`;
      yield {
        subject: rule.id,
        aspect: { of: 'whole' },
        message,
        related: [{ subject: wider.id, aspect: { of: 'whole' }, message: 'The wider rule.' }],
      };
    }
  }
}

function contains(outer: SecurityGroupRule, inner: SecurityGroupRule): boolean {
  return (
    outer.direction === inner.direction &&
    coversTraffic(outer.traffic, possibleTraffic(inner.traffic)) &&
    coversPeer(outer.peer, inner.peer)
  );
}
