// A network ACL, the addresses of one end and a range of ports → the ports that the network ACL allows.
import { WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import type { PortRange, Protocol } from '#language/network/traffic.ts';
import { ruling } from '#language/packets/acl-ruling.ts';
import { matchesProtocol, portsOf, split } from '#language/packets/match.ts';
import { possibleTraffic } from '#language/packets/traffic-set.ts';

/** The ports that a network ACL denies, and the rule that allows others. */
export interface Passing {
  readonly blocked: readonly PortRange[];
  /** The first rule that allows some of the ports; `undefined` if no rule does. */
  readonly passedBy: AclEntry | undefined;
}

/** What the network ACL allows, or may allow, for all addresses of `other`. Rules for only a part of that block are ignored. */
export function passing(
  acl: NetworkAcl,
  direction: AclEntry['direction'],
  { protocol, ports }: { readonly protocol: Protocol; readonly ports: PortRange },
  other: Prefix,
): Passing {
  const entries = acl.entries
    .filter(
      (entry) => entry.direction === direction && (mayAllow(entry) || entry.prefixes.some((prefix) => covers(prefix, other))),
    )
    .map((entry) => (entry.action === 'allow' ? { ...entry, traffic: possibleTraffic(entry.traffic) } : entry));
  const { denied, allowedBy } = ruling(entries, { protocol, destinationPort: { number: ports.from, range: ports } });
  return { blocked: denied.flatMap((refused) => refused.ports), passedBy: allowedBy };
}

/** Whether an entry may allow any address, because the text does not know all of its addresses. */
function mayAllow({ action, unknown }: AclEntry): boolean {
  return action === 'allow' && unknown !== undefined;
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
      matchesProtocol(entry.traffic, { protocol }) &&
      (mayAllow(entry) || entry.prefixes.some((prefix) => overlaps(prefix, other))) &&
      split([ports], portsOf(possibleTraffic(entry.traffic))).inside.some(({ from, to }) => to - from >= WIDE_RANGE),
  );
}
