// A resource of a document → who reaches it, and what it reaches.
import { stepsFor, within } from '#language/network/budget.ts';
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { subtract, unionAll } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { endsNamed, wantedBetween } from '#language/trace/reach/asked-ends.ts';
import { isTooMany, type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import type { Compiled } from '#language/workspace.ts';
import type { ReachResult, ReachRow } from '#server/answers.ts';
import { trafficText } from '#server/asking/traffic-words.ts';
import type { ReachParams } from '#server/protocol.ts';
import { boxesAround } from './places.ts';
import { leftWithout } from './what-if.ts';

/** `null` if the resource is unknown, or has failed. */
export function reachOf(compiled: Compiled, { id, without = [] }: Omit<ReachParams, 'uri'>): ReachResult | null {
  const { network } = leftWithout(compiled, without);
  const asked = entityId(id);
  if (!network.byId.has(asked)) return null;
  const { has } = endsNamed(network, { kind: 'entity', id: asked, text: id });
  const { answer } = within(stepsFor(network), () => ({
    incoming: rowsOf(network, wantedBetween(undefined, { has }), ({ from }) => from, has),
    outgoing: rowsOf(network, wantedBetween({ has }, undefined), ({ to }) => to, has),
  }));
  if (answer === undefined) return { incoming: [], outgoing: [], problem: TOO_MUCH };
  const { incoming, outgoing } = answer.value;
  return incoming === undefined || outgoing === undefined
    ? { incoming: incoming ?? [], outgoing: outgoing ?? [], problem: TOO_MUCH }
    : { incoming, outgoing };
}

const TOO_MUCH = 'There is too much to show all of it: choose a smaller box.';

/** One row for each other resource, in the order of the network; `undefined` if they are too many. What passes inside of an area is left out. */
function rowsOf(
  network: Network,
  wanted: Parameters<typeof reach>[1],
  otherOf: (pair: Pair) => EntityId,
  isAsked: (id: EntityId) => boolean,
): readonly ReachRow[] | undefined {
  const classes = reach(network, wanted);
  if (isTooMany(classes)) return undefined;
  const pairs = [...pairsOf(network, classes)].filter((pair) => !(isAsked(pair.from) && isAsked(pair.to)));
  return [...groupBy(pairs, otherOf)].map(([id, own]) => {
    const all = (part: 'allows' | 'intermittent' | 'unknown') => unionAll(own.flatMap((pair) => pair[part].map(trafficSetOf)));
    return {
      id,
      boxes: boxesAround(network, id),
      always: textOf(subtract(all('allows'), all('intermittent'))),
      intermittent: textOf(all('intermittent')),
      unknown: textOf(all('unknown')),
    };
  });
}

function textOf(traffic: TrafficSet): string {
  const traffics: readonly Traffic[] = trafficsOf(traffic);
  return traffics.length === 0 ? '' : trafficText(traffics);
}
