// Internet gateways and egress-only ones (section 5), Block Public Access (5.13, 5.14), and the internet between them.
import { PRIVATE_RANGES } from '#language/aws/addresses.ts';
import { type Address, contains, parsePrefix, sameAddress } from '#language/network/address.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { answers, type Flight } from './header.ts';
import { lookup } from './routes.ts';
import {
  dropped,
  finish,
  go,
  type Next,
  type Owned,
  passing,
  privateOwner,
  publicOwner,
  type Setting,
  type World,
} from './world.ts';

const PRIVATE = [...PRIVATE_RANGES.rfc1918, ...PRIVATE_RANGES.rfc6598].flatMap((text) => parsePrefix(text) ?? []);

/** 5.6: RFC 1918 and RFC 6598. */
export function isPrivate(address: Address): boolean {
  return PRIVATE.some((range) => contains(range, address));
}

/** RFC 3927, RFC 4193, RFC 4291: link-local and unique local addresses. */
const LOCAL = ['169.254.0.0/16', 'fc00::/7', 'fe80::/10'].flatMap((text) => parsePrefix(text) ?? []);

/** Whether no route on the internet leads to the address. */
export function isUnroutable(address: Address): boolean {
  return isPrivate(address) || LOCAL.some((range) => contains(range, address));
}

