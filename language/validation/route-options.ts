// A subnet and a destination → what could take packets there: the routes that the file makes possible, whether or not a route uses them.
import { type Address, contains, covers, hostPrefix, type Prefix } from '#language/network/address.ts';
import { attachmentOf, farSide, type SiteLink, type TransitGateway, tableOf } from '#language/network/connectors.ts';
import { isExample } from '#language/network/examples.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIs } from '#language/network/kinds.ts';
import { ALL_ADDRESSES, UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET } from '#language/network/outside.ts';
import { routeTo } from '#language/network/route-priority.ts';
import type { RouteTargetKind } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { lookupIn } from '#language/trace/lookup.ts';

/** What a table of a VPC needs, so that packets get to a destination. */
export type RouteOption =
  /** Routes to these blocks, all of which the target serves. */
  | { readonly kind: 'route'; readonly destinations: readonly Prefix[]; readonly target: RouteOptionTarget }
  /** The routes that a VPN connection or Direct Connect link announces. */
  | { readonly kind: 'propagate'; readonly link: SiteLink }
  /** The routes of a gateway endpoint. */
  | { readonly kind: 'associate'; readonly endpoint: VpcEndpoint };

/** The target of a route that may be added. */
export interface RouteOptionTarget {
  readonly kind: RouteTargetKind;
  readonly id: EntityId;
}

/** Where a packet is: in a subnet, or at a gateway of the VPC that has routes of its own. */
export interface Start {
  /** The subnet or gateway. */
  readonly at: EntityId;
  readonly vpc: Vpc;
  readonly subnet?: Subnet | undefined;
}

/** All options, the one that an expert would take first: routes to private networks before NAT gateways before the internet gateway. */
export function routeOptionsTo(network: Network, start: Start, address: Address): readonly RouteOption[] {
  if (isInside(start.vpc, address)) return [];
  const options = [
    ...endpointOptions(network, start, address),
    ...siteOptions(network, start, address),
    ...behindOptions(network, start, address),
    ...peeringOptions(network, start, address),
    ...transitOptions(network, start, address),
    ...internetOptions(network, start, address),
  ];
  return options.filter((option) => option.kind !== 'route' || option.target.id !== start.at);
}

/** Whether no route on the internet leads to the address. */
export function isPrivate(address: Address): boolean {
  return UNROUTED_PREFIXES.some((prefix) => contains(prefix, address));
}

/** Whether one of the VPC's blocks contains the address. */
export function isInside({ prefixes }: Vpc, address: Address): boolean {
  return prefixes.some((prefix) => contains(prefix, address));
}

/** The blocks that the file names around an external address: those of its host or network; all addresses for the internet. */
function namedAround(network: Network, address: Address): readonly Prefix[] {
  const { outside, publicOwner, apiGateway, regionalNat } = lookupIn(network);
  const named = outside(address);
  if (named !== undefined && named.id !== INTERNET) return named.prefixes.filter(({ family }) => family === address.family);
  const isOwn = [publicOwner, apiGateway, regionalNat].some((owner) => owner(address) !== undefined);
  return isOwn && !isExample(network, hostPrefix(address)) ? [hostPrefix(address)] : [ALL_ADDRESSES[address.family]];
}

function endpointOptions(network: Network, { vpc }: Start, address: Address): readonly RouteOption[] {
  const served = lookupIn(network).outside(address);
  return network.endpoints
    .filter((one) => one.type === 'gateway' && one.vpc === vpc && served !== undefined && one.serves.includes(served.id))
    .map((endpoint) => ({ kind: 'associate', endpoint }));
}

function siteOptions(network: Network, { vpc }: Start, address: Address): readonly RouteOption[] {
  return lookupIn(network)
    .siteLinks(vpc)
    .flatMap((link): readonly RouteOption[] => {
      const destinations = remoteAround(link, address);
      if (destinations.length === 0) return [];
      return [
        { kind: 'propagate', link },
        { kind: 'route', destinations, target: { kind: 'site-link', id: link.id } },
      ];
    });
}

/**
 * What a link announces around the address: the blocks of the network that has it, if the link announces them, else the announced ones. None
 * if it announces nothing with the address.
 */
function remoteAround({ remotes, announced }: SiteLink, address: Address): readonly Prefix[] {
  const around = announced.filter((prefix) => contains(prefix, address));
  const found = remotes.find(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address)));
  const blocks = found?.prefixes.filter(({ family }) => family === address.family) ?? [];
  const isAnnounced = (block: Prefix): boolean => announced.some((wider) => covers(wider, block));
  return around.length > 0 && blocks.length > 0 && blocks.every(isAnnounced) ? blocks : around;
}

