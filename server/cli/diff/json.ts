// The JSON format of `diff`. It is a public contract: scripts depend on it. One change on each line.

import { formatPrefix } from '#language/network/address.ts';
import type { Difference } from '#language/what-if/difference.ts';
import { trafficWords } from '#server/asking/traffic-words.ts';
import { jsonText } from '#server/cli/shared/printed.ts';
import type { Differing } from './text.ts';

/** One JSON document in parts. */
export function* diffJson({ changes }: Differing): Iterable<string> {
  yield '{"version":1,"changes":[';
  let separator = '\n';
  for (const change of changes) {
    yield `${separator}${jsonText(jsonChange(change))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function jsonChange({ kind, from, to, sources, destinations, traffic, before, after }: Difference) {
  return {
    kind,
    from,
    to,
    ...(sources && { sources: sources.map(formatPrefix) }),
    ...(destinations && { destinations: destinations.map(formatPrefix) }),
    traffic: trafficWords(traffic),
    ...(before && { before }),
    ...(after && { after }),
  };
}
