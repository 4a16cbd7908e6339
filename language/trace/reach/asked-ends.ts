// An address or a selector → the ends of a `reach` query.
import { type Address, sameAddress } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { connectionEndsOf } from '#language/trace/connection-end.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { externalEnds } from './ends.ts';
import type { Wanted } from './reach.ts';

/** Some of the ends of a network. */
export interface AskedEnds {
  readonly has: (id: EntityId) => boolean;
  /** Of an external host: this address alone. */
  readonly address?: Address;
}

/** The connection ends that the selector names. */
export function endsNamed(network: Network, selector: Selector): AskedEnds {
  const ids = new Set(connectionEndsOf(network, selector).map(({ id }) => id));
  return { has: (id) => ids.has(id) };
}

/** The resources that have the address, else the external host with it. `undefined` if no host can have it. */
export function endsAt(network: Network, address: Address): AskedEnds | undefined {
  const owners = new Set(ownersOf(network, address));
  if (owners.size > 0) return { has: (id) => owners.has(id) };
  const { id: outside } = lookupIn(network).outside(address) ?? {};
  const isThere = externalEnds(network, address).some(({ id }) => id === outside);
  return isThere ? { has: (id) => id === outside, address } : undefined;
}

/** What `reach` takes; without an end, all of them. */
export function wantedBetween(from: AskedEnds | undefined, to: AskedEnds | undefined): Wanted {
  return {
    ...(from && { from: from.has, ...(from.address && { fromAddress: from.address }) }),
    ...(to && { to: to.has, ...(to.address && { toAddress: to.address }) }),
  };
}

function ownersOf(network: Network, address: Address): readonly EntityId[] {
  const lookup = lookupIn(network);
  const inside = network.interfaces.filter(({ addresses }) =>
    addresses.some((own) => sameAddress(own.private, address) || (own.public !== undefined && sameAddress(own.public, address))),
  );
  const gateways = [lookup.apiGateway(address), lookup.regionalNat(address)].flatMap((found) => found?.id ?? []);
  return [...inside.map(({ owner }) => owner), ...gateways];
}