/** The instance in this VPC with the network behind it that has the address. */
function behindOptions(network: Network, { vpc }: Start, address: Address): readonly RouteOption[] {
  return network.outside.flatMap(({ behind, prefixes }): readonly RouteOption[] => {
    const instance = behind === undefined ? undefined : network.byId.get(behind);
    if (instance === undefined || !resourceIs(instance, 'forwards') || !prefixes.some((block) => contains(block, address)))
      return [];
    if (!instance.interfaces.some(({ subnet }) => subnet.vpc === vpc)) return [];
    const destinations = prefixes.filter(({ family }) => family === address.family);
    return [{ kind: 'route', destinations, target: { kind: 'appliance', id: instance.id } }];
  });
}

function peeringOptions(network: Network, { vpc }: Start, address: Address): readonly RouteOption[] {
  return network.peerings.flatMap((peering): readonly RouteOption[] => {
    const block = farSide(peering, vpc)?.prefixes.find((prefix) => contains(prefix, address));
    return block === undefined ? [] : [{ kind: 'route', destinations: [block], target: { kind: 'peering', id: peering.id } }];
  });
}

function transitOptions(network: Network, { vpc, subnet }: Start, address: Address): readonly RouteOption[] {
  return network.transitGateways.flatMap((gateway): readonly RouteOption[] => {
    const own = attachmentOf(gateway, vpc.id);
    if (own === undefined) return [];
    const target = { kind: 'transit-gateway', id: gateway.id } as const;
    const behind = behindGateway(network, gateway, address, [vpc.id]);
    if (behind.length > 0) return [{ kind: 'route', destinations: behind, target }];
    const table = tableOf(gateway, own);
    // A gateway leads to the internet by itself.
    const central = isPrivate(address) || subnet === undefined ? undefined : table && routeTo(table.routes, address);
    return central === undefined ? [] : [{ kind: 'route', destinations: namedAround(network, address), target }];
  });
}

/** The blocks around the address that attachments of the gateway serve, also behind the gateways with which it is peered. */
function behindGateway(
  network: Network,
  gateway: TransitGateway,
  address: Address,
  seen: readonly EntityId[],
): readonly Prefix[] {
  const known = [...seen, gateway.id];
  return gateway.attachments
    .filter(({ resource }) => !known.includes(resource))
    .flatMap(({ resource }) => behindAttached(network, resource, address, known));
}

/** The blocks around the address that an attached resource serves: a VPC, a link, or another transit gateway. */
export function behindAttached(
  network: Network,
  resource: EntityId,
  address: Address,
  seen: readonly EntityId[],
): readonly Prefix[] {
  const attached = network.byId.get(resource);
  if (attached?.kind === 'vpc') return attached.prefixes.filter((prefix) => contains(prefix, address));
  if (attached?.kind === 'vpn' || attached?.kind === 'direct-connect') return remoteAround(attached, address);
  return attached?.kind === 'transit-gateway' ? behindGateway(network, attached, address, seen) : [];
}

function internetOptions(network: Network, { at, vpc, subnet }: Start, address: Address): readonly RouteOption[] {
  if (isPrivate(address)) return [];
  const destinations = namedAround(network, address);
  const to = (kind: RouteTargetKind, id: EntityId): RouteOption => ({ kind: 'route', destinations, target: { kind, id } });
  const { gateway } = lookupIn(network);
  const [outward, egressOnly] = [gateway(vpc, 'igw'), gateway(vpc, 'egress-igw')];
  const nats = address.family === 4 && subnet !== undefined ? natsFor(network, { at, vpc, subnet }) : [];
  return [
    ...nats.map(({ kind, id }) => to(kind, id)),
    ...(egressOnly !== undefined && address.family === 6 ? [to('egress-igw', egressOnly.id)] : []),
    ...(outward === undefined ? [] : [to('igw', outward.id)]),
  ];
}

/** The NAT gateways for a subnet: those of its Availability Zone; else a regional one, else any of the VPC. */
function natsFor({ natGateways, regionalNats }: Network, { vpc, subnet }: Start): readonly RouteOptionTarget[] {
  const zonal = natGateways.filter((nat) => nat.vpc === vpc && nat.connectivity === 'public' && nat.interface.subnet !== subnet);
  const near = zonal.filter(({ interface: own }) => own.subnet.az === subnet?.az);
  const regional = regionalNats.filter((nat) => nat.vpc === vpc);
  const [best] = [near, regional, zonal].find((list) => list.length > 0) ?? [];
  return best === undefined ? [] : [{ kind: best.kind, id: best.id }];
}
