import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { unknownSentence } from '#language/network/unknown.ts';
import { pathOf } from '#language/trace/headline.ts';
import { unknownAddresses } from '#language/trace/hidden-ends.ts';
import type { Claims } from '#language/validation/claims.ts';
import { brokenSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The result of a flow cannot be determined.
 *
 * The path of the packet depends on something that the text does not know (`unknown`, `external`), or that the model does not cover, and
 * netarch does not guess. Write what is there in place of `unknown`, change the flow so that it uses only what is known, or remove it.
 *
 * Source: the language reference, flows.
 */
export const flowUnknown: Rule = { code: 'flow-unknown', severity: 'warning', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* stepsWithoutAddress(network, claims);
  for (const { step, trace } of brokenSteps(claims)) {
    if (trace.verdict !== 'unknown') continue;
    const path = pathOf(trace).map(shortName).join(' → ');
    const message = `The result of this packet cannot be determined (${path}): ${trace.unknownReason ?? 'the model does not cover it.'} Change the step or remove it.`;
    yield { subject: step.id, aspect: { of: 'whole' }, message };
  }
}

/** Steps that are not traced, because the text does not know any address of one of their ends. */
function* stepsWithoutAddress(network: Network, { flows }: Claims): Iterable<Remark> {
  const traced = new Set([...flows.values()].flat().map(({ step }) => step.id));
  for (const { id, from, to } of network.flows.flatMap(({ steps }) => steps)) {
    const unknown = traced.has(id) ? undefined : (unknownAddresses(network, from) ?? unknownAddresses(network, to));
    if (unknown === undefined) continue;
    const message = `The result of this packet cannot be determined: ${unknownSentence(unknown)}`;
    yield { subject: id, aspect: { of: 'whole' }, message };
  }
}
