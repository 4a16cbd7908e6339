import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { StepTrace } from '#language/trace/flow.ts';
import { headline } from '#language/trace/headline.ts';
import type { Claims } from '#language/validation/claims.ts';
import { brokenSteps, obstacles } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow that should be dropped arrives, or is dropped elsewhere.
 *
 * `dropped` behind a leg is a promise: this packet does not get through. `dropped at nat-a` also says where. Close what lets it
 * through, or correct the story.
 *
 * Source: the language reference, flows.
 */
export const flowNotDropped: Rule = { code: 'flow-not-dropped', severity: 'error', check };

function* check(_network: Network, claims: Claims): Iterable<Remark> {
  for (const told of brokenSteps(claims)) {
    if (!told.step.dropped || told.trace.verdict === 'unknown') continue;
    yield { subject: told.step.id, aspect: { of: 'dropped' }, message: whatHappens(told), related: obstacles(told.trace) };
  }
}

function whatHappens({ step, trace }: StepTrace): string {
  const [first] = trace.blockers;
  if (trace.verdict === 'delivered' || first === undefined) {
    return `This packet is not dropped: ${headline(trace)}. Close the way, or take "dropped" out.`;
  }
  const expected = step.droppedAt === undefined ? '' : `, not at ${shortName(step.droppedAt)}`;
  return `This packet is dropped at ${shortName(first.at)}${expected}: ${first.reason} Correct the story, or the network.`;
}
