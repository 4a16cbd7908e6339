// What a remedy sees: one blocker on the way of a packet, and what is asked for. What it answers: changes that may remove the blocker.
import type { Prefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import { hasPorts, type Packet, type TraceDirection, type Traffic } from '#language/network/traffic.ts';
import { matches } from '#language/packets/match.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Change } from '#language/what-if/change/change.ts';

/** What the claim itself writes: lines of a fix repeat it. */
export interface Written {
  readonly traffic: readonly Traffic[];
  readonly blocks: readonly Prefix[];
}

/** One blocker. */
export interface Blocked {
  readonly network: Network;
  /** The connection on which it is: the first one, or one behind a load balancer. */
  readonly trace: Trace;
  readonly direction: TraceDirection;
  readonly hop: Hop;
  readonly written: Written;
}

/** Changes that belong together. */
export interface Candidate {
  readonly changes: readonly Change[];
  /** What to try instead if these changes do not remove the blocker: the same with the next best name. */
  readonly instead?: Candidate | undefined;
}

/** A candidate of these changes. */
export function together(...changes: readonly Change[]): Candidate {
  return { changes };
}

/** The first one, and the others one after the other in its place. */
export function firstOf([first, ...others]: readonly (readonly Change[])[]): readonly Candidate[] {
  return first === undefined ? [] : [{ changes: first, instead: firstOf(others)[0] }];
}

/** What may remove a blocker: none, or several candidates, of which one is enough. The search tries them with the engine. */
export type Remedy = (blocked: Blocked) => readonly Candidate[];

/** The hops before the blocker, in its direction. */
export function hopsBefore({ trace, direction, hop }: Blocked): readonly Hop[] {
  const hops = direction === 'forward' ? trace.forward : trace.return;
  const index = hops.indexOf(hop);
  return index < 0 ? hops : hops.slice(0, index);
}

/** The traffic that a filter must allow: what the claim writes, if that is about the packet; else the packet's protocol and port. */
export function trafficOf({ written, direction, hop: { packet } }: Blocked): Traffic {
  const exact = exactTraffic(packet);
  if (direction === 'return' || !hasPorts(packet.protocol)) return exact;
  return written.traffic.find((one) => one.ports.length > 0 && matches(one, packet)) ?? exact;
}

/** The packet's protocol and port, or ICMP type; for a reply, all ports to which it may go. */
function exactTraffic({ protocol, destinationPort, icmpType }: Packet): Traffic {
  if (hasPorts(protocol) && destinationPort !== undefined) return { protocol, ports: [destinationPort.range] };
  return { protocol, ports: [], ...(icmpType !== undefined && { icmpType }) };
}
