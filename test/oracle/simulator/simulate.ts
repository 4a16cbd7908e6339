// One connection, there and back, step by step.
import { type Address, sameAddress } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { addressOf, candidates, keptBy, NODE_PORTS, onlyRedirects, targetAddress, targetName } from './balancers.ts';
import { groupsAllow } from './filters.ts';
import { acrossInternet, gatewayIn, gatewayOut } from './gateways.ts';
import { answers, type Flight, type Header, reverse } from './header.ts';
import { host, throughLocalService } from './hosts.ts';
import { arrive, leave } from './interfaces.ts';
import { throughRegionalNat } from './nat.ts';
import { routeFrom } from './routes.ts';
import { atSite, fromOutside, overLine, throughTransit } from './transit.ts';
import { type Choose, dropped, type End, go, type Next, owns, type Place, type World } from './world.ts';

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
  readonly behind?: Result & { readonly target: EntityId };
  /** Facts that AWS does not confirm and that were met. */
  readonly assumed: readonly string[];
}

/** More steps than any path without a loop has. */
const MOST_STEPS = 200;

/** Sends one packet and, after so many idle seconds, its answer. */
export function simulate(network: Network, from: Sender, header: Header, choose: Choose, idleSeconds: number): Result {
  const world: World = {
    network,
    choose,
    tracked: [],
    entries: [],
    returnToSender: [],
    inspected: [],
    assumed: new Set(),
    taker: undefined,
    direction: 'forward',
    idleSeconds: 0,
    steps: 0,
  };
  const result = converse(world, from, header, idleSeconds);
  return world.taker === undefined ? result : { ...result, taker: world.taker };
}

function converse(world: World, from: Sender, header: Header, idleSeconds: number): Result {
  world.direction = 'forward';
  world.idleSeconds = 0;
  const before = world.inspected.length;
  const start = cannotOpen(world, from) ?? startOf(from, header);
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
  const behind = behindOf(world, end);
  if (behind !== undefined && 'kind' in behind) return { ...lost(world, 'arrived', 'behind', behind), ...arrived };
  if (behind !== undefined && !behind.answered) {
    const drop: Drop = {
      direction: 'behind',
      at: behind.drop?.at ?? behind.target,
      code: behind.drop?.code ?? '',
      step: world.steps,
    };
    const forward = behind.forward === 'unknown' ? 'unknown' : 'arrived';
    return { forward, answered: false, ...arrived, drop, behind, assumed: [...world.assumed] };
  }
  world.direction = 'return';
  world.idleSeconds = idleSeconds;
  const back = answer(world, end);
  const common = { ...arrived, ...(behind && { behind }) };
  if (back.kind === 'unknown') return { forward: 'unknown', answered: false, ...common, assumed: [...world.assumed] };
  if (back.kind === 'dropped') return { ...lost(world, 'arrived', 'return', back), ...common };
  const missed = inspecting.find(({ answered }) => !answered);
  if (!isReplyToSender(from, back.end, header))
    return { ...lost(world, 'arrived', 'return', dropped(senderId(from), 'NO_STATE')), ...common };
  if (missed !== undefined) return { ...lost(world, 'arrived', 'return', dropped(senderId(from), 'APPLIANCE_STATE')), ...common };
  return { forward: 'arrived', answered: true, ...common, assumed: [...world.assumed] };
}

function lost(world: World, forward: Result['forward'], direction: Drop['direction'], next: Next): Result {
  const { at, code } = next.kind === 'dropped' ? next : { at: entityId('internet'), code: 'UNKNOWN' };
  return { forward, answered: false, drop: { direction, at, code, step: world.steps }, assumed: [...world.assumed] };
}

function startOf(from: Sender, header: Header): Next {
  if ('outside' in from) return go({ kind: 'internet' }, { header, origin: undefined });
  return go({ kind: 'leave', iface: from.iface }, { header, origin: { vpc: from.iface.subnet.vpc, way: 'same-vpc' } });
}

