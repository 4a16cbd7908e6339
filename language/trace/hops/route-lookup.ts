// Which route is in force for an address? The longest prefix wins; of two equally long ones the stronger origin.
// Source: Amazon VPC User Guide, "How route priority works".
import { type Address, contains, type Prefix } from '#language/network/address.ts';
import type { Route, RouteOrigin, RouteTable } from '#language/network/route-table.ts';
import { subtract } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import type { Journal } from '#language/trace/journal.ts';

const RANK: Readonly<Record<RouteOrigin, number>> = {
  local: 0,
  static: 1,
  'prefix-list': 2,
  'direct-connect': 3,
  'vpn-static': 4,
  'vpn-bgp': 5,
};

/** The route in force for an address; of two that are equal in everything the first. */
function bestRoute({ routes }: Pick<RouteTable, 'routes'>, address: Address): Route | undefined {
  let best: Route | undefined;
  for (const route of routes) {
    if (contains(route.destination, address) && (best === undefined || isStronger(route, best))) best = route;
  }
  return best;
}

function isStronger({ destination, origin }: Route, than: Route): boolean {
  if (destination.length !== than.destination.length) return destination.length > than.destination.length;
  return RANK[origin] < RANK[than.origin];
}

/** The same for a packet on its way, which remembers that it was asked. */
export function bestRouteOf(journal: Journal, table: RouteTable, address: Address): Route | undefined {
  const best = bestRoute(table, address);
  journal.packetClass?.narrow(address, () => ruledBy(table.routes, best?.destination, address));
  return best;
}

/** The addresses for which the block is the longest that matches; for no block, those that none matches (or rather: that one matches). */
export function ruledBy(
  routes: readonly { readonly destination: Prefix }[],
  block: Prefix | undefined,
  { family }: Pick<Address, 'family'>,
): AddressSet {
  const all = routes.map(({ destination }) => destination);
  if (block === undefined) return addressSetOf(all, family);
  const longer = all.filter(({ length }) => length > block.length);
  return subtract(addressSetOf([block], family), addressSetOf(longer, family));
}

/**
 * Another prefix list that claims the address with the same length and leads elsewhere: AWS picks one of them at random.
 * Source: Amazon VPC User Guide, "How route priority works".
 */
export function rivalOf({ routes }: RouteTable, best: Route, address: Address): Route | undefined {
  if (best.origin !== 'prefix-list') return undefined;
  return routes.find(
    (route) =>
      route.origin === 'prefix-list' &&
      route.destination.length === best.destination.length &&
      contains(route.destination, address) &&
      targetId(route) !== targetId(best),
  );
}

function targetId({ target }: Route): string | undefined {
  return 'id' in target ? target.id : target.kind;
}
