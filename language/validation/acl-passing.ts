// A network ACL, the addresses of one end and a range of ports → the ports that the network ACL allows.
import { WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { PortRange, Protocol } from '#language/network/traffic.ts';
import { portsOf, split } from '#language/packets/match.ts';

/** The ports that a network ACL denies, and the rule that allows others. */
export interface Passing {
  readonly blocked: readonly PortRange[];
  /** The first rule that allows some of the ports; `undefined` if no rule does. */
  readonly passedBy: AclEntry | undefined;
}

/** What the network ACL allows for all addresses of `other`. Rules for only a part of that block are ignored. */
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

/** Whether some rule allows a wide range of the ports for a part of the block. */
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
