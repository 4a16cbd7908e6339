// Internet gateways map addresses one to one, ports untouched; egress-only ones let IPv6 out and answers in.
// Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway" and "… egress-only internet gateway".
import { formatAddress } from '#language/network/address.ts';
import type { InternetGateway } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal, Place } from './journal.ts';
import { LOST, move, type Outcome } from './location.ts';
import { type Owned, privateBy } from './lookup.ts';
import { bestRoute } from './route.ts';

/** Out of the VPC. IPv4 needs a public address that stands for the source; private destinations never pass. */
export function leaveByGateway(journal: Journal, gateway: InternetGateway, packet: Packet): Outcome {
  const place = { id: gateway.id, kind: gateway.kind };
  const by = `${gateway.kind === 'igw' ? 'internet gateway' : 'egress-only internet gateway'} ${gateway.name}`;
  if (packet.source.family === 6) return leaveUntranslated(journal, gateway, packet, place, by);
  if (gateway.kind === 'egress-igw') {
    journal.block('drop', place, packet, 'EGRESS_ONLY', {
      by,
      reason: 'An egress-only internet gateway carries IPv6 only.',
      decidedBy: gateway.id,
    });
    return LOST;
  }
  const owned = journal.lookup.privateOwner(gateway.vpc, packet.source);
  const shown = owned?.address.public;
  if (owned === undefined || shown === undefined) {
    const reason = `${formatAddress(packet.source)} has no public address, so the internet gateway drops it: give it one, or route through a NAT gateway.`;
    journal.block('drop', place, packet, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', {
      by,
      reason,
      decidedBy: owned?.interface.owner ?? gateway.id,
    });
    return LOST;
  }
  const range = privateBy(packet.destination);
  if (range !== undefined) {
    const reason = `${formatAddress(packet.destination)} is a private address (${range}): nothing on the internet answers to it.`;
    journal.block('drop', place, packet, `IGW_DESTINATION_ADDRESS_NOT_IN_${range}_EGRESS`, { by, reason });
    return LOST;
  }
  const translated = { ...packet, source: shown };
  journal.table.mapped(packet.source, packet.sourcePort, shown);
  journal.pass('translate', place, translated, {
    by,
    reason: `Source ${formatAddress(packet.source)} becomes its public address ${formatAddress(shown)}; the port stays.`,
    decidedBy: gateway.id,
  });
  return move(translated, { kind: 'outside' });
}

/** Into the VPC, to an address that one of its interfaces shows to the world. */
export function enterByGateway(journal: Journal, { interface: iface, address }: Owned, packet: Packet): Outcome {
  const { vpc } = iface.subnet;
  const gateway = journal.lookup.gateway(vpc, 'igw');
  if (gateway === undefined || answersLeaveEgressOnly(iface, packet)) return enterEgressOnly(journal, iface, packet);
  const place = { id: gateway.id, kind: gateway.kind };
  const by = `internet gateway ${gateway.name}`;
  const range = packet.source.family === 4 ? privateBy(packet.source) : undefined;
  if (range !== undefined) {
    const reason = `${formatAddress(packet.source)} is a private address (${range}) and cannot come from the internet.`;
    journal.block('drop', place, packet, `IGW_SOURCE_ADDRESS_NOT_IN_${range}_INGRESS`, { by, reason });
    return LOST;
  }
  const translated = { ...packet, destination: address.private };
  const reason =
    packet.destination.family === 6
      ? 'IPv6 is not translated.'
      : `Destination ${formatAddress(packet.destination)} becomes the private address ${formatAddress(address.private)}.`;
  journal.pass(packet.destination.family === 6 ? 'forward' : 'translate', place, translated, {
    by,
    reason,
    decidedBy: gateway.id,
  });
  return move(translated, { kind: 'arriving', interface: iface, crossing: true });
}

function leaveUntranslated(journal: Journal, gateway: InternetGateway, packet: Packet, place: Place, by: string): Outcome {
  if (gateway.kind === 'egress-igw') {
    journal.remember({
      at: gateway.id,
      kind: gateway.kind,
      keeper: keeperOf(gateway),
      before: packet,
      after: packet,
      outbound: true,
    });
  }
  journal.pass('forward', place, packet, { by, reason: 'IPv6 is not translated.', decidedBy: gateway.id });
  return move(packet, { kind: 'outside' });
}

/** Where a subnet's way to the sender is an egress-only gateway, the sender cannot open a connection to it. */
function answersLeaveEgressOnly({ subnet }: Owned['interface'], { source }: Packet): boolean {
  return source.family === 6 && bestRoute(subnet.routeTable, source)?.target.kind === 'egress-igw';
}

/** Only answers to what left by an egress-only gateway come in. */
function enterEgressOnly(journal: Journal, iface: Owned['interface'], packet: Packet): Outcome {
  const { vpc } = iface.subnet;
  const egressOnly = journal.lookup.gateway(vpc, 'egress-igw');
  if (egressOnly !== undefined && packet.source.family === 6) {
    const place = { id: egressOnly.id, kind: egressOnly.kind };
    const by = `egress-only internet gateway ${egressOnly.name}`;
    if (journal.table.answered(keeperOf(egressOnly), packet) !== undefined) {
      journal.pass('forward', place, packet, {
        by,
        reason: 'It answers a connection that was opened from inside.',
        decidedBy: egressOnly.id,
      });
      return move(packet, { kind: 'arriving', interface: iface, crossing: true });
    }
    journal.block('drop', place, packet, 'EGRESS_ONLY', {
      by,
      reason: 'Nobody inside opened this connection: an egress-only gateway lets answers in, nothing else.',
      decidedBy: egressOnly.id,
    });
    return LOST;
  }
  const reason = `${vpc.name} has no internet gateway, so nothing reaches ${formatAddress(packet.destination)} from outside.`;
  journal.block('drop', { id: vpc.id, kind: 'vpc' }, packet, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', {
    by: `vpc ${vpc.name}`,
    reason,
    decidedBy: vpc.id,
  });
  return LOST;
}

function keeperOf({ id }: InternetGateway): string {
  return `egress-only ${id}`;
}
