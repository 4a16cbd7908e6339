// A dropped packet → what an expert would say: where the cause is, and what to write there. It speaks of this packet and this network.
import { NAT_IDLE_SECONDS } from '#language/aws/limits.ts';
import { type Address, formatAddress } from '#language/network/address.ts';
import { isExample } from '#language/network/examples.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { KINDS, resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import { formatRoute, hasName, lineOf, type RouteTarget, targetDoes } from '#language/network/route-table.ts';
import { formatTraffic, hasPorts, type Packet } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { NetworkAclDecision } from '#language/trace/decision/filter-decision.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import type { Blocker, Hop, Trace } from '#language/trace/result.ts';
import { type Misroute, misroutesBefore, startAt } from './misroutes.ts';
import { isInside, isPrivate, type RouteOption, routeOptionsTo } from './route-options.ts';
import { capitalized } from './wording.ts';

/** Advice about a blocker. */
export interface Advice {
  /** One or two sentences: what is wrong if the reason of the drop does not say so, and what to do. */
  readonly text: string;
  /** The route that is the cause, where the blocker is not. */
  readonly cause?: EntityId;
}

/** Advice about a blocker of a trace, or of a connection behind it. `undefined` if there is no more to say than the reason of the drop. */
export function adviceOn(network: Network, trace: Trace, { hop, direction }: Blocker): Advice | undefined {
  const misroute = misrouteOf(network, trace, { hop, direction });
  const isReply = direction === 'return';
  if (misroute !== undefined) return misrouteAdvice(network, misroute, hop, isReply);
  const { decision, packet } = hop;
  if (decision.kind === 'security-group' && decision.translator !== undefined)
    return { text: `Route the packet past ${shortName(decision.translator)}.`, ...(hop.decidedBy && { cause: hop.decidedBy }) };
  if (decision.kind === 'internet-gateway' && decision.result === 'private-destination' && decision.at !== undefined)
    return { text: `Add a more specific route to ${placeText(network, decision.at)}.` };
  if (decision.kind === 'nat' && decision.result === 'entry-expired')
    return { text: `Send keep-alives more often than every ${NAT_IDLE_SECONDS} s.` };
  if (decision.kind === 'no-route') return { text: routeAdvice(network, decision.at, decision.destination, isReply) };
  if (decision.kind === 'network-acl') return { text: aclAdvice(decision, packet, isReply) };
  return undefined;
}

/** The first route that led the packet astray, where that is why it meets the blocker. */
export function misrouteOf(
  network: Network,
  trace: Trace,
  { hop, direction }: Pick<Blocker, 'hop' | 'direction'>,
): Misroute | undefined {
  const own = connectionWith(trace, hop);
  return own && misroutesBefore(network, own, direction, hop)[0];
}

/** The connection on whose path the hop is: that of the trace by one of its paths, or one behind it. */
function connectionWith(trace: Trace, hop: Hop): Trace | undefined {
  if (trace.paths[0] !== trace) return trace.paths.map((path) => connectionWith(path, hop)).find((found) => found !== undefined);
  if (trace.forward.includes(hop) || trace.return.includes(hop)) return trace;
  return trace.nextConnections.map((next) => connectionWith(next, hop)).find((found) => found !== undefined);
}

function misrouteAdvice(network: Network, misroute: Misroute, { decidedBy }: Hop, isReply: boolean): Advice {
  const start = misroute.kind === 'vpc' ? startAt(network, misroute.at) : undefined;
  const what = `${isReply ? 'the reply' : 'the packet'} to ${endText(network, start?.vpc, misroute.destination)}`;
  if (misroute.kind === 'transit') {
    const { gateway, table, route, attached } = misroute;
    const names = attached.map(shortName).join(' or ');
    const text = `The route table ${table.name} of ${gateway.name} has only its default route for ${what}: propagate the attachment of ${names} into it.`;
    return { text, cause: lineOf(route) };
  }
  const { at, route, options } = misroute;
  const remedy = remedyText(network, at, options);
  const cause = lineOf(route.id);
  // The reason of the drop names the route already.
  if (decidedBy !== undefined && lineOf(decidedBy) === cause) return { text: `${capitalized(remedy)}.`, cause };
  const used = formatRoute(route, shortName);
  const text = `The cause is "${used}" of ${shortName(at)}, which leads ${what} to ${targetText(network, route.target)}: ${remedy}.`;
  return { text, cause };
}

