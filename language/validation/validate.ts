// A network and what became of its claims in; everything that is wrong, fragile or worth knowing out.
import type { Finding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from './claims.ts';
import type { Remark, Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** The findings of all rules, rule by rule. Any network gives a list, half-written ones too. */
export function validate(network: Network, claims: Claims): readonly Finding[] {
  return RULES.flatMap((rule) => Array.from(rule.check(network, claims), (remark) => finding(rule, remark)));
}

function finding({ code, severity }: Rule, { related = [], ...remark }: Remark): Finding {
  return { code, severity, ...remark, related };
}
