// Where something happens to a packet.
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind, Network } from '#language/network/network.ts';

/** A resource of the network at which a packet is. */
export interface Place {
  readonly id: EntityId;
  readonly kind: EntityKind;
}

/** The place of a resource. An id that the network does not have means the internet. */
export function placeAt(network: Network, id: EntityId): Place {
  return network.byId.get(id) ?? { id, kind: 'internet' };
}
