// Appliances between two ends: instances that pass on packets of others, and what stands behind a Gateway Load Balancer endpoint.
// Source: Amazon VPC User Guide, "Example routing options" and "Gateway route tables" (both directions must cross the same appliance);
// EC2 User Guide, "Elastic network interfaces" (source/destination check).
import type { Interface } from '#language/network/interface.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Journal } from '#language/trace/journal.ts';
import { LOST, move, type Outcome } from '#language/trace/location.ts';
import { owns } from './interface.ts';

/** Sends on what is not its own, by the interface that it came in by. `undefined`: the packet is for the instance itself. */
export function passAppliance(journal: Journal, appliance: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  if (iface.sourceDestCheck || owns(journal, iface, packet.destination)) return undefined;
  return inspect(journal, appliance, packet) ? move(packet, { kind: 'leaving', interface: iface }) : LOST;
}

/** Whether the packet goes on: what appliances do is not in the file, but an answer to what they have not seen they drop. */
export function inspect(journal: Journal, appliance: Workload | VpcEndpoint, packet: Packet): boolean {
  journal.crossed = 'middlebox';
  if (journal.direction === 'forward') journal.table.inspected(appliance.id, packet);
  else if (!journal.table.inspectedAnswer(appliance.id, packet)) {
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
