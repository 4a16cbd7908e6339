import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { pathOf } from '#language/trace/headline.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Claims } from '#language/validation/claims.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { relatedLines } from './expect-failed.ts';

/**
 * Whether an expectation holds is unknown.
 *
 * Nothing that is known contradicts the expectation, but it depends on something that the text does not know (`unknown`, `external`), or that
 * netarch does not model. The message gives the reason. The expectation does not count as holding. Replace the word `unknown` by what is there,
 * or narrow the expectation to what is known.
 *
 * Source: the language reference, expectations.
 */
export const expectUnknown: Rule = { code: 'expect-unknown', severity: 'warning', check };

function* check(network: Network, { judgements, unanswered }: Claims): Iterable<Remark> {
  const tooLarge = new Set(unanswered.map(({ id }) => id));
  for (const { expectation, isUnknown, counterexample, why } of judgements) {
    if (!isUnknown || tooLarge.has(expectation.id)) continue;
    const related = counterexample === undefined ? [] : relatedLines(network, counterexample);
    yield { subject: expectation.id, aspect: { of: 'whole' }, message: messageFor(counterexample, why), related };
  }
}

function messageFor(trace: Trace | undefined, why: string): string {
  if (trace?.unknownReason === undefined) return `Whether this holds is unknown: ${why}`;
  return `Whether this holds is unknown (${pathOf(trace).map(shortName).join(' → ')}): ${trace.unknownReason}`;
}
