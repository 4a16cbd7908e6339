// The path between two resources and the addresses of external ends, as text.
import { formatAddress, type Prefix } from '#language/network/address.ts';
import { isOutside } from '#language/network/completeness.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { notablePlaces } from '#language/trace/reach/notable-places.ts';
import { blocksText } from './blocks-text.ts';
import type { Naming } from './names.ts';

/** ` from 198.51.100.0/24`; empty if all addresses of the sender are meant. */
export function originText(network: Network, from: EntityId, sources: readonly Prefix[] | undefined): string {
  return addressesText(network, ' from', from, sources);
}

/** The same for a receiver: ` at 198.51.100.0/24`. */
export function targetText(network: Network, to: EntityId, destinations: readonly Prefix[] | undefined): string {
  return addressesText(network, ' at', to, destinations);
}

function addressesText(network: Network, word: string, id: EntityId, blocks: readonly Prefix[] | undefined): string {
  const resource = network.byId.get(id);
  const isInside = resource !== undefined && !isOutside(resource);
  const text = blocks && (isInside ? blocks.map(addressText).join(', ') : blocksText(network, id, blocks));
  return text === undefined ? '' : `${word} ${text}`;
}

/** Blocks of resources are single addresses. */
function addressText({ family, first }: Prefix): string {
  return formatAddress({ family, bits: first });
}

/** `nat-a, main`: the hops that do not follow from the two ends. */
export function placesText(network: Network, naming: Naming, from: EntityId, to: EntityId, via: readonly EntityId[]): string {
  return notablePlaces(network, from, to, via).map(naming).join(', ');
}
