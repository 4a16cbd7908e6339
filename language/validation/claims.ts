// A network → what became of everything that its text claims: each flow traced, each expectation judged.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type StepTrace, traceFlow } from '#language/trace/flow.ts';
import { type Judgement, judge } from './expect.ts';

/** The outcome of all claims of a network. */
export interface Claims {
  /** By the id of the flow; one trace for each step. */
  readonly flows: ReadonlyMap<EntityId, readonly StepTrace[]>;
  /** In the order of the text. */
  readonly judgements: readonly Judgement[];
}

/** Traces every flow and judges every expectation. */
export function settleClaims(network: Network): Claims {
  return {
    flows: new Map(network.flows.map((flow) => [flow.id, traceFlow(network, flow)])),
    judgements: network.expectations.map((expectation) => judge(network, expectation)),
  };
}
