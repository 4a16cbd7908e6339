// A subnet → whether it is public or private, and the route that makes it public. Its name and the declared intent do not matter.
import type { Route } from './route-table.ts';
import type { Subnet } from './subnet.ts';

/** `route`: the one that leads to the internet gateway, where the subnet is public. */
export type Exposure = { readonly kind: 'public'; readonly route: Route } | { readonly kind: 'private' };

/** A subnet is public if one of its routes leads to an internet gateway (Amazon VPC User Guide, "Subnet types"). */
export function exposureOf(subnet: Subnet): Exposure {
  const route = subnet.routeTable.routes.find(({ target }) => target.kind === 'igw');
  return route === undefined ? { kind: 'private' } : { kind: 'public', route };
}

/** Whether the subnet is public by its routes. */
export function isPublic(subnet: Subnet): boolean {
  return exposureOf(subnet).kind === 'public';
}
