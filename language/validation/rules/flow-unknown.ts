import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { pathOf } from '#language/trace/headline.ts';
import type { Claims } from '#language/validation/claims.ts';
import { brokenSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Nobody can tell what becomes of a flow.
 *
 * The model is silent about something on the way, and a guess would be worse than no answer. Change the story so that it uses
 * what is modelled, or take it out.
 *
 * Source: the language reference, flows.
 */
export const flowUnknown: Rule = { code: 'flow-unknown', severity: 'warning', check };

function* check(_network: Network, claims: Claims): Iterable<Remark> {
  for (const { step, trace } of brokenSteps(claims)) {
    if (trace.verdict !== 'unknown') continue;
    const way = pathOf(trace).map(shortName).join(' → ');
    const message = `It is not known what becomes of this packet (${way}): ${trace.unknownReason ?? 'the model is silent about it.'} Leave it out.`;
    yield { subject: step.id, aspect: { of: 'whole' }, message };
  }
}
