// Two rules → whether one covers the other.
import { covers } from '#language/network/address.ts';
import type { Peer } from '#language/network/filters.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/packets/match.ts';

/** Whether `outer` matches all traffic that `inner` matches. */
export function coversTraffic(outer: Traffic, inner: Traffic): boolean {
  if (outer.protocol === 'all') return true;
  if (outer.protocol !== inner.protocol) return false;
  if (outer.icmpType !== undefined && outer.icmpType !== inner.icmpType) return false;
  return split(portsOf(inner), portsOf(outer)).outside.length === 0;
}

/** Whether `outer` contains all addresses of `inner`. A group is never compared with addresses, because its members may change. */
export function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'group' || inner.kind === 'group') {
    return outer.kind === 'group' && inner.kind === 'group' && outer.group === inner.group;
  }
  return inner.prefixes.every((prefix) => outer.prefixes.some((wider) => covers(wider, prefix)));
}
