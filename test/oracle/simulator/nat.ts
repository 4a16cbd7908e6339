// NAT gateways, zonal and regional (section 6), and NAT instances (section 7).
import { NAT_PORTS } from '#language/aws/limits.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Workload } from '#language/network/workload.ts';
import { gatewayOf, isPrivate } from './gateways.ts';
import { answers, type Flight, type Header, reverse } from './header.ts';
import { deliverLocally, lookup } from './routes.ts';
import { dropped, finish, go, type Next, owns, publicOwner, type World } from './world.ts';

/** A packet to the public address of the NAT instance that translates it, which AWS does not document. */
export const TO_ITSELF = 'a NAT instance that meets itself';

/** 6.20: idle seconds after which a connection expires. */
const IDLE = 350;

/** The header of an answer after the device has put the client's end back. */
export function restored(answer: Header, before: Header): Header {
  return { ...reverse(before), icmpType: answer.icmpType, icmpCode: answer.icmpCode };
}

/** A packet inside a zonal NAT gateway or a NAT instance. */
export function throughNat(world: World, nat: NatGateway | Workload, iface: Interface, flight: Flight): Next {
  const { header } = flight;
  const keeper = `nat ${nat.id}`;
  if (owns(iface, header.destination)) {
    // 6.13: what it sent itself is no answer, even where the ports look like one.
    if (nat.kind === 'nat' && publicOwner(world, header.source)?.iface === iface) return dropped(nat.id, 'NO_NAT_SESSION');
    const entry = world.entries.find((one) => one.keeper === keeper && answers(header, one.after));
    const isExpired = nat.kind === 'nat' && world.idleSeconds > IDLE;
    if (entry !== undefined && !isExpired)
      return go({ kind: 'leave', iface }, { ...flight, header: restored(header, entry.before) });
    // 6.13: a gateway takes answers only. An instance is a machine like any other.
    return nat.kind === 'nat' ? dropped(nat.id, 'NO_NAT_SESSION') : finish({ kind: 'interface', iface, header });
  }
  if (nat.kind === 'nat' && !isTranslatable(header)) return dropped(nat.id, 'NAT_PROTOCOL');
  if (nat.kind !== 'nat' && publicOwner(world, header.destination)?.iface === iface) world.assumed.add(TO_ITSELF);
  const own = iface.addresses.find(({ private: address }) => address.family === header.source.family)?.private;
  if (own === undefined) return dropped(nat.id, 'NO_ADDRESS');
  const after: Header = { ...header, source: own, sourcePort: portOf(world, nat, header) };
  world.entries.push({ keeper, before: header, after });
  return go({ kind: 'leave', iface }, { header: after, origin: { vpc: iface.subnet.vpc, way: 'same-vpc' } });
}

/** 6.4: any port; 7.5: masquerade keeps it (assumed). */
function portOf(world: World, nat: NatGateway | Workload, { sourcePort }: Header): number | undefined {
  if (sourcePort === undefined) return undefined;
  if (nat.kind === 'nat') return world.choose.port(`nat ${nat.id}`, NAT_PORTS);
  world.assumed.add('7.5');
  return sourcePort;
}

/** 6.9 */
function isTranslatable({ protocol, source }: Header): boolean {
  return source.family === 4 && (protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp');
}

/** 6.7: no subnet, no interface; out under a public address, back by its own table. `az`: of the subnet that sends. */
export function throughRegionalNat(world: World, id: EntityId, az: string | undefined, flight: Flight): Next {
  const nat = world.network.regionalNats.find((one) => one.id === id);
  if (nat === undefined) return { kind: 'unknown', why: 'no such NAT gateway' };
  const { header } = flight;
  const igw = gatewayOf(world, nat.vpc);
  const isOwn = nat.addresses.some((own) => own.public.bits === header.destination.bits);
  if (isOwn) {
    if (igw === undefined) return dropped(nat.vpc.id, 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS');
    const entry = world.entries.find((one) => one.keeper === `nat ${nat.id}` && answers(header, one.after));
    if (entry === undefined || world.idleSeconds > IDLE) return dropped(nat.id, 'NO_NAT_SESSION');
    return byItsTable(world, nat, { ...flight, header: restored(header, entry.before) });
  }
  if (!isTranslatable(header)) return dropped(nat.id, 'NAT_PROTOCOL');
  // 6.18: in manual mode only the AZs with addresses.
  const candidates = nat.addresses.filter((own) => own.az === undefined || az === undefined || own.az === az);
  const [address] = nat.mode === 'manual' ? candidates : candidates.length > 0 ? candidates : nat.addresses;
  if (address === undefined) {
    world.assumed.add('6.18');
    return dropped(nat.id, 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION');
  }
  const sourcePort = header.sourcePort === undefined ? undefined : world.choose.port(`nat ${nat.id}`, NAT_PORTS);
  const after: Header = { ...header, source: address.public, sourcePort };
  world.entries.push({ keeper: `nat ${nat.id}`, before: header, after });
  return byItsTable(world, nat, { header: after, origin: undefined });
}

function byItsTable(world: World, nat: RegionalNat, flight: Flight): Next {
  const target = lookup(world, nat.routeTable, flight.header.destination)?.target;
  if (target === undefined) return dropped(nat.id, 'NO_ROUTE_TO_DESTINATION');
  if (target.kind === 'local') return deliverLocally(world, nat.vpc, undefined, flight);
  if (target.kind !== 'igw')
    return { kind: 'unknown', why: 'a regional NAT gateway that leads to something else than the internet' };
  const igw = gatewayOf(world, nat.vpc);
  if (igw === undefined) return dropped(nat.id, 'BAD_STATE_ROUTE');
  if (isPrivate(flight.header.destination)) return dropped(igw.id, 'IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
  if (nat.vpc.blockPublicAccess === 'bidirectional') return dropped(igw.id, 'VPC_BLOCK_PUBLIC_ACCESS_ENABLED');
  return go({ kind: 'internet' }, flight);
}
