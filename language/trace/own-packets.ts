// Packets for and from a machine's own addresses, at another of its interfaces.
import type { Interface } from '#language/network/interface.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import { owns } from './hops/interface.ts';
import type { Journal } from './journal.ts';
import { end, move, type Outcome } from './location.ts';
import { endLoop } from './routing-loop.ts';

/**
 * A packet for any address of the machine is its own, whichever interface it came by, and the reply leaves by the interface with that address: RFC 1122,
 * 3.3.4.2, the weak end system model, which Linux follows. A packet that the machine sent by another interface is dropped if it comes back: Linux,
 * ip-sysctl ("accept_local", off by default). `undefined`: neither.
 */
export function passOwnPacket(journal: Journal, machine: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  if (machine.interfaces.length === 1 || owns(journal, iface, packet.destination)) return undefined;
  const others = machine.interfaces.filter((other) => other !== iface);
  const called = others.find((other) => owns(journal, other, packet.destination));
  if (called !== undefined) return move(packet, { kind: 'host', interface: called });
  if (!others.some((other) => owns(journal, other, packet.source))) return undefined;
  return end(endLoop(journal, { kind: 'host', interface: iface }, packet, 0));
}
