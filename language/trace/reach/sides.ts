// What an expectation names → the parties to a call: resources one by one, and external hosts as one party with many addresses.
import type { Selector } from '#language/network/claim.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { exampleAddress } from '#language/packets/box.ts';
import { subtract } from '#language/packets/intervals.ts';
import { addressSetOf, singleAddress } from '#language/packets/packet-class.ts';
import { type ConnectionEnd, outsideAt } from '#language/trace/connection-end.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { BY_ITSELF, type Party, partiesOf, sendersOf } from '#language/trace/party.ts';
import type { Side } from './cover.ts';
import { calledFrom, externalEnds, familiesOf, internetEnd } from './ends.ts';

/** A party, and for external hosts all their addresses; the party has one of them as an example. */
export interface NamedParty {
  readonly party: Party;
  readonly outside: Side | undefined;
  /** Whether the text names one address: a call of it is also one in the VPC of the sender, whose resolver may have it. */
  readonly isOneAddress: boolean;
}

/** Every party that the selector names. For the internet, one external host if `one` is asked for. */
export function namedParties(network: Network, selector: Selector, internet: 'all' | 'one'): readonly NamedParty[] {
  return partiesNamed(network, selector, internet, partiesOf(network, selector));
}

/** Every party that the selector names as one who opens connections; one external host for the internet. */
export function namedSenders(network: Network, selector: Selector): readonly NamedParty[] {
  return partiesNamed(network, selector, 'one', sendersOf(network, selector));
}

function partiesNamed(
  network: Network,
  selector: Selector,
  internet: 'all' | 'one',
  parties: readonly Party[],
): readonly NamedParty[] {
  const inside = parties.filter(({ ends }) => isInside(network, ends));
  const isOneAddress = selector.kind === 'prefix' && selector.prefix.first === selector.prefix.last;
  const named = (party: Party): NamedParty => ({ party, outside: undefined, isOneAddress });
  const sides = outsideSides(network, selector, internet, inside.length > 0);
  const outside = sides.flatMap((side) => partyAt(side, isOneAddress));
  return inside.length > 0 || outside.length > 0 ? [...inside.map(named), ...outside] : parties.map(named);
}

/** Whether the ends are addresses of resources, not of external hosts. */
function isInside(network: Network, ends: readonly ConnectionEnd[]): boolean {
  return ends.some((end) => end.interface !== undefined || network.byId.get(end.id)?.kind === 'api-gateway');
}

function partyAt(side: Side, isOneAddress: boolean): readonly NamedParty[] {
  const example = exampleAddress(side.addresses, side.family);
  if (example === undefined) return [];
  const end = side.at(example);
  return [{ party: { id: end.id, ends: [end], ...BY_ITSELF }, outside: side, isOneAddress }];
}

/** The external addresses that a sender in the VPC can call; `undefined` for a resource. */
export function calledOutside(vpc: Vpc | undefined, { outside, isOneAddress }: NamedParty): Side | undefined {
  return outside === undefined || isOneAddress ? outside : calledFrom(vpc, outside);
}

function outsideSides(network: Network, selector: Selector, internet: 'all' | 'one', isPart: boolean): readonly Side[] {
  if (selector.kind === 'every' || selector.kind === 'name') return [];
  if (selector.kind === 'prefix') {
    const { prefix } = selector;
    // Of a block that resources are in, the rest is asked about only where nothing may get through.
    if (isPart && internet === 'one') return [];
    const own = addressSetOf([prefix], prefix.family);
    const addresses = subtract(own, lookupIn(network).owned[prefix.family]);
    const at = (address: ConnectionEnd['address']): ConnectionEnd => ({ ...outsideAt(network, address), written: address });
    return [{ family: prefix.family, addresses, at }];
  }
  const kind = network.byId.get(selector.id)?.kind;
  if (kind === 'internet' && internet === 'all') return familiesOf(network).map((family) => internetEnd(network, family).side);
  // One address of a host is enough, so they are alternatives of one party where something must get through.
  if (kind !== 'network' && kind !== 'vpc' && (kind !== 'host' || internet === 'one')) return [];
  const sides = externalEnds(network).flatMap(({ id, side }) => (id === selector.id ? [side] : []));
  return kind === 'network' && internet === 'one' ? sides.map((side) => aroundVpcs(network, side)) : sides;
}

/** Of a wide network, such as `0.0.0.0/0`, the addresses that are not those of a VPC: these need not reach anything from outside. */
function aroundVpcs({ vpcs }: Network, side: Side): Side {
  const prefixes = vpcs.flatMap((vpc) => vpc.prefixes);
  const addresses = subtract(side.addresses, addressSetOf(prefixes, side.family));
  return addresses.length === 0 ? side : { ...side, addresses };
}

/** The side of a query for one end of a call. `caller`: the other end, if this one is called. */
export function sideOf(named: NamedParty, end: ConnectionEnd, caller?: ConnectionEnd): Side {
  const address = end.written ?? end.address;
  const { outside } = named;
  if (outside === undefined) return { family: address.family, addresses: singleAddress(address), at: () => end };
  // An endpoint takes over the name of the host, whichever of its addresses it has.
  if (end.written !== undefined && end.written !== end.address)
    return { family: outside.family, addresses: outside.addresses, at: (own) => ({ ...end, address: own }) };
  const called = calledOutside(caller?.interface?.subnet.vpc, named) ?? outside;
  // Who calls an address of the host passes such an endpoint by.
  return end.written === undefined ? called : { ...called, at: (own) => ({ ...called.at(own), written: own }) };
}
