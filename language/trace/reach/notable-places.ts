// The path of a pair → the places on it that are worth showing.
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';

/**
 * The places of `via` without those that follow from the ends. These are subnets, the node of a pod, the receiver itself, and the
 * internet gateway of a receiver in another VPC.
 */
export function notablePlaces(network: Network, from: EntityId, to: EntityId, via: readonly EntityId[]): readonly EntityId[] {
  return via.filter((id) => !follows(network, from, to, id));
}

function follows({ byId }: Network, from: EntityId, to: EntityId, id: EntityId): boolean {
  const [place, sender, receiver] = [byId.get(id), byId.get(from), byId.get(to)];
  if (id === to || place?.kind === 'subnet' || (sender !== undefined && 'node' in sender && sender.node === id)) return true;
  if (place?.kind !== 'igw' || sender === undefined || !('vpc' in sender)) return false;
  return receiver !== undefined && 'vpc' in receiver && receiver.vpc === place.vpc && sender.vpc !== place.vpc;
}
