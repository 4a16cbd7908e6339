// The result of `reach` for one file, independent of the output format.
import type { Network } from '#language/network/network.ts';
import type { AlikeSenders } from '#language/trace/reach/alike-senders.ts';
import type { PairClass } from '#language/trace/reach/pair-class.ts';

/** The connectivity of one file with its imports. */
export interface Reached {
  readonly file: string;
  readonly network: Network;
  readonly classes: readonly PairClass[];
  /** Senders with the same rows together, for the text only. */
  readonly alike: readonly AlikeSenders[];
}
