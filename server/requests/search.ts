// Finds boxes by what they say.
import type { Network } from '#language/network/network.ts';
import { found } from '#language/view/graph/search.ts';
import type { SearchResult } from '#server/protocol.ts';

/** More hits than this are counted, but not named: nobody steps through more. */
const MOST_HITS = 500;

/** The boxes that contain every word of the text. */
export function searched(network: Network, text: string): SearchResult {
  const all = found(network, text);
  return { total: all.length, hits: all.slice(0, MOST_HITS) };
}
