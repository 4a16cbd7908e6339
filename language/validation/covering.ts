// The peers of two rules → whether one covers the other.
import { covers } from '#language/network/address.ts';
import type { Peer } from '#language/network/filters.ts';

/** Whether `outer` contains all addresses of `inner` for certain. A group is never compared with addresses, because its members may change. */
export function coversPeer(outer: Peer, inner: Peer): boolean {
  if (outer.kind === 'group' || inner.kind === 'group') {
    return outer.kind === 'group' && inner.kind === 'group' && outer.group === inner.group;
  }
  return inner.unknown === undefined && inner.prefixes.every((prefix) => outer.prefixes.some((wider) => covers(wider, prefix)));
}
