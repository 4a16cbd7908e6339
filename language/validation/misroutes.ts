// A dropped packet → the routes on its way that led it astray: to the internet or a NAT gateway, although something else serves its destination.
import { type Address, contains } from '#language/network/address.ts';
import type { TransitGateway, TransitRouteTable } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type Route, targetDoes } from '#language/network/route-table.ts';
import type { TraceDirection } from '#language/network/traffic.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import { behindAttached, isInside, isPrivate, type RouteOption, routeOptionsTo, type Start } from './route-options.ts';

/** A route that is used although a more specific one should be there. */
export type Misroute =
  | {
      readonly kind: 'vpc';
      /** The subnet or gateway whose routes decided. */
      readonly at: EntityId;
      readonly route: Route;
      readonly destination: Address;
      readonly options: readonly RouteOption[];
    }
  | {
      readonly kind: 'transit';
      readonly gateway: TransitGateway;
      readonly table: TransitRouteTable;
      readonly route: Route['id'];
      readonly destination: Address;
      /** The attached resources that lead to the destination. */
      readonly attached: readonly EntityId[];
    };

/** The misroutes before a hop, in the order of the path. Empty if each route was the right one, or none better exists. */
export function misroutesBefore(network: Network, trace: Trace, direction: TraceDirection, hop: Hop): readonly Misroute[] {
  const hops = direction === 'forward' ? trace.forward : trace.return;
  const index = hops.indexOf(hop);
  const before = hops.slice(0, Math.max(0, index));
  const lead = before.findIndex(leadsOut);
  return lead < 0 ? [] : before.slice(0, lead + 1).flatMap((one) => misrouteAt(network, trace, one) ?? []);
}

/** Whether the route leads a packet to the internet or to a NAT gateway. */
function leadsOut({ decision }: Hop): boolean {
  return decision.kind === 'route' && targetDoes(decision.route.target, 'translate', 'leave');
}

function misrouteAt(network: Network, trace: Trace, { at, decision }: Hop): Misroute | undefined {
  if (decision.kind === 'transit-route') {
    const { gateway, table, route, attachment, destination } = decision;
    if (!isInternal(network, destination) || route.destination.length > 0) return undefined;
    const attached = gateway.attachments
      .filter(({ id }) => id !== attachment.id)
      .filter(({ resource }) => behindAttached(network, resource, destination, [gateway.id]).length > 0)
      .map(({ resource }) => resource);
    return attached.length === 0 ? undefined : { kind: 'transit', gateway, table, route: route.id, destination, attached };
  }
  if (decision.kind !== 'route' || decision.route.target.kind === 'local') return undefined;
  const { route, destination } = decision;
  const start = startAt(network, at);
  if (start === undefined || !isInternal(network, destination)) return undefined;
  const options = [...routeOptionsTo(network, start, destination), ...optionsOfRequest(network, trace, start, destination)];
  const better = options.filter((option) => isLonger(option, route) && !leadsWhere(option, route));
  return better.length === 0 ? undefined : { kind: 'vpc', at, route, destination, options: better };
}

/** Where packets are when the routes of this resource decide about them. */
export function startAt(network: Network, at: EntityId): Start | undefined {
  const place = network.byId.get(at);
  if (place?.kind === 'subnet') return { at, vpc: place.vpc, subnet: place };
  return place?.kind === 'regional-nat' || place?.kind === 'igw' ? { at, vpc: place.vpc } : undefined;
}

/** Whether the destination is in a VPC of the file, or has a private address. */
function isInternal({ vpcs }: Network, address: Address): boolean {
  return isPrivate(address) || vpcs.some((vpc) => isInside(vpc, address));
}

/** A reply can go back through the endpoint or the instance in this VPC that inspected the request. */
function optionsOfRequest(network: Network, { forward }: Trace, { vpc }: Start, address: Address): readonly RouteOption[] {
  const blocks = network.vpcs.flatMap(({ prefixes }) => prefixes.filter((prefix) => contains(prefix, address)));
  if (blocks.length === 0) return [];
  const seen = new Set(
    forward.flatMap(({ decision }) =>
      decision.kind === 'inspection' ? [decision.appliance] : decision.kind === 'firewall' ? [decision.firewall] : [],
    ),
  );
  return [...seen].flatMap((appliance): readonly RouteOption[] => {
    if (appliance.vpc !== vpc) return [];
    const kind = appliance.kind === 'endpoint' ? 'endpoint' : 'appliance';
    return [{ kind: 'route', destinations: blocks, target: { kind, id: appliance.id } }];
  });
}

function isLonger(option: RouteOption, { destination }: Route): boolean {
  return option.kind !== 'route' || option.destinations.every(({ length }) => length > destination.length);
}

function leadsWhere(option: RouteOption, { target }: Route): boolean {
  return option.kind === 'route' && 'id' in target && target.id === option.target.id;
}
