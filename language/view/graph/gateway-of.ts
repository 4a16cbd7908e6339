// A subnet, an interface or a block → how it connects to the internet.
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import { exposureOf, isPublic } from '#language/network/exposure.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';

/** The internet gateway of a public subnet. */
export function gatewayOf(subnet: Subnet): EntityId | undefined {
  return gatewayRouteOf(subnet)?.gateway;
}

/** The internet gateway of a public subnet, and the route that leads there. */
export function gatewayRouteOf(subnet: Subnet): { readonly gateway: EntityId; readonly route: EntityId } | undefined {
  const exposure = exposureOf(subnet);
  if (exposure.kind !== 'public' || exposure.route.target.kind !== 'igw') return undefined;
  return { gateway: exposure.route.target.id, route: exposure.route.id };
}

/** Whether packets from the internet can reach it: it is in a public subnet and has an address that the gateway maps, or a public IPv6 address. */
export function facesInternet({ addresses, subnet }: Interface): boolean {
  return isPublic(subnet) && addresses.some((address) => address.public !== undefined || address.private.family === 6);
}

/** The id of the internet, as a list of at most one. */
export function internetOf(network: Network): readonly EntityId[] {
  return network.outside.filter(({ kind }) => kind === 'internet').map(({ id }) => id);
}

/** Whether the block or a part of it is not routed on the internet. */
export function isPrivateUse(prefix: Prefix): boolean {
  return prefix.length > 0 && UNROUTED_PREFIXES.some((range) => overlaps(range, prefix));
}

/** Whether packets to the block leave the private networks: it is everything, or no part of it is private. */
export function leadsOut(destination: Prefix): boolean {
  return !UNROUTED_PREFIXES.some((range) => covers(range, destination));
}
