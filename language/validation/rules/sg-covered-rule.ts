import { RULES_PER_GROUP } from '#language/aws/quotas.ts';
import type { SecurityGroupRule } from '#language/network/filters.ts';
import type { Network } from '#language/network/network.ts';
import { coversPeer, coversTraffic } from '#language/validation/covering.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule that another rule of the group already contains.
 *
 * The rules of a group are one list of permissions without order: a narrower rule beside a wider one changes nothing. Remove it,
 * or remove the wider one if the narrower was meant.
 *
 * Source: Amazon VPC User Guide, "Security group rules".
 */
export const sgCoveredRule: Rule = { code: 'sg-covered-rule', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const { name, rules } of network.securityGroups) {
    // Longer groups are beyond AWS's quota and are reported for that.
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
  return outer.direction === inner.direction && coversTraffic(outer.traffic, inner.traffic) && coversPeer(outer.peer, inner.peer);
}
