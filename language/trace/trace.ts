// One connection → its trace: forward and return path, connection entries, blockers, and the next connections.
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { sameAddress } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { ALL_PORTS, answerTo, fixedPort, hasPorts, type Packet, type Port } from '#language/network/traffic.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { type PacketBox, PacketClass } from '#language/packets/packet-class.ts';
import type { ConnectionEnd } from './connection-end.ts';
import { ConnectionTable } from './connections.ts';
import { resolvedAddress } from './dns.ts';
import { FoundTrace } from './found-trace.ts';
import { hasClosed } from './hops/load-balancer.ts';
import { siteLinkBetween } from './hops/site-link.ts';
import { type Choices, Journal } from './journal.ts';
import type { End, Location } from './location.ts';
import { nextAfter } from './next/next-after.ts';
import { type Place, placeAt } from './place.ts';
import type { Query } from './query.ts';
import type { Direction, Trace, Verdict } from './result.ts';
import { picksOf } from './targets.ts';
import { walk } from './walk.ts';

/**
 * Traces the connection in both directions. Never throws: what is not modelled gives the verdict `unknown`.
 * `ports: 'any'` asks whether at least one source port works.
 */
export function trace(network: Network, query: Query, ports: Choices['ports'] = 'all'): Trace {
  const packet = packetOf(network, query, ports);
  return firstDelivered(network, query, (picks) =>
    attempt(network, query, packet, { ports, ...(picks && { picks }) }, undefined),
  );
}

/** A trace, and its packet class: the packets between the same ends with the same verdict for the same reasons. */
export interface Explored {
  readonly trace: Trace;
  readonly packets: PacketBox;
}

/** Traces one packet of a box of packets, which `query` names, and finds its packet class within the box. */
export function explore(network: Network, query: Query, ports: Choices['ports'], box: PacketBox): Explored {
  const packet = packetOf(network, query, ports);
  let packets = box;
  const found = firstDelivered(network, query, (picks) => {
    const narrowed = new PacketClass(packet, packets);
    const tried = attempt(network, query, packet, { ports, ...(picks && { picks }) }, narrowed);
    // Once a pick works, the picks that failed before do not limit the class.
    const own = tried.verdict === 'delivered' && picks !== undefined ? new PacketClass(packet, box) : narrowed;
    if (own !== narrowed) attempt(network, query, packet, { ports, ...(picks && { picks }) }, own);
    packets = own.box;
    return tried;
  });
  return { trace: found, packets };
}

/** The trace of the first pick that is delivered; else of the first that is unknown, else of the first. */
function firstDelivered(network: Network, query: Query, tryOut: (picks?: readonly EntityId[]) => Trace): Trace {
  let found = tryOut();
  if (found.verdict === 'delivered') return found;
  for (const picks of picksOf(network, network.byId.get(query.to.id)).slice(1)) {
    const other = tryOut(picks);
    if (other.verdict === 'delivered') return other;
    if (found.verdict === 'dropped' && other.verdict === 'unknown') found = other;
  }
  return found;
}

/** The port where the query gives none: the one that the destination serves, else HTTPS. */
function usualPort(network: Network, { id }: ConnectionEnd): number {
  const resource = network.byId.get(id);
  if (resource === undefined) return HTTPS;
  if ('port' in resource && resource.port !== undefined) return resource.port;
  return resourceIn(resource, 'load-balancer') ? (resource.listeners[0]?.port ?? HTTPS) : HTTPS;
}

const HTTPS = 443;
const ECHO_REQUEST = { icmp: 8, icmpv6: 128 } as const;

