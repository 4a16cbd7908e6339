// VPC peering connections: packets of one VPC into the other, not through it.
// Source: VPC Peering Guide, "How VPC peering connections work"; Amazon VPC User Guide, "NAT gateway basics" (return to sender).
import { farSide, type Peering } from '#language/network/connectors.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, move, type Outcome, type Router } from '#language/trace/location.ts';
import { unknownOwner } from './route-lookup.ts';

/** Into the connection. `undefined`: it does not connect this VPC to another one. */
export function passPeering(journal: Journal, { vpc }: Router, peering: Peering, packet: Packet): Outcome | undefined {
  const far = farSide(peering, vpc);
  if (far === undefined) return undefined;
  if (journal.mayBeIn(far, packet.destination) === false) {
    journal.block('drop', peering, packet, 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', () => ({
      kind: 'peering',
      peering,
      vpc: far,
      result: 'outside-vpc',
      destination: packet.destination,
      decidedBy: peering.id,
    }));
    return LOST;
  }
  return cross(journal, peering, far, packet);
}

/** Out of the connection, in the other VPC: no route is looked up, the interface with the address gets the packet. */
export function leavePeering(journal: Journal, vpc: Vpc, peering: Peering, packet: Packet): Outcome {
  const owned = journal.ownerIn(vpc, packet.destination);
  if (owned !== undefined) return move(packet, { kind: 'arriving', interface: owned.interface, crossing: true });
  const owner = unknownOwner(journal, vpc, packet.destination);
  if (owner !== undefined) return owner;
  journal.block('drop', vpc, packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'peering',
    peering,
    vpc,
    result: 'no-owner',
    destination: packet.destination,
  }));
  return LOST;
}

/** Replies to a NAT gateway in a peered VPC return to it, whatever the routes in this VPC are. */
export function returnToSender(journal: Journal, { vpc }: Router, packet: Packet): Outcome | undefined {
  if (journal.direction === 'forward') return undefined;
  for (const peering of journal.network.peerings) {
    const far = farSide(peering, vpc);
    const nat = far && natAt(journal, far, packet);
    if (far !== undefined && nat !== undefined) return cross(journal, peering, far, packet);
  }
  return undefined;
}

function natAt(journal: Journal, vpc: Vpc, packet: Packet): object | undefined {
  const owned = journal.ownerIn(vpc, packet.destination);
  const nat = owned && journal.network.byId.get(owned.interface.owner);
  return nat?.kind === 'nat' && journal.table.answered(nat, 'translation', packet) !== undefined ? nat : undefined;
}

/** Into the other VPC. */
export function cross(journal: Journal, peering: Peering, far: Vpc, packet: Packet): Outcome {
  journal.crossed = peering;
  journal.pass('forward', peering, packet, () => ({
    kind: 'peering',
    peering,
    vpc: far,
    result: 'crossed',
    destination: packet.destination,
    decidedBy: peering.id,
  }));
  return move(packet, { kind: 'peered', vpc: far, peering });
}
