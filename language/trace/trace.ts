// One connection → its whole story: there, back, the entries it leaves, everything in its way, and the connections that follow from it.
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { type Address, formatAddress, sameAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Entity, LoadBalancer, Network } from '#language/network/network.ts';
import { ALL_PORTS, answerTo, fixedPort, hasPorts, type Packet, type Port } from '#language/network/traffic.ts';
import { ConnectionTable } from './connections.ts';
import type { Endpoint } from './endpoint.ts';
import { type Choices, Journal, type Place } from './journal.ts';
import { legsAfter } from './legs.ts';
import type { End, Location } from './location.ts';
import type { Query } from './query.ts';
import type { Direction, Trace, Verdict } from './result.ts';
import { groupsBehind } from './targets.ts';
import { walk } from './walk.ts';

/**
 * The packet's way there and back. Never throws: what is not modelled gives the verdict `unknown`.
 * `ports: 'any'` asks whether some source port works, as somebody who tries them out would find.
 */
export function trace(network: Network, query: Query, ports: Choices['ports'] = 'all'): Trace {
  const first = attempt(network, query, { ports });
  if (first.verdict === 'delivered') return first;
  for (const target of otherTargets(network, query.to)) {
    const other = attempt(network, query, { ports, target });
    if (other.verdict === 'delivered') return other;
  }
  return first;
}

/** The port to try when none is given: what the destination serves, HTTPS for everything that does not say. */
function usualPort(network: Network, { id }: Endpoint): number {
  const thing = network.byId.get(id);
  if (thing !== undefined && 'port' in thing && thing.port !== undefined) return thing.port;
  if (thing?.kind === 'alb' || thing?.kind === 'nlb') return thing.listeners[0]?.port ?? HTTPS;
  return HTTPS;
}

const HTTPS = 443;
const ECHO_REQUEST = { icmp: 8, icmpv6: 128 } as const;

function attempt(network: Network, query: Query, choices: Choices): Trace {
  const { from, to } = query;
  const table = new ConnectionTable(query.idleSeconds ?? 0);
  const forward = new Journal(network, 'forward', table, choices);
  const back = new Journal(network, 'return', table, choices);
  const packet = packetOf(network, query, choices.ports);
  const sender = placeAt(network, from.id);
  forward.pass('send', sender, packet, {
    by: `${sender.kind} ${shortName(from.id)}`,
    reason: `${shortName(from.id)} sends the first packet.`,
    decidedBy: from.id,
  });
  const end = walk(forward, startOf(from), packet);
  noteArrival(forward, end);
  const returned = answer(back, end, query, packet);
  const legs = legsAfter(network, end, (leg) => trace(network, leg, choices.ports));
  const blockers = [...forward.blockers, ...back.blockers, ...(legs.ok ? [] : legs.blockers)];
  const unknown = end.kind === 'unknown' || returned === 'unknown';
  return {
    verdict: verdictOf(blockers.length === 0 && legs.ok && returned === 'home', unknown),
    direction: directionOf(network, from, to),
    packet,
    from: from.id,
    to: to.id,
    forward: forward.hops,
    return: back.hops,
    connections: table.connections(),
    blockers,
    legs: legs.traces,
  };
}

function verdictOf(works: boolean, unknown: boolean): Verdict {
  if (unknown) return 'unknown';
  return works ? 'delivered' : 'dropped';
}

function packetOf(network: Network, { from, to, protocol, sourcePort, port, icmpType }: Query, ports: Choices['ports']): Packet {
  const base = { protocol, source: from.address, destination: destinationOf(network, from, to) };
  if (protocol === 'icmp' || protocol === 'icmpv6') return { ...base, icmpType: icmpType ?? ECHO_REQUEST[protocol] };
  if (!hasPorts(protocol)) return base;
  return {
    ...base,
    sourcePort: sourcePortOf(from, sourcePort, ports),
    destinationPort: fixedPort(port ?? usualPort(network, to)),
  };
}

/** Who tries ports out is not bound to the range that systems choose from. */
function sourcePortOf({ initiator }: Endpoint, wanted: number | undefined, ports: Choices['ports']): Port {
  if (wanted !== undefined) return fixedPort(wanted);
  const example = initiator === 'loadBalancer' ? EXAMPLE_PORTS.albNode : EXAMPLE_PORTS[initiator];
  return { number: example, range: ports === 'any' ? ALL_PORTS : EPHEMERAL_PORTS[initiator] };
}

/**
 * Names resolve to private addresses inside a VPC and to public ones elsewhere; those of internet-facing load balancers always to public ones.
 * Source: Amazon VPC User Guide, "Understanding Amazon DNS"; Elastic Load Balancing, "How Elastic Load Balancing works".
 */
function destinationOf(network: Network, from: Endpoint, to: Endpoint): Address {
  if (to.written !== undefined) return to.written;
  const balancer = network.byId.get(to.id);
  const facing = (balancer?.kind === 'alb' || balancer?.kind === 'nlb') && balancer.scheme === 'internet-facing';
  const sameVpc = from.interface !== undefined && from.interface.subnet.vpc === to.interface?.subnet.vpc;
  return sameVpc && !facing ? to.address : (to.public ?? to.address);
}

