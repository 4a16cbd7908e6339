// Instances that pass on packets of others: firewalls and routers on a machine of one's own.
// Source: Amazon VPC User Guide, "Example routing options"; EC2 User Guide, "Elastic network interfaces" (source/destination check).
import type { Interface, Workload } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { owns } from './interface.ts';
import type { Journal } from './journal.ts';
import { move, type Outcome } from './location.ts';

/** Sends on what is not its own, by the interface that it came in by. `undefined`: the packet is for the instance itself. */
export function passAppliance(journal: Journal, appliance: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  if (iface.sourceDestCheck || owns(journal, iface, packet.destination)) return undefined;
  journal.crossed = 'middlebox';
  journal.pass('forward', appliance, packet, () => ({
    by: `${appliance.kind} ${appliance.name}`,
    reason: `${appliance.name} passes packets of others on (its source/destination check is off) and is supposed to let them all through.`,
    decidedBy: appliance.id,
    assumed: true,
  }));
  return move(packet, { kind: 'leaving', interface: iface });
}
