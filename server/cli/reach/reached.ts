// What `reach` found in one file, before it is written in one of the formats.
import type { Network } from '#language/network/network.ts';
import type { Pair } from '#language/trace/reach/pairs.ts';

/** What can talk in one file and all that it imports. */
export interface Reached {
  readonly file: string;
  readonly network: Network;
  /** Found one after the other while somebody reads them. */
  readonly pairs: Iterable<Pair>;
}
