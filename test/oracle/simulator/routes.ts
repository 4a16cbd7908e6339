// Route lookup (2C) and the next hop that a subnet's router finds.
import { type Address, contains, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Route, RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { aclAllows } from './filters.ts';
import { answers, type Flight } from './header.ts';
import { dropped, finish, go, inVpc, type Next, passing, privateOwner, sameRegion, type World } from './world.ts';

const RANK = ['local', 'static', 'prefix-list', 'direct-connect', 'vpn-static', 'vpn-bgp'] as const;

/** 2C.2: the longest prefix; 2C.3: of two equally long ones the stronger origin. */
export function lookup(world: World, table: RouteTable, address: Address): Route | undefined {
  const matching = table.routes.filter(({ destination }) => contains(destination, address));
  const longest = matching.filter((route) => matching.every((other) => other.destination.length <= route.destination.length));
  const strongest = longest.filter((route) => longest.every((other) => RANK.indexOf(route.origin) <= RANK.indexOf(other.origin)));
  const [first] = strongest;
  const differing =
    first && strongest.filter((route, index) => strongest.findIndex((other) => sameTarget(route, other)) === index);
  if (differing === undefined || differing.length === 1) return first;
  // 2C.4: AWS picks one of several overlapping prefix lists and keeps to it.
  world.assumed.add('2C.4');
  const name = differing.map(({ id }) => id).join(' ');
  return world.choose.among('route', `${table.id} ${name}`, differing, ({ id }) => id);
}

function sameTarget(a: Route, b: Route): boolean {
  return targetOf(a) === targetOf(b);
}

/** All lines of a VPC end at its virtual private gateway. */
function targetOf({ target }: Route): string {
  if (target.kind === 'site-link') return target.kind;
  return 'id' in target && target.id !== undefined ? target.id : target.kind;
}

/** Whether a route for less than everything leads to the address by an instance: this one, or any. */
export function leadsBy({ network }: World, instance: EntityId | undefined, address: Address): boolean {
  return network.routeTables.some(({ routes }) =>
    routes.some(
      ({ destination, target }) =>
        target.kind === 'appliance' &&
        (instance === undefined || target.id === instance) &&
        destination.length > 0 &&
        contains(destination, address),
    ),
  );
}

/** 3.11: the VPC in which an outbound rule finds the interfaces of a group that it names, if references work on that path. */
export function referenceReach(world: World, iface: Interface, address: Address): Vpc | undefined {
  const { vpc, routeTable } = iface.subnet;
  if (privateOwner(world, vpc, address)?.iface.subnet === iface.subnet) return vpc;
  const target = lookup(world, routeTable, address)?.target;
  if (target?.kind === 'local') return vpc;
  const peering = target?.kind === 'peering' ? world.network.byId.get(target.id) : undefined;
  const far = peering?.kind === 'peering' ? peering.vpcs.find((other) => other !== vpc) : undefined;
  return far !== undefined && sameRegion(far, vpc) ? far : undefined;
}

/** The subnet's router. `from`: the interface that sent the packet, or whose traffic is forwarded; none where a gateway did. */
export function routeFrom(world: World, subnet: Subnet, from: Interface | undefined, flight: Flight): Next {
  const sent = world.returnToSender.find(({ header }) => answers(flight.header, header));
  if (sent !== undefined && sent.vpc !== subnet.vpc && sent.peering.vpcs.includes(subnet.vpc))
    return overPeering(world, sent.peering.id, subnet, from, flight);
  const route = lookup(world, subnet.routeTable, flight.header.destination);
  if (route === undefined) return dropped(subnet.id, 'NO_ROUTE_TO_DESTINATION');
  return follow(world, route, subnet, from, flight);
}

function follow(world: World, { target }: Route, subnet: Subnet, from: Interface | undefined, flight: Flight): Next {
  switch (target.kind) {
    case 'local':
      return deliverLocally(world, subnet.vpc, subnet, flight);
    case 'missing':
    case 'blackhole':
      return broken(world, subnet);
    case 'unknown':
      return { kind: 'unknown', why: 'the target of the route' };
    case 'igw':
    case 'egress-igw': {
      const gateway = world.network.gateways.find(({ id }) => id === target.id);
      return gateway === undefined || gateway.vpc !== subnet.vpc
        ? broken(world, subnet)
        : go({ kind: 'gateway-out', gateway }, flight);
    }
    case 'nat':
    case 'nat-instance':
    case 'appliance':
      return toInterface(world, target.id, subnet, flight);
    case 'regional-nat': {
      const nat = world.network.regionalNats.find(({ id }) => id === target.id);
      return nat === undefined || nat.vpc !== subnet.vpc
        ? broken(world, subnet)
        : go({ kind: 'regional-nat', id: nat.id, az: subnet.az }, flight);
    }
    case 'peering':
      return overPeering(world, target.id, subnet, from, flight);
    case 'transit-gateway':
      return toTransit(world, target.id, subnet, flight);
    case 'site-link': {
      const link = world.network.siteLinks.find(({ id }) => id === target.id);
      if (link === undefined || link.vpc !== subnet.vpc) return broken(world, subnet);
      // 13.24: private addresses of interfaces only.
      if (privateOwner(world, subnet.vpc, flight.header.source) === undefined)
        return dropped(subnet.vpc.id, 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS');
      // One virtual private gateway for all VPNs and Direct Connects of the VPC.
      const links = world.network.siteLinks.filter(({ vpc }) => vpc === subnet.vpc);
      return go({ kind: 'site', links }, { ...flight, origin: undefined });
    }
    case 'endpoint':
      return toEndpoint(world, target.id, subnet, from, flight);
  }
}

/** 2C.5: no shorter route takes over. */
function broken(world: World, subnet: Subnet): Next {
  world.assumed.add('2C.5');
  return dropped(subnet.id, 'BAD_STATE_ROUTE');
}

/** 2.9: an interface in the VPC has the address, or the packet is dropped. */
export function deliverLocally(world: World, vpc: Vpc, from: Subnet | undefined, flight: Flight): Next {
  const owned = privateOwner(world, vpc, flight.header.destination);
  if (owned === undefined) return dropped(vpc.id, 'NO_POSSIBLE_DESTINATION');
  return go({ kind: 'arrive', iface: owned.iface, crossing: owned.iface.subnet !== from }, flight);
}

/** A NAT or an appliance as next hop. 6.8: a NAT is not in the subnet that it serves. */
function toInterface(world: World, id: EntityId, subnet: Subnet, flight: Flight): Next {
  const iface = world.network.interfaces.find(({ owner }) => owner === id);
  if (iface === undefined || iface.subnet.vpc !== subnet.vpc) return broken(world, subnet);
  const kind = world.network.byId.get(id)?.kind;
  if (iface.subnet === subnet && (kind === 'nat' || kind === 'nat-instance')) return dropped(subnet.id, 'ROUTING_LOOP');
  return go({ kind: 'arrive', iface, crossing: iface.subnet !== subnet }, flight);
}

function overPeering(world: World, id: EntityId, subnet: Subnet, from: Interface | undefined, flight: Flight): Next {
  const peering = world.network.peerings.find((one) => one.id === id);
  const far = peering?.vpcs.find((vpc) => vpc !== subnet.vpc);
  if (peering === undefined || far === undefined || !peering.vpcs.includes(subnet.vpc)) return broken(world, subnet);
  const { source, destination } = flight.header;
  // 13.3
  if (!inVpc(far, source) && !inVpc(far, destination)) return dropped(peering.id, 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
  passing(world, peering.id);
  const sender = from && world.network.byId.get(from.owner);
  if (sender?.kind === 'nat' && world.direction === 'forward')
    world.returnToSender.push({ header: flight.header, peering, vpc: subnet.vpc });
  const origin =
    flight.origin?.way === 'same-vpc' && sameRegion(far, subnet.vpc)
      ? ({ ...flight.origin, way: 'peering' } as const)
      : undefined;
  return deliverLocally(world, far, undefined, { ...flight, origin });
}

/** 13.10, 13.20: to the gateway's interface in the AZ of the sending subnet. */
function toTransit(world: World, id: EntityId, subnet: Subnet, flight: Flight): Next {
  const gateway = world.network.transitGateways.find((one) => one.id === id);
  const by = gateway?.attachments.find(({ resource }) => resource === subnet.vpc.id);
  if (gateway === undefined || by === undefined) return broken(world, subnet);
  const inAz = by.subnets.find(({ az }) => az === undefined || subnet.az === undefined || az === subnet.az);
  if (inAz === undefined) return dropped(gateway.id, 'TGW_ROUTE_AZ_RESTRICTION');
  if (!aclAllows(inAz.networkAcl, 'inbound', flight.header)) return dropped(inAz.id, 'SUBNET_ACL_RESTRICTION');
  return go({ kind: 'transit', gateway, by, az: subnet.az }, flight);
}

function toEndpoint(world: World, id: EntityId, subnet: Subnet, from: Interface | undefined, flight: Flight): Next {
  const endpoint = world.network.endpoints.find((one) => one.id === id);
  if (endpoint === undefined || endpoint.vpc !== subnet.vpc) return broken(world, subnet);
  if (endpoint.type === 'gateway') return intoGatewayEndpoint(world, endpoint, from, flight);
  const [iface] = endpoint.interfaces;
  if (iface === undefined) return broken(world, subnet);
  if (iface.subnet === subnet) return dropped(subnet.id, 'ROUTING_LOOP');
  return go({ kind: 'arrive', iface, crossing: true }, flight);
}

/** 12A. */
function intoGatewayEndpoint(world: World, endpoint: VpcEndpoint, from: Interface | undefined, flight: Flight): Next {
  const { protocol, icmpType, source, destination } = flight.header;
  const echo = protocol === 'icmp' && icmpType === 8;
  if (protocol !== 'tcp' && !echo) return dropped(endpoint.id, 'VPCE_GATEWAY_PROTOCOL_RESTRICTION');
  const owned = privateOwner(world, endpoint.vpc, source);
  // 12.7: not usable from elsewhere.
  if (owned === undefined) return dropped(endpoint.id, 'NO_POSSIBLE_DESTINATION');
  if (from !== undefined && world.network.byId.get(from.owner)?.kind === 'nat') world.assumed.add('17.2.6');
  const served = world.network.outside.filter(({ id }) => endpoint.serves.includes(id));
  const match = served.find(({ prefixes }) => prefixes.some((prefix: Prefix) => contains(prefix, destination)));
  if (match === undefined) return dropped(endpoint.id, 'NO_POSSIBLE_DESTINATION');
  passing(world, endpoint.id);
  return finish({ kind: 'gateway-service', id: match.id, endpoint, iface: owned.iface, header: flight.header });
}
