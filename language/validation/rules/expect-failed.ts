import type { RelatedFinding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Claims } from '#language/validation/claims.ts';
import { obstacles } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An `expect` does not hold.
 *
 * The message tells of the packet that proves it: one that should arrive and is stopped, takes another way, or gets through
 * although it should not. The related lines are the rules and routes that decided. Change the network, or the claim if it was
 * wrong.
 *
 * Source: the language reference, expectations.
 */
export const expectFailed: Rule = { code: 'expect-failed', severity: 'error', check };

function* check(_network: Network, { judgements }: Claims): Iterable<Remark> {
  for (const { expectation, holds, counterexample, why } of judgements) {
    if (holds) continue;
    const related = counterexample === undefined ? [] : relatedLines(counterexample);
    yield { subject: expectation.id, aspect: { of: 'whole' }, message: `This does not hold: ${why}`, related };
  }
}

/** What stops the packet, or what lets it through. */
function relatedLines(trace: Trace): readonly RelatedFinding[] {
  return trace.blockers.length > 0 ? obstacles(trace) : deciders(trace);
}

/** The rules and routes that decided on the way there, through load balancers too, each once. */
function deciders(trace: Trace): readonly RelatedFinding[] {
  const lines = new Map(
    hopsThere(trace).flatMap(({ decidedBy, reason }) => (decidedBy === undefined ? [] : [[decidedBy, reason] as const])),
  );
  return [...lines].map(([subject, message]) => ({ subject, aspect: { of: 'whole' }, message }));
}

function hopsThere({ forward, nextConnections }: Trace): readonly Hop[] {
  const decisions = forward.filter(({ step }) => step === 'filter' || step === 'route' || step === 'forward');
  return [...decisions, ...nextConnections.flatMap(hopsThere)];
}
