// Regional NAT gateways: one for the whole VPC, without subnet and interface, with their own route table.
// Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
import { NAT_IDLE_SECONDS, NAT_PORTS } from '#language/aws/limits.ts';
import { EXAMPLE_PORTS } from '#language/aws/ports.ts';
import type { RegionalNat } from '#language/network/gateways.ts';
import { hasPorts, type Packet } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, type Outcome, type Router } from '#language/trace/location.ts';
import { refuseUnsolicited, refuseUntranslatable, restoreClient } from './nat.ts';
import { routePacket } from './route.ts';

/** A packet at the gateway: from a client of the VPC, or from the internet. */
export function passRegionalNat(journal: Journal, nat: RegionalNat, from: Router | undefined, packet: Packet): Outcome {
  const router: Router = { place: nat, vpc: nat.vpc, table: nat.routeTable };
  if (from === undefined) {
    const answered = journal.table.answered(nat, 'translation', packet);
    if (answered === undefined || answered.expired) return refuseUnsolicited(journal, nat, packet, answered?.expired ?? false);
    return routePacket(journal, router, restoreClient(journal, nat, answered.entry, packet));
  }
  const az = from.subnet?.az;
  const serving = nat.addresses.find((address) => address.az !== undefined && address.az === az);
  if (nat.mode === 'manual' && serving === undefined && az !== undefined) {
    journal.block('drop', nat, packet, 'REGIONAL_NGW_ROUTE_AZ_RESTRICTION', () => ({
      kind: 'nat',
      nat,
      result: 'no-address-in-az',
      az,
      decidedBy: nat.id,
      assumed: true,
    }));
    return LOST;
  }
  const shown = (serving ?? nat.addresses[0])?.public;
  const refused = refuseUntranslatable(journal, nat, packet, shown);
  if (refused !== undefined || shown === undefined) return refused ?? LOST;
  const sourcePort = hasPorts(packet.protocol) ? { number: EXAMPLE_PORTS.natGateway, range: NAT_PORTS } : undefined;
  const translated: Packet = { ...packet, source: shown, sourcePort };
  journal.remember({
    at: nat.id,
    kind: nat.kind,
    keeper: nat,
    role: 'translation',
    before: packet,
    after: translated,
    outbound: true,
    idleTimeoutSeconds: NAT_IDLE_SECONDS,
  });
  journal.pass('translate', nat, translated, () => ({
    kind: 'translation',
    method: 'nat',
    translator: nat,
    reply: false,
    before: packet,
    after: translated,
    decidedBy: nat.id,
    // It is in no subnet, so no network ACL applies; AWS does not document this.
    assumed: true,
  }));
  return routePacket(journal, router, translated);
}
