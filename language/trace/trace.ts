// One connection → its trace: forward and return path, connection entries, blockers, and the next connections.
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { sameAddress } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { spend } from '#language/network/budget.ts';
import { shortName } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { ALL_PORTS, answerTo, fixedPort, hasPorts, type Packet, type Port } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { type PacketBox, PacketClass } from '#language/packets/packet-class.ts';
import { ONE_WAY } from '#language/packets/traffic-set.ts';
import { type Choice, followAll } from './choices.ts';
import type { ConnectionEnd } from './connection-end.ts';
import { ConnectionTable } from './connections.ts';
import { resolvedAddress } from './dns.ts';
import { FoundTrace } from './found-trace.ts';
import { hiddenEnd } from './hidden-ends.ts';
import { networkBehindAt } from './hops/behind-instance.ts';
import { hasClosed } from './hops/load-balancer.ts';
import { linesOf } from './hops/site-link.ts';
import { type Course, Journal, type SourcePorts } from './journal.ts';
import type { End, Location } from './location.ts';
import { nextAfter } from './next/next-after.ts';
import { NO_NEXT_CONNECTIONS } from './next/next-connections.ts';
import { type Place, placeAt } from './place.ts';
import type { Query } from './query.ts';
import type { Direction, Trace } from './result.ts';
import type { Open } from './rotation.ts';
import { together } from './spread-trace.ts';
import { allOf, inSeries, type Verdict } from './verdict.ts';
import { walk } from './walk.ts';

/**
 * Traces the connection in both directions, on every path that AWS may choose. Never throws: what is not modelled gives the verdict `unknown`.
 * `ports: 'any'` asks whether at least one source port works. `chosen`: what AWS chose before, such as the ends.
 */
export function trace(network: Network, query: Query, ports: SourcePorts = 'all', chosen: readonly Choice[] = []): Trace {
  const packet = packetOf(network, query, ports);
  const { found, isComplete } = followAll(
    (choices) => attempt({ network, query, packet, ports, chosen, choices, packetClass: undefined }),
    () => false,
  );
  return together(found, isComplete ? undefined : tooMany(query));
}

/** Traces other connections with the same choice of ports. */
export function opener(network: Network, ports: SourcePorts): Open {
  return (query, chosen) => trace(network, query, ports, chosen);
}

/** A trace, and its packet class: the packets between the same ends with the same verdict for the same reasons. */
export interface Explored {
  readonly trace: Trace;
  readonly packets: PacketBox;
}

/** Traces one packet of a box of packets, which `query` names, and finds its packet class within the box. */
export function explore(network: Network, query: Query, ports: SourcePorts, box: PacketBox): Explored {
  const packet = packetOf(network, query, ports);
  const packetClass = new PacketClass(packet, box);
  const { found, isComplete } = followAll(
    (choices) => attempt({ network, query, packet, ports, chosen: [], choices, packetClass }),
    // Whatever the other paths do, it stays intermittent.
    (paths) =>
      paths.length > 1 &&
      allOf(paths.flatMap(({ uncertain, verdict }) => (uncertain === undefined ? [verdict] : []))) === 'intermittent',
  );
  return { trace: together(found, isComplete ? undefined : tooMany(query)), packets: packetClass.box };
}

