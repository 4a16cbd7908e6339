import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { pathOf } from '#language/trace/headline.ts';
import type { Claims } from '#language/validation/claims.ts';
import { brokenSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The result of a flow cannot be determined.
 *
 * The model does not cover something on the path of the packet, and netarch does not guess. Change the flow so that it uses only
 * what is modelled, or remove it.
 *
 * Source: the language reference, flows.
 */
export const flowUnknown: Rule = { code: 'flow-unknown', severity: 'warning', check };

function* check(_network: Network, claims: Claims): Iterable<Remark> {
  for (const { step, trace } of brokenSteps(claims)) {
    if (trace.verdict !== 'unknown') continue;
    const path = pathOf(trace).map(shortName).join(' → ');
    const message = `The result of this packet cannot be determined (${path}): ${trace.unknownReason ?? 'the model does not cover it.'} Change the step or remove it.`;
    yield { subject: step.id, aspect: { of: 'whole' }, message };
  }
}