function attempt(network: Network, query: Query, packet: Packet, choices: Choices, packetClass: PacketClass | undefined): Trace {
  const { from, to } = query;
  const table = new ConnectionTable(query.idleSeconds ?? 0);
  const forward = new Journal(network, 'forward', table, choices, packetClass);
  const back = new Journal(network, 'return', table, choices, packetClass);
  const sender = placeAt(network, from.id);
  forward.pass('send', sender, packet, () => ({
    kind: 'send',
    sender,
    reply: false,
    decidedBy: from.id,
  }));
  const end = walk(forward, startOf(forward, from, packet), packet);
  noteArrival(forward, end);
  noteOtherOwner(forward, end, query, packet);
  const returned = answer(back, end, query, packet);
  const next = nextAfter(network, end, choices.ports, (query) => trace(network, query, choices.ports));
  const refused = forward.blockers.length > 0 || back.blockers.length > 0 || !next.ok;
  // A blocked packet is dropped, even if the rest of its path is unknown.
  const unknownReason = refused ? undefined : (unknownReasonOf(end, returned) ?? next.unknownReason);
  const works = !refused && returned === 'matched';
  return new FoundTrace(query, packet, forward, back, table, {
    verdict: verdictOf(works, unknownReason !== undefined),
    direction: directionOf(network, from, to),
    unknownReason,
    next,
  });
}

/** Why the result is unknown, for the packet or for its reply. */
function unknownReasonOf(end: End, returned: Returned): string | undefined {
  if (end.kind === 'unknown') return end.reason;
  return typeof returned === 'object' ? returned.unknownReason : undefined;
}

function verdictOf(works: boolean, unknown: boolean): Verdict {
  if (unknown) return 'unknown';
  return works ? 'delivered' : 'dropped';
}

function packetOf(network: Network, query: Query, ports: Choices['ports']): Packet {
  const { from, to, protocol, icmpType, icmpCode } = query;
  const isIcmp = protocol === 'icmp' || protocol === 'icmpv6';
  const withPorts = hasPorts(protocol);
  // Always all fields in this order: objects of one shape keep the engine fast.
  return {
    protocol,
    source: from.address,
    sourcePort: withPorts ? sourcePortOf(from, query.sourcePort, ports) : undefined,
    destination: to.written ?? resolvedAddress(network, from, to),
    destinationPort: withPorts ? fixedPort(query.port ?? usualPort(network, to)) : undefined,
    icmpType: isIcmp ? (icmpType ?? ECHO_REQUEST[protocol]) : undefined,
    icmpCode: isIcmp ? icmpCode : undefined,
  };
}

/** `any` is not limited to the range from which operating systems choose. */
function sourcePortOf({ initiator, sourcePorts }: ConnectionEnd, wanted: number | undefined, ports: Choices['ports']): Port {
  if (wanted !== undefined) return fixedPort(wanted);
  const example = initiator === 'loadBalancer' ? EXAMPLE_PORTS.albNode : EXAMPLE_PORTS[initiator];
  const usual = EPHEMERAL_PORTS[initiator];
  return ports === 'all'
    ? { number: example, range: usual }
    : { number: example, range: sourcePorts ?? ALL_PORTS, usual: sourcePorts ?? usual };
}

/** An external end sends through the VPN connection or Direct Connect link of its site, if it has one, else over the internet. */
function startOf(journal: Journal, { interface: iface }: ConnectionEnd, { source, destination }: Packet): Location {
  if (iface !== undefined) return { kind: 'leaving', interface: iface };
  const link = siteLinkBetween(journal, source, destination);
  return link === undefined ? { kind: 'outside' } : { kind: 'site', link };
}

function noteArrival(journal: Journal, end: End): void {
  if (end.kind === 'arrived') {
    const endpoint = journal.network.byId.get(end.interface.owner);
    const place = placeAt(journal.network, end.interface.owner);
    if (endpoint?.kind === 'endpoint') noteTermination(journal, endpoint, end.packet);
    else
      journal.pass('deliver', place, end.packet, () => ({ kind: 'deliver', receiver: place, reply: false, decidedBy: place.id }));
  } else if (end.kind === 'arrived-outside') {
    const { outside, packet } = end;
    journal.pass('deliver', outside, packet, () => ({
      kind: 'deliver',
      receiver: outside,
      reply: false,
      decidedBy: outside.id,
    }));
  } else if (end.kind === 'resolved') {
    journal.pass('deliver', end.vpc, end.packet, () => ({ kind: 'resolver', vpc: end.vpc, result: 'delivered' }));
  } else if (end.kind === 'called') {
    noteTermination(journal, end.api, end.packet);
  }
}