function tooMany({ from, to }: Query): string {
  return `There are too many paths from ${shortName(from.id)} to ${shortName(to.id)} among which AWS may choose.`;
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

/** One path: what is asked, and what AWS chooses. */
interface Attempt extends Pick<Course, 'network' | 'ports' | 'choices' | 'packetClass'> {
  readonly query: Query;
  readonly packet: Packet;
  readonly chosen: readonly Choice[];
}

/** What it costs to begin a path, apart from its hops. */
const STEPS_PER_PATH = 2;

function attempt({ network, query, packet, ports, chosen, choices, packetClass }: Attempt): Trace {
  spend(STEPS_PER_PATH);
  const { from, to, isHealthCheck = false, isOneWay = false } = query;
  const table = new ConnectionTable(query.idleSeconds ?? 0);
  const isOfGateway = isOneWay || network.byId.get(from.id)?.kind === 'gwlb';
  const open = opener(network, ports);
  const course: Course = { network, table, ports, choices, isHealthCheck, isOfGateway, open, packetClass };
  const forward = new Journal('forward', course);
  const back = new Journal('return', course);
  const sender = placeAt(network, from.id);
  forward.pass('send', sender, packet, () => ({
    kind: 'send',
    sender,
    reply: false,
    decidedBy: from.id,
  }));
  const hidden = hiddenEnd(forward, query, packet);
  const end = hidden ?? walk(forward, startOf(forward, from, packet), packet);
  noteArrival(forward, end);
  noteOtherOwner(forward, end, query, packet);
  // Whether there is a reply matters only for a packet that arrives.
  if (forward.blockers.length === 0) packetClass?.narrowTraffic('forward', packet, ONE_WAY);
  back.continueFrom(forward);
  const returned = answer(back, end, query, packet);
  const next = isHealthCheck ? NO_NEXT_CONNECTIONS : nextAfter(network, end, ports, course.open);
  const own = ownVerdict(forward, back, returned, end);
  const verdict = inSeries(own.verdict, next.verdict);
  return new FoundTrace(query, packet, forward, back, table, {
    verdict,
    direction: directionOf(network, from, to),
    unknownReason: verdict === 'unknown' ? (own.unknownReason ?? next.unknownReason) : undefined,
    choices: [...chosen, ...choices.made],
    uncertain: choices.uncertain,
    next,
  });
}

/** The verdict of the connection itself. A blocked packet is dropped, even if the rest of its path is unknown. */
function ownVerdict(
  forward: Journal,
  back: Journal,
  returned: Returned,
  end: End,
): { readonly verdict: Verdict; readonly unknownReason?: string | undefined } {
  if (forward.refused || back.refused) return { verdict: 'dropped' };
  const unknownReason = unknownReasonOf(end, returned);
  if (unknownReason !== undefined) return { verdict: 'unknown', unknownReason };
  if (returned !== 'matched') return { verdict: 'dropped' };
  const doubt = forward.doubt ?? back.doubt;
  if (doubt !== undefined) return { verdict: 'unknown', unknownReason: doubt.reason };
  return { verdict: forward.intermittent || back.intermittent ? 'intermittent' : 'delivered' };
}

/** Why the result is unknown, for the packet or for its reply. */
function unknownReasonOf(end: End, returned: Returned): string | undefined {
  if (end.kind === 'unknown') return end.reason;
  return typeof returned === 'object' ? returned.unknownReason : undefined;
}

function packetOf(network: Network, query: Query, ports: SourcePorts): Packet {
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
function sourcePortOf({ initiator, sourcePorts }: ConnectionEnd, wanted: number | undefined, ports: SourcePorts): Port {
  if (wanted !== undefined) return fixedPort(wanted);
  const example = initiator === 'loadBalancer' ? EXAMPLE_PORTS.albNode : EXAMPLE_PORTS[initiator];
  const usual = EPHEMERAL_PORTS[initiator];
  return ports === 'all'
    ? { number: example, range: usual }
    : { number: example, range: sourcePorts ?? ALL_PORTS, usual: sourcePorts ?? usual };
}

/** An external end sends through the instance that it is behind, a VPN connection or Direct Connect link of its site, or over the internet. */
function startOf(journal: Journal, { id, interface: iface }: ConnectionEnd, { source }: Packet): Location {
  if (iface !== undefined) return { kind: 'leaving', interface: iface };
  const vpc = journal.network.byId.get(id);
  if (vpc?.kind === 'vpc') return { kind: 'external', vpc };
  const behind = networkBehindAt(journal, id, source);
  if (behind !== undefined) return { kind: 'behind', network: behind };
  const lines = linesOf(journal, id, source);
  return lines.length === 0 ? { kind: 'outside' } : { kind: 'site', lines };
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

/** Two VPCs may use the same CIDR block, and a site any block, so another resource may receive the packet. */
function noteOtherOwner(journal: Journal, end: End, { to }: Query, asked: Packet): void {
  // Who else outside has an address does not matter: the same host may have several names there.
  if (to.interface === undefined && journal.network.byId.get(to.id)?.kind !== 'vpc') return;
  if (end.kind === 'unknown' && end.ownedIn !== undefined) noteNobody(journal, end.ownedIn, asked);
  if (journal.hops.some(({ at }) => at === to.id)) return;
  const place = receiverOf(journal, end);
  const resource = place && journal.network.byId.get(place.id);
  if (place === undefined || place.id === to.id || (resource?.kind === 'endpoint' && resource.serves.includes(to.id))) return;
  const packet = 'packet' in end ? end.packet : asked;
  journal.block('drop', place, packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'other-owner',
    owner: place.id,
    wanted: to.id,
    destination: asked.destination,
    decidedBy: place.id,
  }));
}

/** Whoever has the address in this VPC, it is none of the known resources. */
function noteNobody(journal: Journal, vpc: Vpc, packet: Packet): void {
  const { destination } = packet;
  journal.block('drop', vpc, packet, 'NO_POSSIBLE_DESTINATION', () => ({ kind: 'local-route', vpc, destination }));
}

/** Who has the packet in the end. If that is unknown, who has taken it as addressed to him, whatever becomes of it afterwards. */
function receiverOf({ network, taker }: Journal, end: End): Place | undefined {
  if (end.kind === 'arrived-outside') return end.outside;
  if (end.kind === 'unknown') return taker && placeAt(network, taker.owner);
  return end.kind === 'arrived' || end.kind === 'balanced' ? placeAt(network, end.interface.owner) : undefined;
}

type Returned = 'matched' | 'lost' | { readonly unknownReason: string };

/** Sends the reply from where the packet ended, and follows it back. */
function answer(journal: Journal, end: End, query: Query, asked: Packet): Returned {
  if (end.kind === 'lost') return 'lost';
  if (end.kind === 'unknown') return { unknownReason: end.reason };
  const packet = query.isOneWay ? undefined : answerTo(end.packet);
  if (packet === undefined) return 'matched';
  journal.table.startReply();
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
  // Whoever has the address in this VPC, it is not the sender.
  if (end.kind === 'unknown' && end.ownedIn !== undefined) {
    noteNobody(journal, end.ownedIn, asked);
    return 'lost';
  }
  if (end.kind === 'unknown') return { unknownReason: end.reason };
  const place = placeAt(journal.network, from.id);
  // A service behind a gateway endpoint opens no connections, so no packet that gets there is a reply.
  const isBack =
    from.interface === undefined
      ? (end.kind === 'arrived-outside' && end.answerFrom.kind !== 'service') || end.kind === 'called'
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
