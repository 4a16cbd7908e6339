// A network and the results of its claims → the findings of all rules.
import { sharingOut, stepsFor } from '#language/network/budget.ts';
import type { Finding } from '#language/network/finding.ts';
import { finished, type Steps } from '#language/network/in-steps.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET } from '#language/network/outside.ts';
import type { Claims } from './claims.ts';
import type { Remark, Rule } from './rule.ts';
import { RULES } from './rules.ts';

/** The findings of all rules, in the order of the rules. Works for incomplete networks too. */
export function validate(network: Network, claims: Claims): readonly Finding[] {
  return finished(validating(network, claims));
}

/** The same, with a pause after each rule. The rules share the steps of a question. */
export function* validating(network: Network, claims: Claims): Steps<readonly Finding[]> {
  const answers = yield* sharingOut(RULES, stepsFor(network), (rule) =>
    Array.from(rule.check(network, claims), (remark) => finding(rule, remark)),
  );
  const left = RULES.filter((rule) => !answers.has(rule));
  return [...RULES.flatMap((rule) => answers.get(rule) ?? []), ...(left.length === 0 ? [] : [tooLarge(network, left)])];
}

/** That some rules are not checked, at the first VPC. */
function tooLarge({ vpcs }: Network, rules: readonly Rule[]): Finding {
  const names = rules.map(({ code }) => code).join(', ');
  const message = `These checks are too much work for one file, and are left out: ${names}. Split the file.`;
  return { code: 'checks-too-large', severity: 'error', subject: vpcs[0]?.id ?? INTERNET, message, related: [] };
}

function finding({ code, severity, isDerived }: Rule, { related = [], ...remark }: Remark): Finding {
  const resources = [remark.subject, ...related.map(({ subject }) => subject)];
  return { code, severity, ...(isDerived && { basis: { resources } }), ...remark, related };
}
