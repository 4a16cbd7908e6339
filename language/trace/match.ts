// Does a rule speak of this packet? Protocol, ports and addresses, the same for groups and lists.
import { type Address, contains, type Prefix } from '#language/network/address.ts';
import { ALL_PORTS, hasPorts, type Packet, type PortRange, type Traffic } from '#language/network/traffic.ts';

/** Whether the rule's protocol (and ICMP type, if it names one) is the packet's. Ports are a matter of `portsOf`. */
export function speaksOf(traffic: Traffic, packet: Packet): boolean {
  if (traffic.protocol === 'all') return true;
  if (traffic.protocol !== packet.protocol) return false;
  return traffic.icmpType === undefined || traffic.icmpType === packet.icmpType;
}

/** The destination ports the rule matches; every port where it names none or the protocol has none. */
export function portsOf(traffic: Traffic): readonly PortRange[] {
  return hasPorts(traffic.protocol) && traffic.ports.length > 0 ? traffic.ports : [ALL_PORTS];
}

/** Whether the rule matches the packet's destination port, or the packet has none. */
export function coversPort(traffic: Traffic, packet: Packet): boolean {
  const port = packet.destinationPort?.number;
  return port === undefined || portsOf(traffic).some(({ from, to }) => from <= port && port <= to);
}

export function inAny(prefixes: readonly Prefix[], address: Address): boolean {
  return prefixes.some((prefix) => contains(prefix, address));
}

/** The parts of the ranges that lie inside of `by`, and those that lie outside. */
export function split(
  ranges: readonly PortRange[],
  by: readonly PortRange[],
): { readonly inside: readonly PortRange[]; readonly outside: readonly PortRange[] } {
  const inside: PortRange[] = [];
  let outside = ranges;
  for (const cut of by) {
    inside.push(...outside.flatMap((range) => intersect(range, cut)));
    outside = outside.flatMap((range) => without(range, cut));
  }
  return { inside, outside };
}

function intersect(a: PortRange, b: PortRange): readonly PortRange[] {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from <= to ? [{ from, to }] : [];
}

function without(range: PortRange, cut: PortRange): readonly PortRange[] {
  return [
    { from: range.from, to: Math.min(range.to, cut.from - 1) },
    { from: Math.max(range.from, cut.to + 1), to: range.to },
  ].filter(({ from, to }) => from <= to);
}
