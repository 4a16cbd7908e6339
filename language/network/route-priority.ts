// Which of several routes decides about a packet: the longest destination that contains its address, then the stronger origin.
// Sources: Amazon VPC User Guide, "How route priority works"; AWS Transit Gateway Guide, "How AWS Transit Gateway works", route evaluation order.
import type { Address, Family, Prefix } from './address.ts';
import { spendOn } from './budget.ts';
import type { TransitRoute } from './connectors.ts';
import type { RouteOrigin } from './route-table.ts';

/** What competes for an address. Candidates without an origin are equally strong. */
export interface Candidate {
  readonly destination: Prefix;
  readonly origin?: RouteOrigin | TransitRoute['origin'];
}

/** The candidate that decides about an address. Of two that are equal in length and origin, the first. */
export function routeTo<C extends Candidate>(candidates: readonly C[], { family, bits }: Address): C | undefined {
  return strongest(candidates, family, bits, bits);
}

/** The candidate that decides about every address of a block for which no longer one exists. */
export function routeAround<C extends Candidate>(candidates: readonly C[], { family, first, last }: Prefix): C | undefined {
  return strongest(candidates, family, first, last);
}

/** Whether the route is learned from an attachment, a VPN connection or a Direct Connect link. Otherwise the text states it, or it is local. */
export function isPropagated({ origin }: { readonly origin: NonNullable<Candidate['origin']> }): boolean {
  return PROPAGATED[origin];
}

/** Negative if the first origin is stronger than the second, positive if it is weaker: an order for `toSorted`. */
export function compareOrigins(a: Candidate['origin'], b: Candidate['origin']): number {
  return rankOf(a) - rankOf(b);
}

function strongest<C extends Candidate>(candidates: readonly C[], family: Family, first: bigint, last: bigint): C | undefined {
  spendOn(candidates.length);
  let best: C | undefined;
  for (const candidate of candidates) {
    const { destination } = candidate;
    const isAround = destination.family === family && destination.first <= first && last <= destination.last;
    if (isAround && (best === undefined || isStronger(candidate, best))) best = candidate;
  }
  return best;
}

function isStronger({ destination, origin }: Candidate, than: Candidate): boolean {
  if (destination.length !== than.destination.length) return destination.length > than.destination.length;
  return compareOrigins(origin, than.origin) < 0;
}

function rankOf(origin: Candidate['origin']): number {
  return origin === undefined ? 0 : RANK[origin];
}

/** One order for both kinds of table: `vpc` and `vpn` occur in transit gateways only, `local`, `vpn-static` and `vpn-bgp` in VPCs only. */
const RANK: Readonly<Record<NonNullable<Candidate['origin']>, number>> = {
  local: 0,
  static: 1,
  'prefix-list': 2,
  vpc: 3,
  'direct-connect': 4,
  vpn: 5,
  'vpn-static': 5,
  'vpn-bgp': 6,
};

const PROPAGATED: Readonly<Record<NonNullable<Candidate['origin']>, boolean>> = {
  local: false,
  static: false,
  'prefix-list': false,
  vpc: true,
  'direct-connect': true,
  vpn: true,
  'vpn-static': true,
  'vpn-bgp': true,
};
