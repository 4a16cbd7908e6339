// What became of the traffic between two networks → arrows between the boxes, few enough to be read.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { trafficSetOf, trafficsOf } from '#language/packets/traffic-set.ts';
import { areAllOf } from '#language/trace/reach/hull.ts';
import { notablePlaces } from '#language/trace/reach/notable-places.ts';
import { type BoxIndex, lineage } from './box-index.ts';
import type { BoxId, BoxKind, CHANGE_ROLES, Edge } from './diagram.ts';
import { listed } from './texts.ts';

/** What became of some traffic between two ends. The paths are those of the packets before and after. */
export interface TrafficChange {
  readonly kind: 'opened' | 'closed' | 'intermittent' | 'steady' | 'rerouted' | 'unclear';
  readonly from: EntityId;
  readonly to: EntityId;
  readonly sources?: readonly Prefix[];
  readonly destinations?: readonly Prefix[];
  readonly traffic: readonly Traffic[];
  readonly before?: readonly EntityId[];
  readonly after?: readonly EntityId[];
}

/** What the arrows are drawn in. */
export interface Comparison {
  readonly before: Network;
  readonly after: Network;
  /** The boxes that are drawn. */
  readonly shown: BoxIndex;
  /** The box that is drawn for a resource. */
  readonly boxFor: (id: EntityId) => BoxId | undefined;
}

/** More arrows than this hide each other. Then they end at the subnets around, or at larger boxes, and those inside a subnet are not drawn. */
export const MOST_ARROWS = 16;

/** The boxes around at which arrows may end, from the most detailed picture. */
const LEVELS: readonly (readonly BoxKind[])[] = [['subnet'], ['subnet', 'zone'], ['subnet', 'zone', 'vpc']];

/** The arrows, and what is not drawn: the changes inside a box, by its id, one fact for each. */
export interface ChangeEdges {
  readonly edges: readonly Edge[];
  readonly inside: ReadonlyMap<BoxId, readonly string[]>;
}

/** One arrow for each pair of boxes and kind of change. Its tooltip lists every change. */
export function changeEdges(changes: readonly TrafficChange[], comparison: Comparison): ChangeEdges {
  const all = arrowsAt([], changes, comparison);
  if (all.length <= MOST_ARROWS) return { edges: all, inside: new Map() };
  const within = groupBy(changes, (change) => subnetAround(change, comparison));
  const across = within.get(undefined) ?? [];
  const facts = [...within].flatMap(([id, own]): readonly (readonly [BoxId, readonly string[]])[] =>
    id === undefined ? [] : [[id, own.map((change) => factOf(change, comparison))]],
  );
  return { edges: fewest(across, comparison), inside: new Map(facts) };
}

function fewest(changes: readonly TrafficChange[], comparison: Comparison): readonly Edge[] {
  const levels = LEVELS.map((kinds) => arrowsAt(kinds, changes, comparison));
  return levels.find((arrows) => arrows.length <= MOST_ARROWS) ?? levels.at(-1) ?? [];
}

/** The subnet that both ends are in. */
function subnetAround({ from, to }: TrafficChange, { boxFor, shown }: Comparison): BoxId | undefined {
  const [start, end] = [boxFor(from), boxFor(to)];
  if (start === undefined || end === undefined) return undefined;
  const beyond = lineage(shown, end);
  const common = lineage(shown, start).find((id) => beyond.includes(id));
  return common !== undefined && shown.boxes.get(common)?.kind === 'subnet' ? common : undefined;
}

function arrowsAt(kinds: readonly BoxKind[], changes: readonly TrafficChange[], comparison: Comparison): readonly Edge[] {
  const drawn = changes.flatMap((change) => {
    const [from, to] = endsOf(change, kinds, comparison);
    return from === undefined || to === undefined ? [] : [{ change, from, to }];
  });
  const alike = groupBy(drawn, ({ change, from, to }) => idOf(from, change.kind, to));
  const arrows = [...alike].flatMap(([id, same]): readonly Arrow[] => {
    const [one] = same;
    if (one === undefined) return [];
    const { change, from, to } = one;
    const { kind } = change;
    const traffic = trafficsOf(unionAll(same.flatMap((other) => other.change.traffic.map(trafficSetOf))));
    const facts = same.map((other) => factOf(other.change, comparison));
    return [{ kind, edge: { id, from, to, role: ROLES[kind], label: `${kind} ${trafficText(traffic)}`, facts } }];
  });
  return withoutInner(arrows, comparison.shown);
}

