// A network and its pairs → what they say about single packets, and what a trace says about the same ones.
import type { Address, Prefix } from '#language/network/address.ts';
import { contains, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { includes, unionAll } from '#language/packets/intervals.ts';
import { type TrafficSet, trafficAt, trafficSetOf } from '#language/packets/traffic-set.ts';
import { type ConnectionEnd, connectionEndsAt } from '#language/trace/connection-end.ts';
import { type ExternalEnd, externalEnds } from '#language/trace/reach/ends.ts';
import type { PairEnd } from '#language/trace/reach/pair-class.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { nodesInDns } from '#language/trace/rotation.ts';
import { opener, trace } from '#language/trace/trace.ts';
import { bestOf, type Verdict } from '#language/trace/verdict.ts';

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

/** The addresses at which a resource is called, private and public. */
export function calledAt(ends: readonly ConnectionEnd[]): readonly ConnectionEnd[] {
  return ends.flatMap((end) => [end.address, ...(end.public ? [end.public] : [])].map((written) => ({ ...end, written })));
}

/** Gateways only pass packets on, load balancers connect to their targets only, and VPC endpoints open no connections except EC2 Instance Connect Endpoints. */
function opensConnections(network: Network, id: EntityId): boolean {
  const resource = network.byId.get(id);
  if (resource === undefined || ['nat', 'alb', 'nlb', 'clb', 'gwlb'].includes(resource.kind)) return false;
  if (resource.kind === 'resolver-endpoint') return resource.direction === 'outbound';
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
  readonly intermittent: TrafficSet;
  readonly unknown: TrafficSet;
}

/** Everything that `reach` finds in the network, each row about addresses that do the same. */
export function rowsOf(network: Network): Rows {
  const all = [...pairsOf(network, reach(network), true)];
  const rows = new Map<string, Row[]>();
  for (const pair of all) {
    const key = `${pair.from} ${pair.to}`;
    const row = {
      pair,
      allows: unionAll(pair.allows.map(trafficSetOf)),
      intermittent: unionAll(pair.intermittent.map(trafficSetOf)),
      unknown: unionAll(pair.unknown.map(trafficSetOf)),
    };
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  return { all, between: (from, to) => rows.get(`${from.id} ${to.id}`) ?? [] };
}

/** One packet, from one address to another. */
export interface Sent {
  readonly from: End;
  readonly to: End;
  readonly source: ConnectionEnd;
  readonly destination: ConnectionEnd;
  /** On the line of all traffic. */
  readonly place: number;
}

/** What the rows say. */
export function verdictOfRows(rows: Rows, sent: Sent): Verdict {
  const own = rows.between(sent.from, sent.to).filter(({ pair }) => isAbout(pair, sent));
  const { place } = sent;
  return bestOf(
    own.flatMap(({ allows, intermittent, unknown }): readonly Verdict[] => [
      ...(includes(allows, place) ? [includes(intermittent, place) ? ('intermittent' as const) : ('delivered' as const)] : []),
      ...(includes(unknown, place) ? ['unknown' as const] : []),
    ]),
  );
}

function isAbout({ ends, sources, destinations }: Pair, { from, to, source, destination }: Sent): boolean {
  const called = destination.written ?? destination.address;
  const isPair = ends.some(
    ([sender, receiver]) => isAt(sender.address, source.address) && isAt(receiver.address, called) && !isByName(to, receiver),
  );
  return (
    isPair &&
    (from.outside === undefined || isIn(sources ?? [], source.address)) &&
    (to.outside === undefined || isIn(destinations ?? [], called))
  );
}

/** An external end that an endpoint serves, called by its name. */
function isByName({ id, outside }: End, { role }: PairEnd): boolean {
  return outside !== undefined && role !== '' && role !== `${id} by address`;
}

/** An external end has no address in the pair: its blocks are compared. */
function isAt(own: Address | undefined, address: Address): boolean {
  return own === undefined || sameAddress(own, address);
}

function isIn(blocks: readonly Prefix[], address: Address): boolean {
  return blocks.some((block) => contains(block, address));
}

/**
 * What traces say about the packet from this address to that one. It is intermittent if it does not pass between all addresses that AWS may
 * choose in place of these.
 */
export function verdictOfTraces(network: Network, { from, to, source, destination, place }: Sent): Verdict {
  const verdictOf = (one: ConnectionEnd, other: ConnectionEnd): Verdict =>
    trace(network, { from: one, to: other, ...trafficAt(place) }, 'any').verdict;
  const own = verdictOf(source, destination);
  if (own === 'dropped' || own === 'unknown') return own;
  const senders = alternatives(network, from, source, from.inside);
  // A client chooses the member of a fleet that it calls, and the interface of an inbound endpoint.
  const { kind } = network.byId.get(to.id) ?? {};
  const isChosen = kind === 'fleet' || kind === 'resolver-endpoint';
  const receivers = isChosen ? [destination] : alternatives(network, to, destination, inDns(network, to, calledAt(to.inside)));
  const all = senders.flatMap((one) => receivers.map((other) => verdictOf(one, other)));
  return all.includes('dropped') || all.includes('intermittent') ? 'intermittent' : own;
}

/** Of what AWS runs on several interfaces, all addresses of the same kind. */
function alternatives(
  { byId }: Network,
  { id, outside }: End,
  chosen: ConnectionEnd,
  all: readonly ConnectionEnd[],
): readonly ConnectionEnd[] {
  const kind = byId.get(id)?.kind;
  const isOfAws = kind !== undefined && !['instance', 'nat-instance', 'node', 'pod'].includes(kind);
  const alike = all.filter(
    ({ address, written, public: shown }) =>
      address.family === chosen.address.family &&
      (written !== shown || !shown) === (chosen.written !== chosen.public || !chosen.public),
  );
  const isOneOfThem = alike.some(({ interface: iface }) => iface === chosen.interface);
  return outside === undefined && isOfAws && isOneOfThem ? alike : [chosen];
}

function inDns(network: Network, { id }: End, ends: readonly ConnectionEnd[]): readonly ConnectionEnd[] {
  const balancer = network.byId.get(id);
  if (balancer === undefined || !resourceIn(balancer, 'load-balancer')) return ends;
  const nodes = nodesInDns(network, balancer, opener(network, 'all'));
  return ends.filter(({ interface: iface }) => iface !== undefined && nodes.includes(iface));
}

/** Whether its name leads to the interfaces of an endpoint, among which AWS chooses. */
export function isServed({ endpoints }: Network, { id }: End): boolean {
  return endpoints.some(({ privateDns, serves }) => privateDns && serves.includes(id));
}

/** Whether an endpoint for the receiver has the address that is called: in VPCs with the same blocks, one address may be of both. */
export function isOfEndpoint({ endpoints }: Network, { to, destination: { address, written = address } }: Sent): boolean {
  return endpoints.some(
    ({ serves, interfaces }) =>
      serves.includes(to.id) && interfaces.some(({ addresses }) => addresses.some((own) => sameAddress(own.private, written))),
  );
}
