// Two rules → whether one says all that the other says.
import { covers } from '#language/network/address.ts';
import type { Peer } from '#language/network/filters.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/packets/match.ts';

/** Whether every packet that `inner` speaks of is one that `outer` speaks of. */
export function coversTraffic(outer: Traffic, inner: Traffic): boolean {
  if (outer.protocol === 'all') return true;
  if (outer.protocol !== inner.protocol) return false;
  if (outer.icmpType !== undefined && outer.icmpType !== inner.icmpType) return false;
  return split(portsOf(inner), portsOf(outer)).outside.length === 0;
}

/** Whether everybody of `inner` is in `outer`. A group and addresses are never compared: who carries a group may change. */
export function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'group' || inner.kind === 'group') {
    return outer.kind === 'group' && inner.kind === 'group' && outer.group === inner.group;
  }
  return inner.prefixes.every((prefix) => outer.prefixes.some((wider) => covers(wider, prefix)));
}
