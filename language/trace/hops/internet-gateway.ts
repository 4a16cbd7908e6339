// Internet gateways map addresses one to one and leave ports unchanged. Egress-only ones let IPv6 out and replies in.
// Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway" and "… egress-only internet gateway".
import type { InternetGateway } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn } from '#language/network/kinds.ts';
import { PRIVATE_BLOCKS } from '#language/network/known-addresses.ts';
import type { Route } from '#language/network/route-table.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { PublicAccess } from '#language/network/vpc.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, move, type Outcome } from '#language/trace/location.ts';
import type { Owned } from '#language/trace/lookup.ts';
import type { Hop } from '#language/trace/result.ts';
import { isPublicAccessBlocked } from './public-access.ts';
import { routePacket } from './route.ts';
import { bestRouteOf } from './route-lookup.ts';

/** Out of the VPC. IPv4 needs a public address for the source; private destinations are dropped. */
export function leaveByGateway(journal: Journal, gateway: InternetGateway, packet: Packet): Outcome {
  const nat = journal.lookup.regionalNat(packet.source);
  const owned = nat === undefined ? journal.ownerIn(gateway.vpc, packet.source) : undefined;
  const sender =
    nat === undefined
      ? owned && { of: owned.interface.owner, access: owned.interface.subnet.blockPublicAccess }
      : { of: nat.id, access: nat.vpc.blockPublicAccess };
  if (blockedFor(journal, gateway, sender, packet)) return LOST;
  if (packet.source.family === 6) return leaveUntranslated(journal, gateway, packet);
  if (gateway.kind === 'egress-igw') {
    journal.block('drop', gateway, packet, 'EGRESS_ONLY', () => ({
      kind: 'internet-gateway',
      gateway,
      result: 'ipv6-only',
      decidedBy: gateway.id,
    }));
    return LOST;
  }
  const range = privateRange(journal, packet.destination);
  if (range !== undefined) {
    const led = journal.lastRoute();
    journal.block('drop', gateway, packet, `IGW_DESTINATION_ADDRESS_NOT_IN_${range}_EGRESS`, () => ({
      kind: 'internet-gateway',
      gateway,
      result: 'private-destination',
      destination: packet.destination,
      range,
      ...ledBy(led),
    }));
    return LOST;
  }
  const shown = nat === undefined ? owned?.address.public : packet.source;
  if (shown === undefined) {
    journal.block('drop', gateway, packet, 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', () => ({
      kind: 'internet-gateway',
      gateway,
      result: 'no-public-address',
      source: packet.source,
      decidedBy: owned?.interface.owner ?? gateway.id,
    }));
    return LOST;
  }
  return nat === undefined ? mapSource(journal, gateway, packet, shown) : passPublic(journal, gateway, packet);
}

/** The route that led the packet here, and where it is looked up: what to change, since the gateway is not at fault. */
function ledBy(hop: Hop | undefined): { readonly route?: Route; readonly at?: EntityId; readonly decidedBy?: EntityId } {
  if (hop?.decision.kind !== 'route') return {};
  const { route } = hop.decision;
  return { route, at: hop.at, decidedBy: route.id };
}

function mapSource(journal: Journal, gateway: InternetGateway, packet: Packet, shown: Packet['source']): Outcome {
  const translated = { ...packet, source: shown };
  journal.table.mapped(packet.source, packet.sourcePort, shown);
  journal.pass('translate', gateway, translated, () => ({
    kind: 'translation',
    method: 'public-address',
    translator: gateway,
    before: packet,
    after: translated,
    decidedBy: gateway.id,
    // For packets that leave and enter again by one gateway, AWS does not document the source address.
    assumed: journal.lookup.publicOwner(packet.destination)?.interface.subnet.vpc === gateway.vpc,
  }));
  return move(translated, { kind: 'outside' });
}

/** The source is already a public address, of a regional NAT gateway. */
function passPublic(journal: Journal, gateway: InternetGateway, packet: Packet): Outcome {
  journal.pass('forward', gateway, packet, () => ({
    kind: 'internet-gateway',
    gateway,
    result: 'public-already',
    source: packet.source,
    decidedBy: gateway.id,
  }));
  return move(packet, { kind: 'outside' });
}

