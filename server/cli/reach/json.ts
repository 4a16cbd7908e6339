// The JSON format of `reach`. It is a public contract: scripts depend on it. One pair on each line, so that it can be streamed.

import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { type Pair, pairsOf, sourcesIn } from '#language/trace/reach/pairs.ts';
import { type TrafficWords, trafficWords } from '#server/asking/traffic-words.ts';
import { jsonText } from '#server/cli/shared/printed.ts';
import type { Reached } from './reached.ts';

/** A pair as JSON. Optional keys are omitted if empty. */
export interface JsonPair {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly sources: readonly string[];
  readonly destinations?: readonly string[];
  readonly allows: readonly TrafficWords[];
  readonly intermittent?: readonly TrafficWords[];
  readonly unknown?: readonly TrafficWords[];
  readonly via: readonly EntityId[];
}

/** One JSON document in parts. With several files, every pair names its file. */
export function* reachJson(found: readonly Reached[]): Iterable<string> {
  yield '{"version":1,"pairs":[';
  let separator = '\n';
  for (const { file, network, classes } of found) {
    const sourcesOf = sourcesIn(network);
    for (const pair of pairsOf(network, classes)) {
      yield `${separator}${jsonText({ ...(found.length > 1 && { file }), ...jsonPair(pair, sourcesOf(pair)) })}`;
      separator = ',\n';
    }
  }
  yield '\n]}\n';
}

function jsonPair({ from, to, destinations, allows, intermittent, unknown, via }: Pair, sources: readonly Prefix[]): JsonPair {
  return {
    from,
    to,
    sources: sources.map(formatPrefix),
    ...(destinations && { destinations: destinations.map(formatPrefix) }),
    allows: trafficWords(allows),
    ...(intermittent.length > 0 && { intermittent: trafficWords(intermittent) }),
    ...(unknown.length > 0 && { unknown: trafficWords(unknown) }),
    via,
  };
}
