// The way between two resources, and the addresses of an end outside, as people say them.
import type { Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
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

/** `nat-a, main`: subnets, a pod's own node, and the internet gateway behind which a receiver in another VPC stands go without saying. */
export function placesText(network: Network, naming: Naming, from: EntityId, to: EntityId, via: readonly EntityId[]): string {
  return via
    .filter((id) => !goesWithoutSaying(network, from, to, id))
    .map(naming)
    .join(', ');
}

function goesWithoutSaying({ byId }: Network, from: EntityId, to: EntityId, id: EntityId): boolean {
  const [place, sender, receiver] = [byId.get(id), byId.get(from), byId.get(to)];
  if (id === to || place?.kind === 'subnet' || (sender !== undefined && 'node' in sender && sender.node === id)) return true;
  if (place?.kind !== 'igw' || sender === undefined || !('vpc' in sender)) return false;
  return receiver !== undefined && 'vpc' in receiver && receiver.vpc === place.vpc && sender.vpc !== place.vpc;
}
