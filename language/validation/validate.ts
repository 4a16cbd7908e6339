// A network and the results of its claims → the findings of all rules.
import type { Finding } from '#language/network/finding.ts';
import { finished, type Steps } from '#language/network/in-steps.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from './claims.ts';
import type { Remark, Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** The findings of all rules, in the order of the rules. Works for incomplete networks too. */
export function validate(network: Network, claims: Claims): readonly Finding[] {
  return finished(validating(network, claims));
}

/** The same, with a pause after each rule. */
export function* validating(network: Network, claims: Claims): Steps<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const rule of RULES) {
    for (const remark of rule.check(network, claims)) findings.push(finding(rule, remark));
    yield;
  }
  return findings;
}

function finding({ code, severity, isDerived }: Rule, { related = [], ...remark }: Remark): Finding {
  const resources = [remark.subject, ...related.map(({ subject }) => subject)];
  return { code, severity, ...(isDerived && { basis: { resources } }), ...remark, related };
}