/** Into the VPC, to the public address of one of its interfaces. */
export function enterByGateway(journal: Journal, { interface: iface, address }: Owned, packet: Packet): Outcome {
  const { vpc } = iface.subnet;
  const gateway = journal.lookup.gateway(vpc, 'igw');
  if (gateway === undefined || repliesLeaveEgressOnly(journal, iface, packet)) return enterEgressOnly(journal, iface, packet);
  if (isClosedToInternet(journal, gateway, iface, packet)) return LOST;
  if (blockedFor(journal, gateway, { of: iface.owner, access: iface.subnet.blockPublicAccess }, packet)) return LOST;
  const range = packet.source.family === 4 ? privateRange(journal, packet.source) : undefined;
  if (range !== undefined) {
    journal.block('drop', gateway, packet, `IGW_SOURCE_ADDRESS_NOT_IN_${range}_INGRESS`, () => ({
      kind: 'internet-gateway',
      gateway,
      result: 'private-source',
      source: packet.source,
      range,
    }));
    return LOST;
  }
  const mapped = packet.destination.family === 4;
  const translated = mapped ? { ...packet, destination: address.private } : packet;
  journal.pass(mapped ? 'translate' : 'forward', gateway, translated, () =>
    mapped
      ? {
          kind: 'translation',
          method: 'public-address',
          translator: gateway,
          before: packet,
          after: translated,
          decidedBy: gateway.id,
        }
      : { kind: 'internet-gateway', gateway, result: 'untranslated', decidedBy: gateway.id },
  );
  if (gateway.routeTable === undefined) return move(translated, { kind: 'arriving', interface: iface, crossing: true });
  return routePacket(journal, { place: gateway, vpc, table: gateway.routeTable }, translated);
}

/**
 * Interfaces of internal load balancers accept nothing from the internet, not even over IPv6.
 * Source: Elastic Load Balancing, load balancer attributes (`ipv6.deny_all_igw_traffic`, on for internal load balancers).
 */
function isClosedToInternet(journal: Journal, gateway: InternetGateway, { owner }: Owned['interface'], packet: Packet): boolean {
  const resource = journal.network.byId.get(owner);
  if (resource === undefined || !resourceIn(resource, 'load-balancer') || resource.scheme !== 'internal') return false;
  journal.block('drop', gateway, packet, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', () => ({
    kind: 'internet-gateway',
    gateway,
    result: 'internal-load-balancer',
    balancer: resource,
    decidedBy: resource.id,
  }));
  return true;
}

function leaveUntranslated(journal: Journal, gateway: InternetGateway, packet: Packet): Outcome {
  if (gateway.kind === 'egress-igw') {
    journal.remember({
      at: gateway.id,
      kind: gateway.kind,
      keeper: gateway,
      role: 'tracking',
      before: packet,
      after: packet,
      outbound: true,
    });
  }
  journal.pass('forward', gateway, packet, () => ({
    kind: 'internet-gateway',
    gateway,
    result: 'untranslated',
    decidedBy: gateway.id,
  }));
  return move(packet, { kind: 'outside' });
}

/** Whether replies from the subnet would leave by an egress-only gateway, so that the sender cannot open a connection. */
function repliesLeaveEgressOnly(journal: Journal, { subnet }: Owned['interface'], { source }: Packet): boolean {
  return source.family === 6 && bestRouteOf(journal, subnet.routeTable, source)?.target.kind === 'egress-igw';
}

/** Only replies to packets that left by the egress-only gateway come in. */
function enterEgressOnly(journal: Journal, iface: Owned['interface'], packet: Packet): Outcome {
  const { vpc } = iface.subnet;
  const egressOnly = journal.lookup.gateway(vpc, 'egress-igw');
  if (egressOnly === undefined || packet.source.family !== 6) {
    journal.block('drop', vpc, packet, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', () => ({
      kind: 'no-internet-gateway',
      vpc,
      destination: packet.destination,
      decidedBy: vpc.id,
    }));
    return LOST;
  }
  if (journal.table.answered(egressOnly, 'tracking', packet) !== undefined) {
    journal.pass('forward', egressOnly, packet, () => ({
      kind: 'internet-gateway',
      gateway: egressOnly,
      result: 'reply',
      decidedBy: egressOnly.id,
    }));
    return move(packet, { kind: 'arriving', interface: iface, crossing: true });
  }
  journal.block('drop', egressOnly, packet, 'EGRESS_ONLY', () => ({
    kind: 'internet-gateway',
    gateway: egressOnly,
    result: 'unsolicited',
    decidedBy: egressOnly.id,
  }));
  return LOST;
}

interface InternalHost {
  readonly of: EntityId;
  readonly access: PublicAccess;
}

function blockedFor(journal: Journal, gateway: InternetGateway, internal: InternalHost | undefined, packet: Packet): boolean {
  const kind = internal && journal.network.byId.get(internal.of)?.kind;
  if (internal === undefined || kind === undefined || !isPublicAccessBlocked(internal.access, gateway.kind, kind)) return false;
  journal.block('drop', gateway, packet, 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED', () => ({
    kind: 'block-public-access',
    vpc: gateway.vpc,
    mode: internal.access,
    decidedBy: gateway.vpc.id,
  }));
  return true;
}

/** The RFC that makes the address private, if one does. Such addresses never cross an internet gateway. */
function privateRange(journal: Journal, address: Packet['source']): keyof typeof PRIVATE_BLOCKS | undefined {
  if (journal.isIn(PRIVATE_BLOCKS.RFC1918, address)) return 'RFC1918';
  return journal.isIn(PRIVATE_BLOCKS.RFC6598, address) ? 'RFC6598' : undefined;
}
