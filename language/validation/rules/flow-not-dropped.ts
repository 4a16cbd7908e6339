import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { StepTrace } from '#language/trace/flow.ts';
import { headline } from '#language/trace/headline.ts';
import type { Claims } from '#language/validation/claims.ts';
import { brokenSteps, obstacles } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A step marked `dropped` is delivered, or is dropped at another place.
 *
 * `dropped` after a step asserts that the packet does not get through. `dropped at nat-a` also says where it is dropped. Remove
 * what lets it through, or correct the flow.
 *
 * Source: the language reference, flows.
 */
export const flowNotDropped: Rule = { code: 'flow-not-dropped', severity: 'error', check };

function* check(_network: Network, claims: Claims): Iterable<Remark> {
  for (const traced of brokenSteps(claims)) {
    if (!traced.step.dropped || traced.trace.verdict === 'unknown') continue;
    yield { subject: traced.step.id, aspect: { of: 'dropped' }, message: whatHappens(traced), related: obstacles(traced.trace) };
  }
}

function whatHappens({ step, trace }: StepTrace): string {
  const [first] = trace.blockers;
  if (trace.verdict === 'delivered' || first === undefined) {
    return `This packet is not dropped: ${headline(trace)}. Block it, or remove "dropped".`;
  }
  const expected = step.droppedAt === undefined ? '' : `, not at ${shortName(step.droppedAt)}`;
  return `This packet is dropped at ${shortName(first.at)}${expected}: ${first.reason} Correct the flow, or the network.`;
}
