// The result of `reach` for one file, independent of the output format.
import type { Network } from '#language/network/network.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';

/** The connectivity of one file with its imports. */
export interface Reached {
  readonly file: string;
  readonly network: Network;
  /** Computed lazily, one after the other. */
  readonly pairs: Iterable<Pair>;
}
