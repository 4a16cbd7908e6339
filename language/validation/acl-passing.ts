// A network ACL, one end's addresses and a range of ports → the ports that the list lets pass.
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/network.ts';
import type { PortRange, Protocol } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/trace/match.ts';

export interface Passing {
  readonly blocked: readonly PortRange[];
  /** The rule that lets the first ports pass; `undefined` if none does. */
  readonly passedBy: AclEntry | undefined;
}

/** What the list lets pass for at least some address of the block: a denial counts only if it is for all of it. */
export function passing(
  acl: NetworkAcl,
  direction: AclEntry['direction'],
  { protocol, ports }: { readonly protocol: Protocol; readonly ports: PortRange },
  other: Prefix,
): Passing {
  let open: readonly PortRange[] = [ports];
  let refused: readonly PortRange[] = [];
  let passedBy: AclEntry | undefined;
  for (const entry of acl.entries) {
    const speaks = entry.traffic.protocol === 'all' || entry.traffic.protocol === protocol;
    const concerns = entry.prefixes.some((prefix) => (entry.action === 'deny' ? covers(prefix, other) : overlaps(prefix, other)));
    if (entry.direction !== direction || !speaks || !concerns) continue;
    const { inside, outside } = split(open, portsOf(entry.traffic));
    if (entry.action === 'deny') refused = [...refused, ...inside];
    else if (inside.length > 0) passedBy ??= entry;
    open = outside;
  }
  return { blocked: [...refused, ...open], passedBy };
}
