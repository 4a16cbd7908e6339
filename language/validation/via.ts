// The places that a packet must pass, on every path that AWS may choose.
import type { EntityId } from '#language/network/id.ts';
import { pathOf } from '#language/trace/headline.ts';
import type { Trace } from '#language/trace/result.ts';

/** The first of the places that one of the paths does not pass in this order. */
export function missedOf(trace: Trace, via: readonly EntityId[]): EntityId | undefined {
  if (via.length === 0) return undefined;
  for (const places of trace.paths.flatMap(placesOf)) {
    const missed = firstMissed(places, via);
    if (missed !== undefined) return missed;
  }
  return undefined;
}

function firstMissed(places: readonly EntityId[], via: readonly EntityId[]): EntityId | undefined {
  let from = 0;
  for (const wanted of via) {
    const index = places.indexOf(wanted, from);
    if (index < 0) return wanted;
    from = index + 1;
  }
  return undefined;
}

/** The places of a path, once for each of its next connections. */
function placesOf(path: Trace): readonly (readonly EntityId[])[] {
  const own = path.forward.map(({ at }) => at);
  const collapsed = own.filter((at, index) => own[index - 1] !== at);
  const next = path.nextConnections.flatMap(({ paths }) => paths);
  if (next.length === 0) return [[...collapsed, ...pathOf(path).slice(-1)]];
  return next.flatMap(placesOf).map((onward) => [...collapsed, ...onward]);
}
