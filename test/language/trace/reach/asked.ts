// A network and its pairs → what they say about single packets, and what a trace says about the same ones.
import type { Address, Prefix } from '#language/network/address.ts';
import { contains } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { includes, unionAll } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficAt, trafficSetOf } from '#language/packets/traffic-set.ts';
import { type ConnectionEnd, connectionEndsAt } from '#language/trace/connection-end.ts';
import { type ExternalEnd, externalEnds } from '#language/trace/reach/ends.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import type { Verdict } from '#language/trace/result.ts';
import { trace } from '#language/trace/trace.ts';

/** A resource with all its addresses, or one end outside. */
export interface End {
  readonly id: EntityId;
  readonly inside: readonly ConnectionEnd[];
  readonly outside?: ExternalEnd;
  readonly opens: boolean;
}

/** Everything that can be an end of a pair, found without the classes of `reach`. */
export function endsOf(network: Network): readonly End[] {
  const inside = new Map<EntityId, ConnectionEnd[]>();
  for (const iface of network.interfaces) {
    const owner = network.byId.get(iface.owner);
    if (owner === undefined || owner.kind === 'api-gateway') continue;
    inside.set(iface.owner, [...(inside.get(iface.owner) ?? []), ...connectionEndsAt(network, iface)]);
  }
  const resources = [...inside].map(([id, own]): End => ({ id, inside: own, opens: opensConnections(network, id) }));
  return [
    ...resources,
    ...externalEnds(network).map((outside): End => ({ id: outside.id, inside: [], outside, opens: outside.opens })),
  ];
}

/** Gateways only pass packets on, load balancers connect to their targets only, and VPC endpoints open no connections except EC2 Instance Connect Endpoints. */
function opensConnections(network: Network, id: EntityId): boolean {
  const resource = network.byId.get(id);
  if (resource === undefined || ['nat', 'alb', 'nlb'].includes(resource.kind)) return false;
  return resource.kind !== 'endpoint' || resource.type === 'instance-connect';
}

/** The rows of `reach`, by sender and receiver. */
export interface Rows {
  readonly all: readonly Pair[];
  between(from: End, to: End): readonly Row[];
}

/** One pair, with its traffic as sets, so that single packets can be looked up. */
export interface Row {
  readonly pair: Pair;
  readonly allows: TrafficSet;
  readonly unknown: TrafficSet;
}

/** Everything that `reach` finds in the network. */
export function rowsOf(network: Network): Rows {
  const all = [...pairsOf(network, reach(network))];
  const rows = new Map<string, Row[]>();
  for (const pair of all) {
    const key = `${pair.from} ${pair.to}`;
    const row = {
      pair,
      allows: unionAll(pair.allows.map(trafficSetOf)),
      unknown: unionAll(pair.unknown.map(trafficSetOf)),
    };
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return { all, between: (from, to) => rows.get(`${from.id} ${to.id}`) ?? [] };
}

/** One packet; addresses of ends outside. */
export interface Sent {
  readonly from: End;
  readonly to: End;
  readonly source: Address | undefined;
  readonly destination: Address | undefined;
  /** On the line of all traffic. */
  readonly place: number;
}

/** What the rows say. */
export function verdictOfRows(rows: Rows, { from, to, source, destination, place }: Sent): Verdict {
  const own = rows.between(from, to).filter(({ pair }) => isIn(pair.sources, source) && isIn(pair.destinations, destination));
  if (own.some(({ allows }) => includes(allows, place))) return 'delivered';
  return own.some(({ unknown }) => includes(unknown, place)) ? 'unknown' : 'dropped';
}

function isIn(blocks: readonly Prefix[] | undefined, address: Address | undefined): boolean {
  if (blocks === undefined || address === undefined) return blocks === undefined && address === undefined;
  return blocks.some((block) => contains(block, address));
}

/** What traces say: for a resource with several addresses the best of them. */
export function verdictOfTraces(network: Network, { from, to, source, destination, place }: Sent): Verdict {
  const sources = source === undefined ? from.inside : [from.outside?.side.at(source)].flatMap((end) => end ?? []);
  const targets = destination === undefined ? to.inside : [to.outside?.side.at(destination)].flatMap((end) => end ?? []);
  const verdicts = sources.flatMap((one) =>
    targets
      .filter(({ address }) => address.family === one.address.family)
      .map((other): Verdict => trace(network, { from: one, to: other, ...trafficAt(place) }, 'any').verdict),
  );
  if (verdicts.includes('delivered')) return 'delivered';
  return verdicts.includes('unknown') ? 'unknown' : 'dropped';
}
