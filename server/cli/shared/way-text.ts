// The way between two resources, and the addresses of an end outside, as people say them.
import type { Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { notablePlaces } from '#language/trace/reach/notable-places.ts';
import { blocksText } from './blocks-text.ts';
import type { Naming } from './names.ts';

/** ` from 198.51.100.0/24`; nothing for a sender inside, or where every address of one outside is meant. */
export function originText(network: Network, from: EntityId, sources: readonly Prefix[] | undefined): string {
  return addressesText(network, ' from', from, sources);
}

/** ` at 198.51.100.0/24`, likewise. */
export function targetText(network: Network, to: EntityId, destinations: readonly Prefix[] | undefined): string {
  return addressesText(network, ' at', to, destinations);
}

function addressesText(network: Network, word: string, id: EntityId, blocks: readonly Prefix[] | undefined): string {
  const text = blocks && blocksText(network, id, blocks);
  return text === undefined ? '' : `${word} ${text}`;
}

/** `nat-a, main`: the places that do not follow from the ends. */
export function placesText(network: Network, naming: Naming, from: EntityId, to: EntityId, via: readonly EntityId[]): string {
  return notablePlaces(network, from, to, via).map(naming).join(', ');
}
