// One connection, there and back, step by step.
import { sameAddress } from '#language/network/address.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { keptBy } from './balancers.ts';
import { type Invoked, type Onward, onwardOf } from './behind.ts';
import { clientMay } from './client-vpn.ts';
import { acrossInternet, gatewayIn, gatewayOut } from './gateways.ts';
import { answerOf, answers, type Flight, type Header } from './header.ts';
import { host, throughLocalService } from './hosts.ts';
import { arrive, leave } from './interfaces.ts';
import { throughRegionalNat } from './nat.ts';
import { routeFrom } from './routes.ts';
import { answerFromOutside, atSite, fromOutside } from './sites.ts';
import { NODE_PORTS } from './targets.ts';
import { throughTransit } from './transit.ts';
import { dropped, type End, go, type Next, owns, type Place, passing, type Setting, type World } from './world.ts';

/** The sender: an interface, or an external host. */
export type Sender = { readonly iface: Interface } | { readonly outside: EntityId };

/** Where the first packet was dropped, and why. */
export interface Drop {
  readonly direction: 'forward' | 'return' | 'behind';
  readonly at: EntityId;
  readonly code: string;
  /** How many steps came before: of two drops the one with the smaller number is nearer to the sender. */
  readonly step: number;
}

/** The result for one packet and its reply. */
export interface Result {
  readonly forward: 'arrived' | 'dropped' | 'unknown';
  readonly answered: boolean;
  /** Whose packet it was in the end, as the receiver saw it. */
  readonly arrivedAt?: EntityId;
  /** The interface of a resource that takes the packet as its own. */
  readonly iface?: Interface;
  /** The first interface that took the packet as addressed to it, even if it was forwarded from there. */
  readonly taker?: Interface;
  readonly packet?: Header;
  readonly drop?: Drop;
  /** The next connection, opened where this one was terminated. */
  readonly behind?: Behind;
  /** Facts that AWS does not confirm and that were met. */
  readonly assumed: readonly string[];
}

/** The result of a connection that is opened where another one was terminated. */
export type Behind = Result & { readonly target: EntityId };

/** The result of one packet, and what was met on its way. */
export interface Simulation extends Result {
  /** Everything that the way there passed, in order, up to the last receiver; a part of it may occur twice. */
  readonly passed: readonly EntityId[];
}

/** How one packet is sent. */
export interface Sending {
  readonly from: Sender;
  readonly header: Header;
  /** Seconds before the answer. */
  readonly idleSeconds: number;
  /** A health check ends at its target. */
  readonly isCheck: boolean;
}

/** What decides beside the network: AWS's choices, and the health of targets. */
export type Deciding = Pick<World, 'choose' | 'health'>;

/** More steps than any path without a loop has. */
const MOST_STEPS = 200;

/** Sends one packet and, after so many idle seconds, its answer. */
export function simulate(setting: Setting, { from, header, idleSeconds, isCheck }: Sending, deciding: Deciding): Simulation {
  const isOfGateway = 'iface' in from && setting.network.byId.get(from.iface.owner)?.kind === 'gwlb';
  const world: World = {
    ...setting,
    ...deciding,
    isCheck,
    isOfGateway,
    carry: (iface, carrier) => carried(world, iface, carrier),
    tracked: [],
    entries: [],
    returnToSender: [],
    inspected: [],
    firewalled: [],
    assumed: new Set(),
    passed: [],
    taker: undefined,
    direction: 'forward',
    idleSeconds: 0,
    steps: 0,
  };
  const may = 'iface' in from ? clientMay(world.network, from.iface, header) : 'yes';
  const unknown: Result = { forward: 'unknown', answered: false, assumed: [] };
  const result = may === 'beside' ? unknown : may === 'no' ? refused(world, from) : converse(world, from, header, idleSeconds);
  // Whatever else would stop the packet is certain, and so is who would get it.
  const isOpen = may === 'perhaps' && result.answered;
  const open: Partial<Result> = isOpen ? { forward: 'unknown', answered: false } : {};
  return { ...result, ...open, ...(world.taker && { taker: world.taker }), passed: world.passed };
}

/** A packet that carries another one, on its own: nobody has seen it before, and it takes nothing along but what it passes. */
function carried(world: World, iface: Interface, header: Header): Ended {
  const own: World = {
    ...world,
    isCheck: true,
    isOfGateway: true,
    tracked: [],
    entries: [],
    returnToSender: [],
    inspected: [],
    firewalled: [],
    direction: 'forward',
    idleSeconds: 0,
    steps: 0,
  };
  const start: Place = { kind: 'leave', iface };
  return walk(own, go(start, { header, origin: { vpc: iface.subnet.vpc, way: 'same-vpc' } }));
}

