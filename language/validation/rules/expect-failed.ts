import type { RelatedFinding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Claims } from '#language/validation/claims.ts';
import { basisOf } from '#language/validation/faults.ts';
import { adviceFor, causes, obstacles } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An expectation does not hold.
 *
 * The message describes a counterexample: a packet that should arrive and is dropped, takes another path, or arrives although it
 * should not. The related lines are the rules and routes that decided. Change the network, or correct the expectation.
 *
 * Source: the language reference, expectations.
 */
export const expectFailed: Rule = { code: 'expect-failed', severity: 'error', check };

function* check(network: Network, { judgements }: Claims): Iterable<Remark> {
  for (const { expectation, holds, isUnknown, counterexample, why } of judgements) {
    if (holds || isUnknown) continue;
    const subject = { subject: expectation.id, aspect: { of: 'whole' } } as const;
    const said = `Expectation failed: ${why}`;
    if (counterexample === undefined) {
      yield { ...subject, message: said, basis: { isClaim: true, resources: [] } };
      continue;
    }
    const message = [said, ...(adviceFor(network, counterexample) ?? [])].join(' ');
    const related = relatedLines(network, counterexample);
    yield { ...subject, message, related, basis: basisOf(network, counterexample) };
  }
}

/** The rules and routes that block the packet, or those that let it through. */
export function relatedLines(network: Network, trace: Trace): readonly RelatedFinding[] {
  return trace.blockers.length > 0 ? [...causes(network, trace), ...obstacles(trace)] : deciders(trace);
}

/** The rules and routes that decided in the forward direction, also behind load balancers, each once. */
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
