import { RULE_VALUES, RULE_WILDCARDS } from '#language/aws/limits.ts';
import type { Prefix } from '#language/network/address.ts';
import type { ListenerRule, RuleCondition } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A rule of a listener can have a limited number of conditions.
 *
 * AWS allows one condition about the host, the path, the method and the source in each rule, and any number of conditions about headers
 * and the query string, with up to five values and five wildcard characters (`*` and `?`) in all of them. Write several values in one
 * condition (`host "a.example", "b.example"`: one of them must match), or divide the rule into several with the same action.
 *
 * Source: Elastic Load Balancing, "Condition types for listener rules".
 */
export const lbRuleConditions: Rule = { code: 'lb-rule-conditions', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const rule of network.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(({ rules }) => rules))) {
    const message = faultOf(rule);
    if (message !== undefined) yield { subject: rule.id, aspect: { of: 'whole' }, message };
  }
}

const SEVERAL: ReadonlySet<RuleCondition['kind']> = new Set(['header', 'query']);

function faultOf({ conditions }: ListenerRule): string | undefined {
  const kinds = conditions.map(({ kind }) => kind);
  const twice = kinds.find((kind, index) => !SEVERAL.has(kind) && kinds.indexOf(kind) !== index);
  if (twice !== undefined) return `A rule has one "${twice}" condition at most: write all values in one, separated by commas.`;
  const values = conditions.flatMap((one): readonly (string | Prefix)[] => (one.kind === 'source' ? one.prefixes : one.values));
  if (values.length > RULE_VALUES) return `A rule has ${RULE_VALUES} values at most, this one has ${values.length}: divide it.`;
  const wildcards = values.flatMap((value) => (typeof value === 'string' ? [...value.matchAll(/[*?]/g)] : []));
  if (wildcards.length <= RULE_WILDCARDS) return undefined;
  return `A rule has ${RULE_WILDCARDS} wildcard characters at most, this one has ${wildcards.length}: divide it.`;
}
