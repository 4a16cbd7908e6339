// The two ends of every path: leaving an interface, and arriving at one.
// Source: Reachability Analyzer guide, "Getting started using the AWS CLI" (the order of the checks).
import type { Interface } from '#language/network/interface.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { type CarriedGroups, LOST, move, type Outcome } from '#language/trace/location.ts';
import type { Place } from '#language/trace/place.ts';
import { filterByAcl, noteSkipped } from './network-acl.ts';
import { filterByGroups } from './security-group.ts';

/** The resource that owns the interface, as a place. */
export function placeOf(journal: Journal, { owner }: Interface): Place {
  return journal.network.byId.get(owner) ?? { id: owner, kind: 'instance' };
}

/** Source check, security groups outbound, then directly to a neighbour in the subnet, or past the network ACL to the router. */
export function leaveInterface(journal: Journal, iface: Interface, packet: Packet): Outcome {
  const place = placeOf(journal, iface);
  if (iface.sourceDestCheck && !owns(journal, iface, packet.source)) {
    journal.block('drop', place, packet, 'ENI_SOURCE_DEST_CHECK_RESTRICTION', () => ({
      kind: 'source-dest-check',
      resource: iface.owner,
      checked: 'source',
      address: packet.source,
      decidedBy: iface.owner,
    }));
    return LOST;
  }
  filterByGroups(journal, iface, 'egress', packet, place);
  const neighbour = journal.ownerIn(iface.subnet.vpc, packet.destination);
  if (neighbour?.interface.subnet === iface.subnet) {
    if (journal.direction === 'forward' && (place.kind === 'alb' || place.kind === 'nlb'))
      noteSkipped(journal, iface.subnet, packet);
    // Source: Reachability Analyzer explanation codes, ELB_ACL_RESTRICTION.
    if (journal.direction === 'forward' && place.kind === 'clb') filterByAcl(journal, iface.subnet, 'outbound', packet);
    return move(packet, { kind: 'arriving', interface: neighbour.interface, crossing: false });
  }
  filterByAcl(journal, iface.subnet, 'outbound', packet);
  return move(packet, { kind: 'routing', subnet: iface.subnet });
}

/** The network ACL if the packet enters the subnet, security groups inbound, destination check. */
export function arriveAtInterface(
  journal: Journal,
  iface: Interface,
  packet: Packet,
  crossing: boolean,
  carriedGroups: CarriedGroups | undefined,
): Outcome {
  const place = placeOf(journal, iface);
  if (crossing) filterByAcl(journal, iface.subnet, 'inbound', packet);
  filterByGroups(journal, iface, 'ingress', packet, place, carriedGroups);
  if (iface.sourceDestCheck && !owns(journal, iface, packet.destination)) {
    journal.block('drop', place, packet, 'ENI_SOURCE_DEST_CHECK_RESTRICTION', () => ({
      kind: 'source-dest-check',
      resource: iface.owner,
      checked: 'destination',
      address: packet.destination,
      decidedBy: iface.owner,
    }));
    return LOST;
  }
  return move(packet, { kind: 'host', interface: iface });
}

/** Whether the packet's address is a private (or IPv6) address of the interface. */
export function owns(journal: Journal, iface: Interface, address: Packet['source']): boolean {
  return iface.addresses.some((own) => journal.isAt(own.private, address));
}