interface Arrow {
  readonly kind: TrafficChange['kind'];
  readonly edge: Edge;
}

function idOf(from: BoxId, kind: TrafficChange['kind'], to: BoxId): string {
  return `${from} ${kind} ${to}`;
}

/** An arrow to or from a box around says the same: `internet` stands for a host in it. */
function withoutInner(arrows: readonly Arrow[], shown: BoxIndex): readonly Edge[] {
  const byId = new Map(arrows.map(({ edge }) => [edge.id, edge]));
  const outerOf = ({ kind, edge: { id, from, to, label } }: Arrow): string => {
    const others = lineage(shown, from).flatMap((start) => lineage(shown, to).map((end) => idOf(start, kind, end)));
    return others.findLast((other) => byId.get(other)?.label === label) ?? id;
  };
  return [...groupBy(arrows, outerOf)].flatMap(([id, same]) => {
    const edge = byId.get(id);
    return edge === undefined ? [] : [{ ...edge, facts: same.flatMap((one) => one.edge.facts) }];
  });
}

const ROLES: Readonly<Record<TrafficChange['kind'], (typeof CHANGE_ROLES)[number]>> = {
  opened: 'opened',
  closed: 'closed',
  intermittent: 'rerouted',
  steady: 'rerouted',
  rerouted: 'rerouted',
  unclear: 'rerouted',
};

/** The outermost boxes of these kinds around both ends that do not contain the other one; otherwise the ends themselves. */
function endsOf(
  { from, to }: TrafficChange,
  kinds: readonly BoxKind[],
  { boxFor, shown }: Comparison,
): readonly [BoxId | undefined, BoxId | undefined] {
  const [start, end] = [boxFor(from), boxFor(to)];
  if (start === undefined || end === undefined) return [undefined, undefined];
  const [around, beyond] = [lineage(shown, start), lineage(shown, end)];
  // No line leads from a box to its own content.
  if (around.includes(end) || beyond.includes(start)) return [undefined, undefined];
  const outermost = (id: BoxId, boxes: readonly BoxId[], others: readonly BoxId[]): BoxId =>
    boxes.findLast((box) => kinds.includes(shown.boxes.get(box)?.kind ?? 'unknown') && !others.includes(box)) ?? id;
  return [outermost(start, around, beyond), outermost(end, beyond, around)];
}

function trafficText(traffic: readonly Traffic[]): string {
  return listed(traffic.map(formatTraffic));
}

/** `Opened tcp 443: internet → web, via main`. */
function factOf({ kind, from, to, sources, destinations, traffic, before, after }: TrafficChange, both: Comparison): string {
  const places = (network: Network, via: readonly EntityId[] = []): string =>
    listed(notablePlaces(network, from, to, via).map(shortName));
  const [old, now] = [places(both.before, before), places(both.after, after)];
  const path = before !== undefined && after !== undefined ? reroutedText(old, now) : via(old || now);
  const network = kind === 'closed' ? both.before : both.after;
  const [start, end] = [blocks(network, from, sources), blocks(network, to, destinations)];
  return `${WORDS[kind]} ${trafficText(traffic)}: ${shortName(from)}${start} → ${shortName(to)}${end}${path}`;
}

const WORDS: Readonly<Record<TrafficChange['kind'], string>> = {
  opened: 'Opened',
  closed: 'Closed',
  intermittent: 'Intermittent, worked always before:',
  steady: 'Works always, intermittent before:',
  rerouted: 'Rerouted',
  unclear: 'Unknown before or after the change:',
};

function reroutedText(old: string, now: string): string {
  if (old === now) return ', through other subnets';
  return `, ${now === '' ? 'directly' : `via ${now}`} instead of ${old === '' ? 'directly' : `via ${old}`}`;
}

function via(places: string): string {
  return places === '' ? '' : `, via ${places}`;
}

/** Nothing for all addresses of an end. */
function blocks(network: Network, id: EntityId, prefixes: readonly Prefix[] | undefined): string {
  if (prefixes === undefined || areAllOf(network, id, prefixes)) return '';
  return ` (${prefixes.length > FEW_BLOCKS ? `${prefixes.length} blocks` : prefixes.map(formatPrefix).join(', ')})`;
}

/** More blocks than this say less than their number. */
const FEW_BLOCKS = 4;