function noteTermination(journal: Journal, by: VpcEndpoint | ApiGateway, packet: Packet): void {
  journal.pass('terminate', by, packet, () => ({ kind: 'terminate', by, decidedBy: by.id }));
}

/** Two VPCs may use the same CIDR block, so another resource may receive the packet. */
function noteOtherOwner(journal: Journal, end: End, { to }: Query, { destination }: Packet): void {
  if ((end.kind !== 'arrived' && end.kind !== 'balanced') || to.interface === undefined) return;
  if (journal.hops.some(({ at }) => at === to.id)) return;
  const place = placeAt(journal.network, end.interface.owner);
  const resource = journal.network.byId.get(place.id);
  if (resource?.kind === 'endpoint' && resource.serves.includes(to.id)) return;
  journal.block('drop', place, end.packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'other-owner',
    owner: place.id,
    wanted: to.id,
    destination,
    decidedBy: place.id,
  }));
}

type Returned = 'matched' | 'lost' | { readonly unknownReason: string };

/** Sends the reply from where the packet ended, and follows it back. */
function answer(journal: Journal, end: End, query: Query, asked: Packet): Returned {
  if (end.kind === 'lost') return 'lost';
  if (end.kind === 'unknown') return { unknownReason: end.reason };
  const packet = answerTo(end.packet);
  const place = answeringPlace(journal.network, end);
  journal.pass('send', place, packet, () => ({ kind: 'send', sender: place, reply: true, decidedBy: place.id }));
  if (end.kind === 'balanced' && hasClosed(journal, end.balancer, end.interface, packet)) return 'lost';
  if (end.kind === 'resolved') return matchReply(journal, { kind: 'arrived', packet, interface: end.interface }, query, asked);
  return matchReply(journal, walk(journal, answerFrom(end), packet), query, asked);
}

function answerFrom(end: Exclude<End, { kind: 'lost' | 'unknown' | 'resolved' }>): Location {
  if (end.kind === 'arrived-outside') return end.answerFrom;
  return end.kind === 'called' ? { kind: 'outside' } : { kind: 'leaving', interface: end.interface };
}

function answeringPlace(network: Network, end: Exclude<End, { kind: 'lost' | 'unknown' }>): Place {
  if (end.kind === 'arrived-outside') return end.outside;
  if (end.kind === 'resolved') return end.vpc;
  if (end.kind === 'called') return end.api;
  return placeAt(network, end.interface.owner);
}

/** Whether the reply arrives where the connection was opened, and matches the request. */
function matchReply(journal: Journal, end: End, { from }: Query, asked: Packet): Returned {
  if (end.kind === 'lost') return 'lost';
  if (end.kind === 'unknown') return { unknownReason: end.reason };
  const place = placeAt(journal.network, from.id);
  const isBack =
    from.interface === undefined
      ? end.kind === 'arrived-outside' || end.kind === 'called'
      : 'interface' in end && end.interface === from.interface;
  const missed = journal.table.missed();
  if (isBack && missed !== undefined) {
    journal.block('drop', place, end.packet, 'NO_STATE', () => ({
      kind: 'asymmetric-path',
      result: 'appliance-bypassed',
      appliance: missed,
      decidedBy: missed,
    }));
    return 'lost';
  }
  if (isBack && sameAddress(end.packet.source, asked.destination) && sameAddress(end.packet.destination, asked.source)) {
    journal.pass('deliver', place, end.packet, () => ({ kind: 'deliver', receiver: place, reply: true, decidedBy: from.id }));
    return 'matched';
  }
  journal.block('drop', place, end.packet, 'NO_STATE', () => ({
    kind: 'asymmetric-path',
    result: 'unexpected-packet',
    client: from.id,
    source: end.packet.source,
    asked: asked.destination,
    decidedBy: from.id,
  }));
  return 'lost';
}

function directionOf(network: Network, from: ConnectionEnd, to: ConnectionEnd): Direction {
  const inside = (end: ConnectionEnd): boolean => end.interface !== undefined || network.byId.get(end.id)?.kind === 'api-gateway';
  if (inside(from)) return inside(to) ? 'internal' : 'egress';
  return inside(to) ? 'ingress' : 'external';
}
