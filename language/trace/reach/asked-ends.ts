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
  /** This address alone. */
  readonly address?: Address;
}

/** The connection ends that the selector names. */
export function endsNamed(network: Network, selector: Selector): AskedEnds {
  const ids = new Set(connectionEndsOf(network, selector).map(({ id }) => id));
  return { has: (id) => ids.has(id) };
}

/** The resources that have the address, at this address alone; else the external host with it. `undefined` if no host can have it. */
export function endsAt(network: Network, address: Address, side: 'from' | 'to'): AskedEnds | undefined {
  const owners = ownersOf(network, address);
  const [first] = owners;
  if (first !== undefined) {
    const ids = new Set(owners.map(({ id }) => id));
    // A resource sends from its private address, also where others see its public one.
    const own = side === 'from' ? first.sendsFrom : address;
    return { has: (id) => ids.has(id), ...(own && { address: own }) };
  }
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

interface Owner {
  readonly id: EntityId;
  readonly sendsFrom: Address | undefined;
}

function ownersOf(network: Network, address: Address): readonly Owner[] {
  const lookup = lookupIn(network);
  const inside = network.interfaces.flatMap(({ owner, addresses }): readonly Owner[] => {
    const own = addresses.find(
      (one) => sameAddress(one.private, address) || (one.public !== undefined && sameAddress(one.public, address)),
    );
    return own === undefined ? [] : [{ id: owner, sendsFrom: own.private }];
  });
  const gateways = [lookup.apiGateway(address), lookup.regionalNat(address)].flatMap((found) => found?.id ?? []);
  return [...inside, ...gateways.map((id): Owner => ({ id, sendsFrom: undefined }))];
}
