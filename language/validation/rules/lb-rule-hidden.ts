import { hides } from '#language/network/listener-rules.ts';
import { conditionText } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An earlier rule of the listener takes all requests of this one.
 *
 * A load balancer evaluates rules in order, and the first one whose conditions are met decides. `path "/*"` and `host "*"` are met by every
 * request. Write the rule before the other one, or remove it.
 *
 * Source: Elastic Load Balancing, "Listener rules for your Application Load Balancer".
 */
export const lbRuleHidden: Rule = { code: 'lb-rule-hidden', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { rules } of network.loadBalancers.flatMap(({ listeners }) => listeners)) {
    for (const [index, rule] of rules.entries()) {
      const earlier = rule.conditions.length === 0 ? undefined : rules.slice(0, index).find((one) => hides(one, rule));
      if (earlier === undefined) continue;
      const text = earlier.conditions.map(conditionText).join(' ');
      yield {
        subject: rule.id,
        aspect: { of: 'whole' },
        message: `No request reaches this rule: the rule ${text} takes all of them first. Write this rule before it, or remove it.`,
        related: [{ subject: earlier.id, message: 'This rule takes its requests.' }],
      };
    }
  }
}
