// Network ACLs: stateless, in order of their numbers, asked only where a packet enters or leaves a subnet.
// Source: Amazon VPC User Guide, "Control subnet traffic with network access control lists" and "Custom network ACLs".
import { formatAddress } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl, Subnet } from '#language/network/network.ts';
import { ALL_PORTS, formatPorts, formatTraffic, type Packet, type PortRange } from '#language/network/traffic.ts';
import type { Journal } from './journal.ts';
import { inAny, portsOf, speaksOf, split } from './match.ts';

/** What a list says about a packet whose destination port may be any one of a range. */
interface Ruling {
  readonly allowed: readonly PortRange[];
  readonly denied: readonly { readonly ports: readonly PortRange[]; readonly entry?: AclEntry }[];
  /** The entry that let the first allowed ports pass. */
  readonly allowedBy?: AclEntry;
}

/** Asks the list of the subnet that the packet enters (`inbound`) or leaves (`outbound`). */
export function filterByAcl(journal: Journal, subnet: Subnet, direction: AclEntry['direction'], packet: Packet): void {
  const { networkAcl } = subnet;
  const ruling = rule(networkAcl, direction, packet);
  const place = { id: subnet.id, kind: subnet.kind };
  const refused = ruling.denied[0];
  const enough = journal.choices.ports === 'any' && ruling.allowed.length > 0;
  if (refused === undefined || enough) {
    const by = `network-acl ${networkAcl.name} ${direction}${ruling.allowedBy === undefined ? '' : ` ${numberOf(ruling.allowedBy)}`}`;
    const written = ruling.allowedBy === undefined || ruling.allowedBy.isDefault ? {} : { decidedBy: ruling.allowedBy.id };
    journal.pass('filter', place, packet, { by, reason: allowedReason(ruling), ...written });
    return;
  }
  const line = refused.entry?.id ?? networkAcl.id;
  const by = `network-acl ${networkAcl.name} ${direction} ${refused.entry === undefined ? '*' : refused.entry.number}`;
  journal.block('filter', place, packet, 'SUBNET_ACL_RESTRICTION', {
    by,
    reason: refusedReason(ruling, direction, packet),
    decidedBy: line,
    partly: ruling.allowed.length > 0,
  });
}

function numberOf({ number, isDefault }: AclEntry): string {
  return isDefault ? `${number} (default: all)` : `${number}`;
}

/** First match decides, port by port: a rule takes its ports out of what is left for the next one. */
function rule(acl: NetworkAcl, direction: AclEntry['direction'], packet: Packet): Ruling {
  const other = direction === 'inbound' ? packet.source : packet.destination;
  const allowed: PortRange[] = [];
  const denied: { readonly ports: readonly PortRange[]; readonly entry?: AclEntry }[] = [];
  let allowedBy: AclEntry | undefined;
  let left: readonly PortRange[] = [packet.destinationPort?.range ?? ALL_PORTS];
  for (const entry of acl.entries) {
    if (left.length === 0) break;
    if (entry.direction !== direction || !speaksOf(entry.traffic, packet) || !inAny(entry.prefixes, other)) continue;
    const { inside, outside } = split(left, packet.destinationPort === undefined ? [ALL_PORTS] : portsOf(entry.traffic));
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

function allowedReason({ allowedBy }: Ruling): string {
  return allowedBy === undefined ? 'The list allows it.' : `Rule ${allowedBy.number} allows ${formatTraffic(allowedBy.traffic)}.`;
}

function refusedReason({ allowed, denied }: Ruling, direction: AclEntry['direction'], packet: Packet): string {
  const first = denied[0];
  const who = first?.entry === undefined ? 'No rule matches, so rule * denies' : `Rule ${first.entry.number} denies`;
  const other = direction === 'inbound' ? `from ${formatAddress(packet.source)}` : `to ${formatAddress(packet.destination)}`;
  if (allowed.length === 0) return `${who} ${packet.protocol}${portText(packet)} ${other}.`;
  const blocked = formatPorts(denied.flatMap(({ ports }) => ports));
  return `${who} part of the ports that may be in use here (${packet.protocol} ${blocked} ${other}): it works with some connections and not with others.`;
}

function portText({ destinationPort }: Packet): string {
  if (destinationPort === undefined) return '';
  const { number, range } = destinationPort;
  return range.from === range.to ? ` ${number}` : ` ${range.from}-${range.to}`;
}
