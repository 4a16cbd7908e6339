// Network ACLs → whether they allow replies to the connections that they allow. Network ACLs are stateless: each reply needs a rule.

import { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import { RULES_PER_ACL } from '#language/aws/quotas.ts';
import { WIDE_RANGE } from '#language/aws/risky-ports.ts';
import { covers, overlaps, type Prefix } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl } from '#language/network/filters.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { Interface } from '#language/network/interface.ts';
import { sourcePortsOf } from '#language/network/kinds.ts';
import { perObject } from '#language/network/memo.ts';
import type { EntityKind, Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { hasPorts, type PortRange } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { portsOf } from '#language/packets/match.ts';
import { maySomePass, passing } from './acl-passing.ts';
import { interfacesBySubnet } from './placement.ts';

/** An entry that allows connections, and what its network ACL does with their replies. */
export interface Answered {
  readonly acl: NetworkAcl;
  readonly entry: AclEntry;
  /** The CIDR block of the other end, as written in the entry. */
  readonly prefix: Prefix;
  /** Ephemeral ports that replies may go to, depending on the client. */
  readonly needed: PortRange;
  /** The needed ports that no rule allows. */
  readonly blocked: readonly PortRange[];
  /** The first rule that allows needed ports for the whole block, if there is one. */
  readonly passedBy: AclEntry | undefined;
  /** Whether no rule allows any reply, not even for a part of the block. */
  readonly isHopeless: boolean;
}

/** Each allow entry with the state of its replies, for all custom network ACLs that a subnet uses. */
export const answersOf = perObject((network: Network): readonly Answered[] => {
  const subnets = groupBy(network.subnets, ({ networkAcl }) => networkAcl.id);
  const tenants = interfacesBySubnet(network);
  const siblings = groupBy(network.subnets, ({ vpc }) => vpc.id);
  return network.networkAcls.flatMap((acl) => {
    const isTooLong = acl.entries.length > 4 * RULES_PER_ACL.most;
    const own = acl.isDefault || isTooLong ? [] : (subnets.get(acl.id) ?? []);
    const families = new Set(own.flatMap(({ prefixes }) => prefixes.map(({ family }) => family)));
    const around = { network, acl, own, tenants, siblings: siblings.get(acl.vpc.id) ?? [] };
    return acl.entries
      .filter(opensConnections)
      .flatMap((entry) =>
        entry.prefixes.flatMap((prefix) => (families.has(prefix.family) ? [answered(around, entry, prefix)] : [])),
      );
  });
});

interface Around {
  readonly network: Network;
  readonly acl: NetworkAcl;
  readonly own: readonly Subnet[];
  readonly tenants: ReadonlyMap<Subnet['id'], readonly Interface[]>;
  readonly siblings: readonly Subnet[];
}

function answered(around: Around, entry: AclEntry, prefix: Prefix): Answered {
  const { acl } = around;
  const needed = entry.direction === 'inbound' ? portsOfCallers(around, prefix, acl.vpc) : portsOfTenants(around, around.own);
  const back = entry.direction === 'inbound' ? 'outbound' : 'inbound';
  const answers = { protocol: entry.traffic.protocol === 'udp' ? 'udp' : 'tcp', ports: needed } as const;
  const { blocked, passedBy: first } = passing(acl, back, answers, prefix);
  // A rule for a service may contain a few of the ports by chance: it is not for replies.
  const passedBy = countOf([needed]) - countOf(blocked) > WIDE_RANGE ? first : undefined;
  const isHopeless = passedBy === undefined && !maySomePass(acl, back, answers, prefix);
  return { acl, entry, prefix, needed, blocked, passedBy, isHopeless };
}

function countOf(ranges: readonly PortRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** Whether an entry allows new connections. An entry with only wide ranges of high ports is for replies. */
function opensConnections({ action, traffic }: AclEntry): boolean {
  if (action === 'deny' || (traffic.protocol !== 'all' && !hasPorts(traffic.protocol))) return false;
  return !portsOf(traffic).every(({ from, to }) => from >= EPHEMERAL_PORTS.elsewhere.from && to - from >= WIDE_RANGE);
}

/** The ephemeral ports of clients in the block. Clients outside of the VPC may use any port above 1023. */
function portsOfCallers(around: Around, prefix: Prefix, vpc: Vpc): PortRange {
  if (!vpc.prefixes.some((block) => covers(block, prefix))) return EPHEMERAL_PORTS.elsewhere;
  const callers = around.siblings.filter(({ prefixes }) => prefixes.some((block) => overlaps(block, prefix)));
  return portsOfTenants(around, callers);
}

function portsOfTenants({ network, tenants }: Around, subnets: readonly Subnet[]): PortRange {
  const owners = subnets.flatMap(({ id }) => (tenants.get(id) ?? []).map(({ owner }) => network.byId.get(owner)));
  const ranges = owners.flatMap((owner) => (owner === undefined ? [] : ownRange(owner.kind)));
  return ranges[0] ?? EPHEMERAL_PORTS.linux;
}

/** Nothing for kinds that use the ports of Linux. A node gives the connections of its pods other ports. */
function ownRange(kind: EntityKind): readonly PortRange[] {
  const name = kind === 'pod' ? 'podBehindNode' : sourcePortsOf(kind);
  return name === 'linux' ? [] : [EPHEMERAL_PORTS[name]];
}
