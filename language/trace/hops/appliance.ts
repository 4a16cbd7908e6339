// Appliances between two ends: instances that pass on packets of others, and what stands behind a Gateway Load Balancer endpoint.
// Source: Amazon VPC User Guide, "Example routing options" and "Gateway route tables" (both directions must cross the same appliance);
// EC2 User Guide, "Elastic network interfaces" (source/destination check).
import type { Interface } from '#language/network/interface.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Journal, Place } from '#language/trace/journal.ts';
import { LOST, move, type Outcome } from '#language/trace/location.ts';
import { owns } from './interface.ts';

/** Sends on what is not its own, by the interface that it came in by. `undefined`: the packet is for the instance itself. */
export function passAppliance(journal: Journal, appliance: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  if (iface.sourceDestCheck || owns(journal, iface, packet.destination)) return undefined;
  const why = `${appliance.name} passes packets of others on (its source/destination check is off) and is supposed to let them all through.`;
  return inspect(journal, appliance, `${appliance.kind} ${appliance.name}`, why, packet)
    ? move(packet, { kind: 'leaving', interface: iface })
    : LOST;
}

/** Whether the packet goes on: what appliances do is not in the file, but an answer to what they have not seen they drop. */
export function inspect(journal: Journal, appliance: Place, by: string, reason: string, packet: Packet): boolean {
  journal.crossed = 'middlebox';
  if (journal.direction === 'forward') journal.table.inspected(appliance.id, packet);
  else if (!journal.table.inspectedAnswer(appliance.id, packet)) {
    journal.block('drop', appliance, packet, 'NO_STATE', () => ({
      by,
      reason:
        'It has not seen the packet that is answered here: the way there passes it by, and an appliance must see both directions.',
      decidedBy: appliance.id,
    }));
    return false;
  }
  journal.pass('forward', appliance, packet, () => ({ by, reason, decidedBy: appliance.id, assumed: true }));
  return true;
}
