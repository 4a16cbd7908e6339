// Whether a rule matches a packet by protocol, ports and ICMP type: the same for security groups and network ACLs.
import { spendOn } from '#language/network/budget.ts';
import { ALL_PORTS, hasPorts, type Packet, type PortRange, type Traffic } from '#language/network/traffic.ts';

/** The fields of a packet that rules compare, apart from addresses. */
export type Header = Pick<Packet, 'protocol' | 'destinationPort' | 'icmpType' | 'icmpCode'>;

/** Whether the rule's protocol matches the packet, and its ICMP type and code if it names them. Ports are not compared: see `portsOf`. */
export function matchesProtocol({ protocol, icmpType, icmpCode }: Traffic, packet: Header): boolean {
  if (protocol === 'all') return true;
  if (protocol !== packet.protocol) return false;
  if (icmpType === undefined) return true;
  return icmpType === packet.icmpType && (icmpCode === undefined || icmpCode === (packet.icmpCode ?? 0));
}

/** The destination ports that the rule matches for certain. All ports if it names none or the protocol has none. */
export function portsOf(traffic: Traffic): readonly PortRange[] {
  return hasPorts(traffic.protocol) && (traffic.ports.length > 0 || traffic.unknown !== undefined) ? traffic.ports : EVERY_PORT;
}

const EVERY_PORT: readonly PortRange[] = [ALL_PORTS];

/** Whether the rule matches the packet for certain, including its destination port. */
export function matches(traffic: Traffic, packet: Header): boolean {
  if (!matchesProtocol(traffic, packet)) return false;
  const port = packet.destinationPort?.number;
  if (port === undefined) return true;
  spendOn(traffic.ports.length);
  for (const { from, to } of portsOf(traffic)) if (from <= port && port <= to) return true;
  return false;
}

/** The parts of the ranges inside `by`, and the parts outside. */
export function split(
  ranges: readonly PortRange[],
  by: readonly PortRange[],
): { readonly inside: readonly PortRange[]; readonly outside: readonly PortRange[] } {
  const inside: PortRange[] = [];
  let outside = ranges;
  spendOn(ranges.length * by.length);
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
