import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { StepTrace } from '#language/trace/flow.ts';
import { headline } from '#language/trace/headline.ts';
import type { Claims } from '#language/validation/claims.ts';
import { basisOf } from '#language/validation/faults.ts';
import { brokenSteps, obstacles } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A step marked `dropped` is delivered, or is dropped at another place; or one marked `intermittent` is always delivered.
 *
 * `dropped` after a step asserts that the packet does not get through. `dropped at nat-a` also says where it is dropped. Remove
 * what lets it through, or correct the flow.
 *
 * Source: the language reference, flows.
 */
export const flowNotDropped: Rule = { code: 'flow-not-dropped', severity: 'error', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  for (const traced of brokenSteps(claims)) {
    const { step, trace } = traced;
    if (step.expected === 'delivered' || trace.verdict === 'unknown') continue;
    // The rules for blocked flows report it.
    if (step.expected === 'intermittent' && trace.verdict === 'dropped') continue;
    const related = obstacles(trace);
    const basis = basisOf(network, trace);
    yield { subject: step.id, aspect: { of: 'expected' }, message: whatHappens(traced), related, basis };
  }
}

function whatHappens({ step, trace }: StepTrace): string {
  const [first] = trace.blockers;
  if (step.expected === 'intermittent')
    return `This packet arrives, whatever AWS chooses: ${headline(trace)}. Remove "intermittent".`;
  if (trace.verdict === 'intermittent')
    return `Some of these packets arrive: ${headline(trace)} Block them, or remove "dropped".`;
  if (trace.verdict === 'delivered' || first === undefined) {
    return `This packet is not dropped: ${headline(trace)}. Block it, or remove "dropped".`;
  }
  const expected = step.droppedAt === undefined ? '' : `, not at ${shortName(step.droppedAt)}`;
  return `This packet is dropped at ${shortName(first.at)}${expected}: ${first.reason} Correct the flow, or the network.`;
}