function startOf(from: Endpoint): Location {
  return from.interface === undefined ? { kind: 'outside' } : { kind: 'leaving', interface: from.interface };
}

function noteArrival(journal: Journal, end: End): void {
  if (end.kind === 'arrived') {
    const place = placeAt(journal.network, end.interface.owner);
    journal.pass('deliver', place, end.packet, {
      by: `${place.kind} ${shortName(place.id)}`,
      reason: `${shortName(place.id)} has the packet.`,
      decidedBy: place.id,
    });
  } else if (end.kind === 'arrived-outside') {
    const { outside, packet } = end;
    journal.pass('deliver', { id: outside.id, kind: outside.kind }, packet, {
      by: outside.kind,
      reason: `${outside.label ?? outside.name} has the packet.`,
      decidedBy: outside.id,
    });
  } else if (end.kind === 'resolved') {
    const reason = `The VPC's own resolver has the packet: no security group, network ACL, route table or NAT gateway ever sees it.`;
    journal.pass('deliver', { id: end.vpc.id, kind: 'vpc' }, end.packet, { by: 'VPC resolver', reason });
  } else if (end.kind === 'called') {
    const reason = `The connection ends here; ${end.api.name} is outside of every VPC and calls what is behind it.`;
    journal.pass('terminate', { id: end.api.id, kind: end.api.kind }, end.packet, {
      by: `api-gateway ${end.api.name}`,
      reason,
      decidedBy: end.api.id,
    });
  }
}

type Returned = 'home' | 'lost' | 'unknown';

/** Sends the answer from where the packet ended, and sees whether it comes home. */
function answer(journal: Journal, end: End, query: Query, asked: Packet): Returned {
  if (end.kind === 'lost' || end.kind === 'unknown') return end.kind === 'unknown' ? 'unknown' : 'lost';
  const packet = answerTo(end.packet);
  const place = answeringPlace(journal.network, end);
  journal.pass('send', place, packet, { by: `${place.kind} ${shortName(place.id)}`, reason: 'The answer.', decidedBy: place.id });
  if (end.kind === 'resolved') return comesHome(journal, { kind: 'arrived', packet, interface: end.interface }, query, asked);
  const start: Location = 'interface' in end ? { kind: 'leaving', interface: end.interface } : { kind: 'outside' };
  return comesHome(journal, walk(journal, start, packet), query, asked);
}

function answeringPlace(network: Network, end: Exclude<End, { kind: 'lost' | 'unknown' }>): Place {
  if (end.kind === 'arrived-outside') return { id: end.outside.id, kind: end.outside.kind };
  if (end.kind === 'resolved') return { id: end.vpc.id, kind: 'vpc' };
  if (end.kind === 'called') return { id: end.api.id, kind: end.api.kind };
  return placeAt(network, end.interface.owner);
}

/** Home is where the connection was opened, and the answer must look like one to what was sent. */
function comesHome(journal: Journal, end: End, { from }: Query, asked: Packet): Returned {
  if (end.kind === 'lost' || end.kind === 'unknown') return end.kind;
  const place = placeAt(journal.network, from.id);
  const isHome =
    from.interface === undefined
      ? end.kind === 'arrived-outside' || end.kind === 'called'
      : 'interface' in end && end.interface === from.interface;
  if (isHome && sameAddress(end.packet.source, asked.destination) && sameAddress(end.packet.destination, asked.source)) {
    journal.pass('deliver', place, end.packet, {
      by: `${place.kind} ${shortName(from.id)}`,
      reason: `${shortName(from.id)} has its answer.`,
      decidedBy: from.id,
    });
    return 'home';
  }
  const reason = `The answer comes back as one from ${formatAddress(end.packet.source)}, but ${shortName(from.id)} asked ${formatAddress(asked.destination)}: it takes another way back and no connection is waiting for it.`;
  journal.block('drop', place, end.packet, 'NO_STATE', { by: 'asymmetric path', reason, decidedBy: from.id });
  return 'lost';
}

function directionOf(network: Network, from: Endpoint, to: Endpoint): Direction {
  const inside = (end: Endpoint): boolean => end.interface !== undefined || network.byId.get(end.id)?.kind === 'api-gateway';
  if (inside(from)) return inside(to) ? 'internal' : 'egress';
  return inside(to) ? 'ingress' : 'external';
}

function placeAt(network: Network, id: EntityId): Place {
  return { id, kind: network.byId.get(id)?.kind ?? 'internet' };
}

/** The targets behind a network load balancer, of which it may pick any. */
function otherTargets(network: Network, to: Endpoint): readonly EntityId[] {
  const thing: Entity | undefined = network.byId.get(to.id);
  if (thing?.kind !== 'nlb') return [];
  const balancer: LoadBalancer = thing;
  return balancer.listeners
    .flatMap((listener) => groupsBehind(network, listener))
    .flatMap((group) => group.targets.map(({ id }) => id))
    .slice(1);
}
