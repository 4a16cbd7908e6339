// A network ACL, one end's addresses and a range of ports → the ports that the list lets pass.
import { WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { PortRange, Protocol } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/packets/match.ts';

export interface Passing {
  readonly blocked: readonly PortRange[];
  /** The rule that lets the first ports pass; `undefined` if none does. */
  readonly passedBy: AclEntry | undefined;
}

/** What the list lets pass for all addresses of the block: rules for a part of it are passed over. */
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
    const concerns = entry.prefixes.some((prefix) => covers(prefix, other));
    if (entry.direction !== direction || !speaksOf(entry, protocol) || !concerns) continue;
    const { inside, outside } = split(open, portsOf(entry.traffic));
    if (entry.action === 'deny') refused = [...refused, ...inside];
    else if (inside.length > 0) passedBy ??= entry;
    open = outside;
  }
  return { blocked: [...refused, ...open], passedBy };
}

/** Whether some rule lets a good part of the ports pass for a part of the block. */
export function maySomePass(
  acl: NetworkAcl,
  direction: AclEntry['direction'],
  { protocol, ports }: { readonly protocol: Protocol; readonly ports: PortRange },
  other: Prefix,
): boolean {
  return acl.entries.some(
    (entry) =>
      entry.direction === direction &&
      entry.action === 'allow' &&
      speaksOf(entry, protocol) &&
      entry.prefixes.some((prefix) => overlaps(prefix, other)) &&
      split([ports], portsOf(entry.traffic)).inside.some(({ from, to }) => to - from >= WIDE_RANGE),
  );
}

function speaksOf({ traffic }: AclEntry, protocol: Protocol): boolean {
  return traffic.protocol === 'all' || traffic.protocol === protocol;
}