function converse(world: World, from: Sender, header: Header, idleSeconds: number): Result {
  world.direction = 'forward';
  world.idleSeconds = 0;
  const before = world.inspected.length;
  const start = cannotOpen(world, from, header) ?? startOf(world, from, header);
  const there = walk(world, start);
  if (there.kind === 'unknown') return { forward: 'unknown', answered: false, assumed: [...world.assumed] };
  if (there.kind === 'dropped') return lost(world, 'dropped', 'forward', there);
  const { end } = there;
  // Those that saw this connection, not those of connections round it.
  const inspecting = world.inspected.slice(before);
  const arrived = {
    arrivedAt: resourceAt(end),
    packet: end.header,
    ...((end.kind === 'interface' || end.kind === 'private-service') && { iface: end.iface }),
  };
  const onward = world.isCheck ? undefined : onwardOf(world, end);
  // Whatever becomes of the next connection: nobody hears of it.
  const closed = end.kind === 'balancer' && idleSeconds > keptBy(end.balancer) ? dropped(end.balancer.id, 'NO_STATE') : undefined;
  if (onward?.kind === 'unknown' && closed !== undefined) return { ...lost(world, 'arrived', 'return', closed), ...arrived };
  if (onward?.kind === 'dropped') return { ...lost(world, 'arrived', 'behind', onward), ...arrived };
  const behind = onward === undefined || onward.kind === 'unknown' ? undefined : behindOf(world, onward);
  // A reply that is lost is lost, whatever the next connection does.
  const isUnsure = onward?.kind === 'unknown' || behind?.forward === 'unknown';
  if (behind?.forward === 'unknown' && closed !== undefined)
    return { ...lost(world, 'arrived', 'return', closed), ...arrived, behind };
  if (behind !== undefined && !behind.answered && !isUnsure) {
    const drop: Drop = {
      direction: 'behind',
      at: behind.drop?.at ?? behind.target,
      code: behind.drop?.code ?? '',
      step: world.steps,
    };
    return { forward: 'arrived', answered: false, ...arrived, drop, behind, assumed: [...world.assumed] };
  }
  const common = { ...arrived, ...(behind && { behind }) };
  const reply = answerOf(end.header);
  // A message that asks for nothing has done all it can.
  if (reply === undefined && !isUnsure) return { forward: 'arrived', answered: true, ...common, assumed: [...world.assumed] };
  if (reply === undefined) return { forward: 'unknown', answered: false, ...common, assumed: [...world.assumed] };
  world.direction = 'return';
  world.idleSeconds = idleSeconds;
  const back = answer(world, end, reply);
  if (back.kind === 'unknown') return { forward: 'unknown', answered: false, ...common, assumed: [...world.assumed] };
  if (back.kind === 'dropped') return { ...lost(world, 'arrived', 'return', back), ...common };
  const missed = inspecting.find(({ answered }) => !answered);
  if (!isReplyToSender(from, back.end, header))
    return { ...lost(world, 'arrived', 'return', dropped(senderId(from), 'NO_STATE')), ...common };
  if (missed !== undefined) return { ...lost(world, 'arrived', 'return', dropped(senderId(from), 'APPLIANCE_STATE')), ...common };
  if (isUnsure) return { forward: 'unknown', answered: false, ...common, assumed: [...world.assumed] };
  return { forward: 'arrived', answered: true, ...common, assumed: [...world.assumed] };
}

function refused(world: World, from: Sender): Result {
  return lost(world, 'dropped', 'forward', dropped(senderId(from), 'CLIENT_VPN'));
}

function lost(world: World, forward: Result['forward'], direction: Drop['direction'], next: Next): Result {
  const { at, code } = next.kind === 'dropped' ? next : { at: entityId('internet'), code: 'UNKNOWN' };
  return { forward, answered: false, drop: { direction, at, code, step: world.steps }, assumed: [...world.assumed] };
}

function startOf(world: World, from: Sender, header: Header): Next {
  if ('outside' in from) return fromOutside(world, from.outside, { header, origin: undefined });
  return go({ kind: 'leave', iface: from.iface }, { header, origin: { vpc: from.iface.subnet.vpc, way: 'same-vpc' } });
}

function isQuery({ protocol, destinationPort }: Header): boolean {
  return (protocol === 'tcp' || protocol === 'udp') && destinationPort === 53;
}

/** 12.10: an interface endpoint opens no connections; what passes a gateway load balancer's one has its own sender. */
function cannotOpen({ network }: World, from: Sender, header: Header): Next | undefined {
  const owner = 'iface' in from ? network.byId.get(from.iface.owner) : undefined;
  // 11.9: outbound resolver endpoints send DNS queries only, inbound ones nothing.
  if (owner?.kind === 'resolver-endpoint' && !(owner.direction === 'outbound' && isQuery(header)))
    return dropped(owner.id, 'RESOLVER_ENDPOINT');
  return owner?.kind === 'endpoint' && owner.type !== 'instance-connect'
    ? dropped(owner.id, 'ENDPOINT_OPENS_NOTHING')
    : undefined;
}

function senderId(from: Sender): EntityId {
  return 'outside' in from ? from.outside : from.iface.owner;
}

type Ended = Exclude<Next, { kind: 'go' }>;

