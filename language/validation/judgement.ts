// The result of an expectation.
import type { Expectation } from '#language/network/claim.ts';
import type { CallRequest } from '#language/trace/call.ts';
import type { Trace } from '#language/trace/result.ts';

/** The result of an expectation. `why` is one sentence, also for an expectation that holds. */
export interface Judgement {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** Whether it is unknown if it holds: `holds` is false, and nothing that is known contradicts it. */
  readonly isUnknown: boolean;
  /** The trace of a packet that contradicts the expectation. */
  readonly counterexample?: Trace;
  /** The call of the counterexample, where `reaches` fails by every way that its sender may choose. */
  readonly failedCall?: CallRequest;
  /** The trace of one packet that the expectation covers, if it holds. */
  readonly example?: Trace;
  readonly why: string;
}