/** Out of the VPC. */
export function gatewayOut(world: World, gateway: InternetGateway, flight: Flight): Next {
  const { header } = flight;
  const onward = { ...flight, origin: undefined };
  if (gateway.kind === 'egress-igw') {
    if (header.source.family === 4) return dropped(gateway.id, 'EGRESS_ONLY');
    const owned = privateOwner(world, gateway.vpc, header.source);
    if (owned === undefined) return dropped(gateway.id, 'GATEWAY_REJECTS_SPOOFED_TRAFFIC');
    if (owned.iface.subnet.blockPublicAccess === 'bidirectional') return dropped(gateway.id, 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED');
    world.entries.push({ keeper: `egress-only ${gateway.id}`, before: header, after: header });
    return go({ kind: 'internet' }, onward);
  }
  const owned = privateOwner(world, gateway.vpc, header.source);
  if (owned === undefined) return dropped(gateway.id, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  if (isBlocked(world, owned.iface)) return dropped(gateway.id, 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED');
  if (header.source.family === 6) return go({ kind: 'internet' }, onward);
  if (owned.address.public === undefined) return dropped(gateway.id, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  if (isPrivate(header.destination)) return dropped(gateway.id, 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
  return go({ kind: 'internet' }, { ...onward, header: { ...header, source: owned.address.public } });
}

/** 5.13: `ingress-only` allows what NAT gateways open. */
function isBlocked(world: World, iface: Interface): boolean {
  const { blockPublicAccess } = iface.subnet;
  if (blockPublicAccess === 'ingress-only') return world.network.byId.get(iface.owner)?.kind !== 'nat';
  return blockPublicAccess === 'bidirectional';
}

/** From the internet to an interface of a VPC (5.5, 5.7, 5.9). */
export function gatewayIn(world: World, { iface, address }: Owned, flight: Flight): Next {
  const { header } = flight;
  const { vpc } = iface.subnet;
  const igw = world.network.gateways.find((gateway) => gateway.kind === 'igw' && gateway.vpc === vpc);
  const egressOnly = world.network.gateways.find((gateway) => gateway.kind === 'egress-igw' && gateway.vpc === vpc);
  const leavesEgressOnly = lookup(world, iface.subnet.routeTable, header.source)?.target.kind === 'egress-igw';
  if (header.source.family === 6 && egressOnly !== undefined && (igw === undefined || leavesEgressOnly)) {
    const known = world.entries.some(({ keeper, after }) => keeper === `egress-only ${egressOnly.id}` && answers(header, after));
    return known ? go({ kind: 'arrive', iface, crossing: true }, flight) : dropped(egressOnly.id, 'EGRESS_ONLY');
  }
  if (igw === undefined) return dropped(vpc.id, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS');
  // 8.19: nodes of internal balancers have IPv6 addresses, too, and nothing to do with the internet.
  if (world.network.loadBalancers.some(({ id, scheme }) => id === iface.owner && scheme === 'internal'))
    return dropped(igw.id, 'INTERNAL_BALANCER');
  if (publicOwner(world, header.source) !== undefined || regionalNatAt(world, header.source) !== undefined)
    world.assumed.add('5.11');
  if (isPrivate(header.source)) return dropped(igw.id, 'IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS');
  if (isBlocked(world, iface)) return dropped(igw.id, 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED');
  passing(world, igw.id);
  return edge(world, igw, iface, { ...flight, header: { ...header, destination: address.private } });
}

/** 2.14: a gateway route table may send the packet through an appliance first. */
function edge(world: World, igw: InternetGateway, iface: Interface, flight: Flight): Next {
  const route = igw.routeTable && lookup(world, igw.routeTable, flight.header.destination);
  if (route === undefined || route.target.kind === 'local') return go({ kind: 'arrive', iface, crossing: true }, flight);
  const { target } = route;
  const id = 'id' in target ? target.id : undefined;
  const hop = world.network.interfaces.find(({ owner }) => owner === id);
  if (hop === undefined || hop.subnet.vpc !== igw.vpc) return dropped(igw.id, 'BAD_STATE_ROUTE');
  const isEndpoint = world.network.byId.get(hop.owner)?.kind === 'endpoint';
  if (!isEndpoint && !hop.addresses.some((own) => own.public !== undefined)) return dropped(igw.id, 'BAD_STATE_ROUTE');
  return go({ kind: 'arrive', iface: hop, crossing: true }, flight);
}

/** Whoever owns the destination out there. */
export function acrossInternet(world: World, flight: Flight): Next {
  const { header } = flight;
  // 5.6, RFC 4193: nobody carries packets to or from private addresses, whoever has them.
  if (isUnroutable(header.destination)) {
    return dropped(entityId('internet'), 'NO_ADDRESS');
  }
  const owned = publicOwner(world, header.destination);
  if (owned !== undefined) return go({ kind: 'gateway-in', owned }, flight);
  if (isUnroutable(header.source)) {
    return dropped(entityId('internet'), 'NO_ADDRESS');
  }
  const regional = regionalNatAt(world, header.destination);
  if (regional !== undefined) return go({ kind: 'regional-nat', id: regional.id, az: undefined }, flight);
  const api = world.network.apiGateways.find(({ address }) => address !== undefined && sameAddress(address, header.destination));
  if (api !== undefined) {
    if (header.protocol === 'tcp' && header.destinationPort === 443) return finish({ kind: 'api', api, header });
    return dropped(api.id, 'ELBV2_LISTENERS_MISMATCH');
  }
  // 1.17: the address stays with the account.
  if (isOfAccount(world, header.destination)) return dropped(entityId('internet'), 'NO_POSSIBLE_DESTINATION');
  const outside = outsideAt(world, header.destination);
  return finish({ kind: 'outside', id: outside?.id ?? entityId('internet'), header });
}

/** 1.17: whether a public address belongs to the account, with a resource that has it or without. */
export function isOfAccount(world: Setting, address: Address): boolean {
  return (
    publicOwner(world, address) !== undefined ||
    regionalNatAt(world, address) !== undefined ||
    world.held.some((own) => sameAddress(own, address)) ||
    world.network.unused.some((block) => contains(block, address))
  );
}

/** The narrowest resource outside that holds the address. */
export function outsideAt({ network }: { readonly network: Pick<Network, 'outside'> }, address: Address): Outside | undefined {
  let best: { readonly outside: Outside; readonly length: number } | undefined;
  for (const outside of network.outside) {
    for (const prefix of outside.prefixes) {
      if (contains(prefix, address) && (best === undefined || prefix.length > best.length))
        best = { outside, length: prefix.length };
    }
  }
  return best?.outside;
}

function regionalNatAt({ network }: Pick<World, 'network'>, address: Address): RegionalNat | undefined {
  return network.regionalNats.find(({ addresses }) => addresses.some((own) => sameAddress(own.public, address)));
}

/** The internet gateway of a VPC. */
export function gatewayOf({ network }: World, vpc: Vpc): { readonly id: EntityId } | undefined {
  return network.gateways.find((gateway) => gateway.kind === 'igw' && gateway.vpc === vpc);
}
