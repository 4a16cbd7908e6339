// Which route applies to a packet, and to which other packets it also applies.
// Source: Amazon VPC User Guide, "How route priority works".
import { type Address, contains, type Prefix } from '#language/network/address.ts';
import { type Candidate, routeTo } from '#language/network/route-priority.ts';
import { type Route, type RouteTable, targetId } from '#language/network/route-table.ts';
import { subtract } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import type { Journal } from '#language/trace/journal.ts';

/** The route in force for the destination of a packet, which is noted as a question about that address. */
export function bestRouteOf<C extends Candidate>(
  journal: Journal,
  { routes }: { readonly routes: readonly C[] },
  address: Address,
): C | undefined {
  const best = routeTo(routes, address);
  journal.packetClass?.narrow(address, () => ruledBy(routes, best?.destination, address));
  return best;
}

/** The addresses for which the block is the longest match. Without a block, the addresses that have a match: `narrow` takes the other side. */
function ruledBy(
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
 * Another prefix list that contains the address, with the same length and another target: AWS picks one of them at random.
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
