// A network → the results of its flows and expectations: each flow traced, each expectation evaluated.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type StepTrace, traceFlow } from '#language/trace/flow.ts';
import { judge } from './expect.ts';
import type { Judgement } from './judgement.ts';

/** The results of all flows and expectations of a network. */
export interface Claims {
  /** By the id of the flow; one trace for each step. */
  readonly flows: ReadonlyMap<EntityId, readonly StepTrace[]>;
  /** The results of the expectations, in the order of the file. */
  readonly judgements: readonly Judgement[];
}

/** Traces every flow and evaluates every expectation. */
export function settleClaims(network: Network): Claims {
  return {
    flows: new Map(network.flows.map((flow) => [flow.id, traceFlow(network, flow)])),
    judgements: network.expectations.map((expectation) => judge(network, expectation)),
  };
}