function targetText({ byId }: Network, target: RouteTarget): string {
  const resource = 'id' in target && target.id !== undefined ? byId.get(target.id) : undefined;
  if (resource?.kind === 'igw') return 'the internet';
  if (resource !== undefined && resourceIs(resource, 'natGateway')) return 'a NAT gateway';
  return resource?.name ?? 'nowhere';
}

/** What serves the destination, and the line that leads there; what to create if nothing does. No reply goes through a NAT gateway. */
function routeAdvice(network: Network, at: EntityId, destination: Address, isReply: boolean): string {
  const start = startAt(network, at);
  const all = start === undefined ? [] : routeOptionsTo(network, start, destination);
  const options = isReply ? all.filter((option) => option.kind !== 'route' || !targetDoes(option.target, 'translate')) : all;
  const [best] = options;
  const name = endText(network, start?.vpc, destination);
  if (best !== undefined) return `${capitalized(servedBy(network, best))} leads to ${name}: ${remedyText(network, at, options)}.`;
  if (isReply && !isPrivate(destination)) return `Add an internet gateway to the VPC, and a route to it in ${shortName(at)}.`;
  return isPrivate(destination)
    ? `Nothing in the file leads from ${shortName(at)} to ${name}: add a peering, a transit gateway, a VPN or a Direct Connect connection.`
    : `Add an internet gateway or a NAT gateway to the VPC, and a route to it in ${shortName(at)}.`;
}

/** What serves the destination, with its kind: `vpn line`. */
function servedBy({ byId }: Network, option: RouteOption): string {
  const server =
    option.kind === 'propagate' ? option.link : option.kind === 'associate' ? option.endpoint : byId.get(option.target.id);
  return server === undefined ? 'a target' : `${KINDS[server.kind].title} ${server.name}`;
}

/** The name of the end with the address, if the text gives it one. */
function endText(network: Network, vpc: Vpc | undefined, address: Address): string {
  const { privateOwner, outside } = lookupIn(network);
  const vpcs = vpc === undefined ? network.vpcs : [vpc, ...network.vpcs];
  const [owned] = vpcs.flatMap((one) => privateOwner(one, address) ?? []);
  if (owned !== undefined) return shortName(owned.interface.owner);
  const isInVpc = network.vpcs.some((one) => isInside(one, address));
  const named = isInVpc ? undefined : outside(address);
  // No private address is on the internet, whatever the text leaves out.
  return named === undefined || (named.kind === 'internet' && isPrivate(address)) ? formatAddress(address) : named.name;
}

/** `add "route 10.2.0.0/16 -> hub" to app` */
function remedyText(network: Network, at: EntityId, [best]: readonly RouteOption[]): string {
  const place = placeText(network, at);
  switch (best?.kind) {
    case 'propagate':
      return `add "propagate ${best.link.name}" to ${place}`;
    case 'associate':
      return `add "subnets ${shortName(at)}" to ${best.endpoint.name}`;
    case 'route': {
      const { destinations, target } = best;
      if (destinations.some((block) => isExample(network, block)))
        return `add a route to that block, which AWS chooses, with the target ${shortName(target.id)} to ${place}`;
      const lines = destinations.map((destination) => `"${formatRoute({ destination, target }, shortName)}"`);
      return `add ${lines.join(' and ')} to ${place}`;
    }
    case undefined:
      return `correct the route in ${place}`;
  }
}

/** The resource in whose block the routes are: the table, if it has a name. */
function placeText({ byId }: Network, at: EntityId): string {
  const place = byId.get(at);
  return place?.kind === 'subnet' && hasName(place.routeTable) ? place.routeTable.name : shortName(at);
}

/** The traffic of the packet at hand, with all ports that it may have. */
function aclAdvice({ acl, direction, entry }: NetworkAclDecision, packet: Packet, isReply: boolean): string {
  const before = entry === undefined ? '' : `, with a number below ${entry.number}`;
  return `Allow ${trafficText(packet)}${isReply ? ' for the reply' : ''} in the ${direction} rules of ${acl.name}${before}.`;
}

function trafficText({ protocol, destinationPort, icmpType }: Packet): string {
  const ports = hasPorts(protocol) && destinationPort !== undefined ? [destinationPort.range] : [];
  return formatTraffic({ protocol, ports, ...(icmpType !== undefined && { icmpType }) });
}