function walk(world: World, start: Next): Ended {
  let next = start;
  while (next.kind === 'go') {
    world.steps += 1;
    if (world.steps > MOST_STEPS) return { kind: 'dropped', at: placeId(next.to), code: 'ROUTING_LOOP' };
    passing(world, ...partsOf(next.to));
    next = step(world, next.to, next.flight);
  }
  return next;
}

function step(world: World, place: Place, flight: Flight): Next {
  switch (place.kind) {
    case 'leave':
      return throughLocalService(world, place.iface, flight) ?? leave(world, place.iface, flight);
    case 'route':
      return routeFrom(world, place.subnet, place.from, flight);
    case 'arrive':
      return arrive(world, place.iface, place.crossing, flight);
    case 'host':
      if (world.direction === 'forward' && owns(place.iface, flight.header.destination)) world.taker ??= place.iface;
      return host(world, place.iface, flight);
    case 'gateway-out':
      return gatewayOut(world, place.gateway, flight);
    case 'gateway-in':
      return gatewayIn(world, place.owned, flight);
    case 'internet':
      return acrossInternet(world, flight);
    case 'regional-nat':
      return throughRegionalNat(world, place.id, place.az, flight);
    case 'transit':
      return throughTransit(world, place.gateway, place.by, place.az, flight);
    case 'site':
      return atSite(world, place.links, flight);
  }
}

/** What a packet passes at a place: resources, and subnets that it enters or leaves. */
function partsOf(place: Place): readonly EntityId[] {
  switch (place.kind) {
    case 'leave':
    case 'host':
      return [place.iface.owner];
    case 'arrive':
      return place.crossing ? [place.iface.subnet.id, place.iface.owner] : [place.iface.owner];
    case 'route':
      return [place.subnet.id];
    case 'gateway-out':
      return [place.gateway.id];
    case 'regional-nat':
      return [place.id];
    case 'transit':
      return [place.gateway.id];
    case 'gateway-in':
    case 'internet':
    case 'site':
      return [];
  }
}

function placeId(place: Place): EntityId {
  if ('iface' in place) return place.iface.owner;
  return place.kind === 'route' ? place.subnet.id : entityId('internet');
}

function resourceAt(end: End): EntityId {
  switch (end.kind) {
    case 'interface':
      return end.iface.owner;
    case 'resolver':
      return end.vpc.id;
    case 'balancer':
      return end.balancer.id;
    case 'api':
      return end.api.id;
    case 'private-service':
      return end.endpoint.id;
    default:
      return end.id;
  }
}

/** The answer sets out from where the packet ended. */
function answer(world: World, end: End, header: Header): Ended {
  switch (end.kind) {
    case 'interface':
    case 'private-service':
      return walk(
        world,
        go({ kind: 'leave', iface: end.iface }, { header, origin: { vpc: end.iface.subnet.vpc, way: 'same-vpc' } }),
      );
    case 'balancer':
      if (world.idleSeconds > keptBy(end.balancer)) return { kind: 'dropped', at: end.balancer.id, code: 'NO_STATE' };
      return walk(
        world,
        go({ kind: 'leave', iface: end.node }, { header, origin: { vpc: end.node.subnet.vpc, way: 'same-vpc' } }),
      );
    case 'resolver':
      return { kind: 'end', end: { kind: 'interface', iface: end.iface, header } };
    case 'gateway-service':
      return walk(world, go({ kind: 'arrive', iface: end.iface, crossing: true }, { header, origin: undefined }));
    case 'outside':
      return walk(world, answerFromOutside(world, end, { header, origin: undefined }));
    default:
      return walk(world, go({ kind: 'internet' }, { header, origin: undefined }));
  }
}

/** Whether the packet is back at its sender, as a reply to what was sent. */
function isReplyToSender(from: Sender, end: End, sent: Header): boolean {
  if (!answers(end.header, sent)) return false;
  if ('outside' in from) return end.kind === 'outside' || end.kind === 'api';
  return (
    (end.kind === 'interface' || end.kind === 'balancer') && (end.kind === 'interface' ? end.iface : end.node) === from.iface
  );
}

/** The next connection; a call of the Lambda service is none that could fail (8.18). */
function behindOf(world: World, onward: Onward | Invoked): Behind {
  const result: Result = onward.kind === 'invoked' ? { forward: 'arrived', answered: true, assumed: [] } : connect(world, onward);
  return { ...result, target: onward.target };
}

/** A connection of its own from one of AWS's interfaces. */
function connect(world: World, { iface, source, destination, protocol, port }: Onward): Result {
  const header: Header = {
    protocol,
    source,
    sourcePort: world.choose.port(`behind ${iface.id}`, NODE_PORTS),
    destination,
    destinationPort: port,
    icmpType: undefined,
    icmpCode: undefined,
  };
  if (sameAddress(source, destination)) return { forward: 'dropped', answered: false, assumed: [] };
  return converse(world, { iface }, header, 0);
}
