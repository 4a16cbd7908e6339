// Which route applies to a packet, and to which other packets it also applies.
// Source: Amazon VPC User Guide, "How route priority works".
import { type Address, contains, hostPrefix, type Prefix, WIDTH } from '#language/network/address.ts';
import { possibleOwner } from '#language/network/completeness.ts';
import type { TransitRoute, TransitRouteTable, UncertainTransitRoute } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import { type Candidate, compareOrigins, routeTo } from '#language/network/route-priority.ts';
import { type Route, type RouteTable, targetId, type UncertainRoute } from '#language/network/route-table.ts';
import { type Statement, unknownSentence } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { subtract } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf } from '#language/packets/packet-class.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, type Outcome } from '#language/trace/location.ts';

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

/** Why an address of the VPC may have an owner, although the text names none. */
export function statementAboutOwner(journal: Journal, vpc: Vpc, address: Address): Statement | undefined {
  if (journal.lookup.isComplete) return undefined;
  return possibleOwner(journal.network, vpc, (prefixes) => journal.isIn(prefixes, address));
}

/** The end of a packet in a VPC in which no known resource has its address, but an unknown one may; `undefined` if none can. */
export function unknownOwner(journal: Journal, vpc: Vpc, address: Address): Outcome | undefined {
  const why = statementAboutOwner(journal, vpc, address);
  if (why === undefined) return undefined;
  return end({ kind: 'unknown', reason: unknownSentence(why), ...(!vpc.isExternal && { ownedIn: vpc }) });
}

/** A route that is followed. `uncertain`: the statement that leaves open whether it is in force. */
export interface Followed<C> {
  readonly route: C | undefined;
  readonly uncertain?: Statement;
}

/**
 * The route in force for a packet: one of several equal ones. Where the text leaves open which one that is, those that may be better are
 * followed, too. Without a route, the packet is dropped.
 */
export function followedRoute(journal: Journal, at: EntityId, table: RouteTable, address: Address): Followed<Route> {
  const best = bestRouteOf(journal, table, address);
  const better = betterRoutes(journal, table, best, address);
  return oneOf(
    journal,
    at,
    best === undefined ? [] : [best, ...rivalsOf(table, best, address)],
    better.map((route) => ({ ...route, destination: route.destination ?? hostPrefix(address) })),
    (route) => targetId(route) ?? route.id,
  );
}

/** The same for a table of a transit gateway. */
export function followedTransitRoute(
  journal: Journal,
  at: EntityId,
  table: TransitRouteTable,
  address: Address,
): Followed<TransitRoute> {
  const best = bestRouteOf(journal, table, address);
  const better = (table.uncertain ?? []).filter((route) => mayBeat(route, best, address));
  return oneOf(
    journal,
    at,
    best === undefined ? [] : [best],
    better.map((route) => ({ ...route, destination: hostPrefix(address) })),
    ({ id }) => id,
  );
}

/** One of the best known routes, which are equal, or of those that may be better. */
export function oneOf<C>(
  { course }: Journal,
  at: EntityId,
  best: readonly C[],
  better: readonly (C & Statement)[],
  idOf: (route: C) => EntityId,
): Followed<C> {
  const [first] = better;
  const known: readonly Followed<C>[] = (best.length === 0 ? [undefined] : best).map((route) => ({
    route,
    ...(first && { uncertain: first }),
  }));
  const chosen = course.choices.choose(
    'route',
    at,
    [...known, ...better.map((route) => ({ route, uncertain: route }))],
    ({ route }) => (route === undefined ? at : idOf(route)),
    ({ uncertain }) => uncertain && unknownSentence(uncertain),
  );
  return chosen ?? { route: undefined };
}

/**
 * Routes that the table may have, and that are better than the best known one for the address then: a prefix of any length, unless it cannot
 * be longer, or leads to the same target.
 */
export function betterRoutes(
  journal: Journal,
  { uncertain = [] }: RouteTable,
  best: Route | undefined,
  address: Address,
): readonly UncertainRoute[] {
  return uncertain.filter(
    (route) => mayBeat(route, best, address) && (route.destination === undefined || journal.isIn([route.destination], address)),
  );
}

function mayBeat(
  route: UncertainRoute | UncertainTransitRoute,
  best: Route | TransitRoute | undefined,
  { family }: Address,
): boolean {
  if (best === undefined) return true;
  if (leadSame(route.target, best.target)) return false;
  // AWS accepts routes within a local route only if they lead to what inspects packets.
  if (best.origin === 'local' && !('attachment' in route.target) && route.origin !== 'local' && !mayInspect(route.target))
    return false;
  const length = ('destination' in route ? route.destination?.length : undefined) ?? WIDTH[family];
  if (length !== best.destination.length) return length > best.destination.length;
  return compareOrigins(route.origin, best.origin) <= 0;
}

function leadSame(a: Route['target'] | TransitRoute['target'], b: Route['target'] | TransitRoute['target']): boolean {
  if ('attachment' in a || 'attachment' in b) return 'attachment' in a && 'attachment' in b && a.attachment === b.attachment;
  if ('id' in a || 'id' in b) return 'id' in a && 'id' in b && a.id === b.id;
  return a.kind === b.kind && a.kind !== 'unknown' && a.kind !== 'missing';
}

function mayInspect({ kind }: Route['target'] | TransitRoute['target']): boolean {
  return kind === 'unknown' || kind === 'appliance' || kind === 'nat-instance' || kind === 'endpoint' || kind === 'nat';
}

/**
 * The routes of other prefix lists to the address, with the same length and other targets: AWS picks one of them at random.
 * Source: Amazon VPC User Guide, "How route priority works".
 */
function rivalsOf({ routes }: RouteTable, best: Route, address: Address): readonly Route[] {
  if (best.origin !== 'prefix-list') return [];
  const all = routes.filter(
    (route) =>
      route.origin === 'prefix-list' &&
      route.destination.length === best.destination.length &&
      contains(route.destination, address) &&
      targetId(route) !== targetId(best),
  );
  return [...new Map(all.map((route) => [targetId(route), route])).values()];
}
