// A subnet or an interface in; how it meets the internet out.
import { exposureOf, isPublic } from '#language/network/exposure.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, Network, Subnet } from '#language/network/network.ts';

/** The internet gateway of a public subnet. */
export function gatewayOf(subnet: Subnet): EntityId | undefined {
  const exposure = exposureOf(subnet);
  return exposure.kind === 'public' && exposure.route.target.kind === 'igw' ? exposure.route.target.id : undefined;
}

/** Whether packets from the internet can be sent to it: a public subnet, and an address that the gateway maps or that is public itself (IPv6). */
export function facesInternet({ addresses, subnet }: Interface): boolean {
  return isPublic(subnet) && addresses.some((address) => address.public !== undefined || address.private.family === 6);
}

/** The id of the internet, as a list that is never longer than one. */
export function internetOf(network: Network): readonly EntityId[] {
  return network.outside.filter(({ kind }) => kind === 'internet').map(({ id }) => id);
}
