// A network and the results of its claims → the findings of all rules.
import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from './claims.ts';
import type { Remark, Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** The findings of all rules, in the order of the rules. Works for incomplete networks too. */
export function validate(network: Network, claims: Claims): readonly Finding[] {
  return RULES.flatMap((rule) => Array.from(rule.check(network, claims), (remark) => finding(rule, remark)));
}

function finding({ code, severity, isDerived }: Rule, { related = [], ...remark }: Remark): Finding {
  const resources = [remark.subject, ...related.map(({ subject }) => subject)];
  return { code, severity, ...(isDerived && { basis: { resources } }), ...remark, related };
}
