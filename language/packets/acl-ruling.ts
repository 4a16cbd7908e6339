// The rules of a network ACL that match one end → what they allow and deny. The first match decides.
// Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists".
import type { AclEntry } from '#language/network/filters.ts';
import { ALL_PORTS, type PortRange } from '#language/network/traffic.ts';
import { intersect, subtract } from './intervals.ts';
import { type Header, matchesProtocol, portsOf, split } from './match.ts';
import { type TrafficSet, trafficSetOf } from './traffic-set.ts';

/** The result for a packet whose destination port may be any of a range. */
export interface Ruling {
  readonly allowed: readonly PortRange[];
  /** Without an entry: no entry matches these ports, so rule `*` denies them. */
  readonly denied: readonly { readonly ports: readonly PortRange[]; readonly entry?: AclEntry }[];
  /** The entry that allows the first allowed ports. */
  readonly allowedBy?: AclEntry;
}

/** Decides port by port: each entry takes its ports out of those that are left. The entries are in order of evaluation. `ports`: those that the packet may have. */
export function ruling(
  entries: readonly AclEntry[],
  header: Header,
  ports: readonly PortRange[] = [header.destinationPort?.range ?? ALL_PORTS],
): Ruling {
  const allowed: PortRange[] = [];
  const denied: { readonly ports: readonly PortRange[]; readonly entry?: AclEntry }[] = [];
  let allowedBy: AclEntry | undefined;
  let left = ports;
  for (const entry of entries) {
    if (left.length === 0) break;
    if (!matchesProtocol(entry.traffic, header)) continue;
    const { inside, outside } = split(left, header.destinationPort === undefined ? [ALL_PORTS] : portsOf(entry.traffic));
    if (inside.length === 0) continue;
    if (entry.action === 'deny') denied.push({ ports: inside, entry });
    else {
      allowed.push(...inside);
      allowedBy ??= entry;
    }
    left = outside;
  }
  if (left.length > 0) denied.push({ ports: left });
  return { allowed, denied, ...(allowedBy && { allowedBy }) };
}

/** The part of some traffic that an entry decides about. */
export interface Share {
  readonly entry: AclEntry;
  readonly traffic: TrafficSet;
}

/** Which entry decides about which part of the traffic, and the part that no entry matches. The entries are in order of evaluation. */
export function sharesOf(
  entries: readonly AclEntry[],
  traffic: TrafficSet,
): { readonly shares: readonly Share[]; readonly left: TrafficSet } {
  const shares: Share[] = [];
  let left = traffic;
  for (const entry of entries) {
    const own = intersect(left, trafficSetOf(entry.traffic));
    if (own.length === 0) continue;
    shares.push({ entry, traffic: own });
    left = subtract(left, own);
  }
  return { shares, left };
}
