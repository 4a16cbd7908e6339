// External VPCs: nothing is known of their routes and filters. Packets come out of them by the connections that the text has.
import { externalStatement } from '#language/network/completeness.ts';
import { attachmentOf, farSide } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import { INTERNET } from '#language/network/outside.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, move, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { cross } from './peering.ts';

/** A way out of an external VPC. */
interface Exit {
  readonly id: EntityId;
  readonly take: () => Outcome;
}

/** Which connection the packet takes is not known, so that all are followed. */
export function leaveExternal(journal: Journal, vpc: Vpc, packet: Packet): Outcome {
  const exit = journal.course.choices.choose('route', vpc.id, exitsOf(journal, vpc, packet), ({ id }) => id);
  if (exit === undefined) {
    journal.block('drop', vpc, packet, 'NO_ROUTE_TO_DESTINATION', () => ({
      kind: 'external-vpc',
      vpc,
      result: 'unconnected',
      destination: packet.destination,
      decidedBy: vpc.id,
    }));
    return LOST;
  }
  journal.doubtful('forward', vpc, packet, () => ({ kind: 'external-vpc', vpc, result: 'sends', decidedBy: vpc.id }));
  return exit.take();
}

function exitsOf(journal: Journal, vpc: Vpc, packet: Packet): readonly Exit[] {
  const { network, lookup } = journal;
  const { destination } = packet;
  const peerings = network.peerings.flatMap((peering): readonly Exit[] => {
    const far = farSide(peering, vpc);
    if (far === undefined || far.isExternal || journal.mayBeIn(far, destination) === false) return [];
    return [{ id: peering.id, take: () => cross(journal, peering, far, packet) }];
  });
  const gateways = network.transitGateways.flatMap((gateway): readonly Exit[] => {
    const attachment = attachmentOf(gateway, vpc.id);
    if (attachment === undefined) return [];
    return [{ id: gateway.id, take: () => move(packet, { kind: 'transit', gateway, attachment, az: undefined }) }];
  });
  const isPublic =
    lookup.publicOwner(destination) !== undefined ||
    lookup.regionalNat(destination) !== undefined ||
    lookup.apiGateway(destination) !== undefined;
  // The source address that the packet has on the internet is not known, so nor is what filters do with it.
  const overInternet = { id: INTERNET, take: () => unknownEnd(externalStatement(vpc)) };
  return [...peerings, ...gateways, ...(isPublic ? [overInternet] : [])];
}