/** 12.10: an interface endpoint opens no connections; what passes a gateway load balancer's one has its own sender. */
function cannotOpen({ network }: World, from: Sender): Next | undefined {
  const owner = 'iface' in from ? network.byId.get(from.iface.owner) : undefined;
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
  let fromOutsideYet = false;
  while (next.kind === 'go') {
    world.steps += 1;
    if (world.steps > MOST_STEPS) return { kind: 'dropped', at: placeId(next.to), code: 'ROUTING_LOOP' };
    // The first step from outside may use a VPN or Direct Connect.
    next =
      next.to.kind === 'internet' && !fromOutsideYet && next === start
        ? fromOutside(world, next.flight)
        : step(world, next.to, next.flight);
    fromOutsideYet = true;
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
function answer(world: World, end: End): Ended {
  const header = reverse(end.header);
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
      return walk(
        world,
        end.link === undefined
          ? go({ kind: 'internet' }, { header, origin: undefined })
          : overLine(world, end.link, { header, origin: undefined }),
      );
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

/** The connection behind an end that is none yet; a `Next` where there can be none. */
function behindOf(world: World, end: End): (Result & { readonly target: EntityId }) | Next | undefined {
  if (end.kind === 'balancer') return behindBalancer(world, end);
  if (end.kind === 'api') return behindApi(world, end.api);
  if (end.kind === 'private-service') return behindEndpoint(world, end);
  return undefined;
}

function behindBalancer(
  world: World,
  { node, balancer, listener }: Extract<End, { kind: 'balancer' }>,
): ReturnType<typeof behindOf> {
  if (onlyRedirects(listener)) return undefined;
  const found = candidates(world, balancer, node, listener);
  if (typeof found === 'string') return dropped(balancer.id, found);
  const chosen = world.choose.target(`${node.id} ${listener.id}`, found, targetName);
  const { target, group } = chosen;
  // 8.18: a call of the Lambda service.
  if (target.type === 'lambda') return { forward: 'arrived', answered: true, target: target.resource, assumed: [] };
  const source = addressOf(node, group.family);
  const destination = targetAddress(chosen);
  if (source === undefined || destination === undefined) return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  return { ...connect(world, node, source, destination, target.port), target: target.resource };
}

/** 9.3, 9.5 */
function behindApi(world: World, api: ApiGateway): ReturnType<typeof behindOf> {
  const { integration } = api;
  if (integration.kind === 'none') return dropped(api.id, 'NO_INTEGRATION');
  if (integration.kind === 'lambda') return undefined;
  const balancer = world.network.loadBalancers.find(({ id }) => id === integration.loadBalancer);
  const port = balancer?.listeners[0]?.port;
  const links = integration.interfaces;
  if (balancer === undefined || port === undefined || links.length === 0 || balancer.nodes.length === 0)
    return dropped(api.id, 'NO_INTEGRATION');
  const link = world.choose.target(`link ${api.id}`, links, ({ id }) => id);
  const node = world.choose.target(`linked ${api.id}`, balancer.nodes, ({ id }) => id);
  const source = addressOf(link, 4);
  const destination = addressOf(node, 4);
  if (source === undefined || destination === undefined) return dropped(api.id, 'NO_INTEGRATION');
  return { ...connect(world, link, source, destination, port), target: balancer.id };
}

/** 12.16, 8.25: PrivateLink to your own load balancer. What is behind AWS services is not visible. */
function behindEndpoint(
  world: World,
  { endpoint, header }: Extract<End, { kind: 'private-service' }>,
): ReturnType<typeof behindOf> {
  // 9.2: a private API is reached so and not otherwise.
  const api = world.network.apiGateways.find(({ id }) => endpoint.serves.includes(id));
  if (api !== undefined) return behindApi(world, api);
  const balancer = world.network.loadBalancers.find(({ id }) => endpoint.serves.includes(id));
  if (balancer === undefined) return undefined;
  if (balancer.nodes.length === 0) return dropped(balancer.id, 'ELB_INSTALLED_AZ_RESTRICTION');
  const node = world.choose.target(`private-link ${endpoint.id}`, balancer.nodes, ({ id }) => id);
  const listener = balancer.listeners.find(
    ({ protocol, port }) => (protocol === 'udp' ? 'udp' : 'tcp') === header.protocol && port === header.destinationPort,
  );
  const source = addressOf(node, 4);
  if (source === undefined || listener === undefined) return dropped(balancer.id, 'ELBV2_LISTENERS_MISMATCH');
  const consumer: Flight = { header: { ...header, destination: source }, origin: undefined };
  if (!groupsAllow(world, node, 'ingress', consumer, undefined)) return dropped(balancer.id, 'SG');
  const found = candidates(world, balancer, node, listener);
  if (typeof found === 'string') return dropped(balancer.id, found);
  const chosen = world.choose.target(`${node.id} ${listener.id}`, found, targetName);
  const { target, group } = chosen;
  const own = addressOf(node, group.family);
  const destination = targetAddress(chosen);
  if (own === undefined || destination === undefined) return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  return { ...connect(world, node, own, destination, target.port), target: target.resource };
}

/** A connection of its own from one of AWS's interfaces. */
function connect(world: World, iface: Interface, source: Address, destination: Address, destinationPort: number): Result {
  const header: Header = {
    protocol: 'tcp',
    source,
    sourcePort: world.choose.port(`behind ${iface.id}`, NODE_PORTS),
    destination,
    destinationPort,
    icmpType: undefined,
    icmpCode: undefined,
  };
  if (sameAddress(source, destination)) return { forward: 'dropped', answered: false, assumed: [] };
  return converse(world, { iface }, header, 0);
}
