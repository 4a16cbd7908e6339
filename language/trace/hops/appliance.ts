// Appliances between two ends: instances that forward packets of other hosts, and those behind a Gateway Load Balancer endpoint.
// Source: Amazon VPC User Guide, "Example routing options" and "Gateway route tables" (both directions must cross the same appliance);
// EC2 User Guide, "Elastic network interfaces" (source/destination check).
import type { Interface } from '#language/network/interface.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome } from '#language/trace/location.ts';
import { unknownBehind } from './behind-instance.ts';
import { owns } from './interface.ts';

/** Forwards packets of other hosts, by the interface at which they arrived. `undefined`: the packet is for the instance itself. */
export function passAppliance(journal: Journal, appliance: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  if (iface.sourceDestCheck || owns(journal, iface, packet.destination)) return undefined;
  const reason = unknownBehind(journal, appliance, iface, packet);
  if (reason !== undefined) return end({ kind: 'unknown', reason });
  return inspect(journal, appliance, packet) ? move(packet, { kind: 'leaving', interface: iface }) : LOST;
}

/**
 * Whether the packet goes on. An appliance is assumed to forward everything, except replies whose request it has not seen. `keeper`: what
 * must see both directions.
 */
export function inspect(
  journal: Journal,
  appliance: Workload | VpcEndpoint,
  packet: Packet,
  keeper: object = appliance,
): boolean {
  journal.crossed = 'middlebox';
  if (journal.direction === 'forward') journal.table.inspected(appliance.id, keeper, packet);
  else if (journal.table.inspectedAnswer(keeper, packet) === undefined) {
    journal.block('drop', appliance, packet, 'NO_STATE', () => ({
      kind: 'inspection',
      appliance,
      result: 'no-state',
      decidedBy: appliance.id,
    }));
    return false;
  }
  journal.pass('forward', appliance, packet, () => ({
    kind: 'inspection',
    appliance,
    result: 'forwarded',
    decidedBy: appliance.id,
    assumed: true,
  }));
  return true;
}
