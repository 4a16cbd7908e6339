// A flow of a test → the traces of its steps.
import type { Flow } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import { type StepTrace, traceStep } from '#language/trace/flow.ts';

/** The trace of each step, in order. Steps whose ends have no address are left out. */
export function traceFlow(network: Network, { steps }: Flow): readonly StepTrace[] {
  return steps.flatMap((step) => traceStep(network, step) ?? []);
}
