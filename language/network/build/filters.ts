// Security groups and network ACLs with what AWS adds to them, and those that every VPC has by default.
import type { AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import { EVERYWHERE } from '#language/network/outside.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Explicit, Identified } from './explicit.ts';
import type { NetworkAclPart, SecurityGroupPart } from './parts.ts';

/** A VPC. In an external one, nothing is added. */
type Container = Identified & Pick<Vpc, 'isExternal'>;

const ALL_TRAFFIC: Traffic = { protocol: 'all', ports: [] };

/** AWS reserves this name for the group that it creates itself. Source: Amazon VPC User Guide, "Default security groups for your VPCs". */
const DEFAULT = 'default';

/** The groups, and a default group for each VPC that states none. `defaults`: for each VPC the id of its default group. */
export function explicitGroups(
  vpcs: readonly Container[],
  parts: readonly SecurityGroupPart[],
): { readonly groups: readonly Explicit<SecurityGroup>[]; readonly defaults: ReadonlyMap<EntityId, EntityId> } {
  const stated = parts.map(groupOf);
  // The first one counts where a VPC has several of that name.
  const written = new Map(
    stated.toReversed().flatMap(({ id, vpc, isDefault }) => (isDefault && vpc !== undefined ? [[vpc, id] as const] : [])),
  );
  const added = vpcs.flatMap(({ id, isExternal = false }) =>
    isExternal || written.has(id) ? [] : [{ vpc: id, group: defaultGroup(id) }],
  );
  const defaults = new Map([...written, ...added.map(({ vpc, group }) => [vpc, group.id] as const)]);
  return { groups: [...stated, ...added.map(({ group }) => group)], defaults };
}

/** Source: Amazon VPC User Guide, "Security group rules" (a new group has one outbound rule that allows all). */
function groupOf({ defaultEgress, ...group }: SecurityGroupPart): Explicit<SecurityGroup> {
  const rules = defaultEgress ? [...group.rules, allowAllEgress(group.id)] : group.rules;
  return { ...group, isDefault: group.name === DEFAULT && group.external !== 'unnamed' && group.vpc !== undefined, rules };
}

/** All from itself, all out. Source: Amazon VPC User Guide, "Default security groups for your VPCs". */
function defaultGroup(vpc: EntityId): Explicit<SecurityGroup> {
  const id = entityId(`${vpc}#security-group-default`);
  const fromItself: SecurityGroupRule = {
    id: entityId(`${id}-ingress`),
    direction: 'ingress',
    traffic: ALL_TRAFFIC,
    peer: { kind: 'group', group: id, text: DEFAULT },
    isDefault: true,
  };
  return { kind: 'security-group', id, name: DEFAULT, vpc, isDefault: true, rules: [fromItself, allowAllEgress(id)] };
}

function allowAllEgress(group: EntityId): SecurityGroupRule {
  return {
    id: partId(group, 'egress-default', 1),
    direction: 'egress',
    traffic: ALL_TRAFFIC,
    peer: { kind: 'prefixes', prefixes: EVERYWHERE, text: 'any' },
    isDefault: true,
  };
}

/**
 * The network ACLs with their entries in order of evaluation, then the default one of each VPC. An external VPC has one only if the text gives
 * it subnets, which is reported elsewhere.
 */
export function explicitAcls(
  vpcs: readonly Container[],
  subnets: readonly Pick<Explicit<Subnet>, 'vpc'>[],
  parts: readonly NetworkAclPart[],
): readonly Explicit<NetworkAcl>[] {
  const stated = parts.map((acl) => ({
    ...acl,
    isDefault: false,
    entries: acl.entries.toSorted((a, b) => a.number - b.number),
  }));
  const inUse = new Set(subnets.map(({ vpc }) => vpc));
  const having = vpcs.filter(({ id, isExternal = false }) => !isExternal || inUse.has(id));
  return [...stated, ...having.map(({ id }) => defaultAcl(id))];
}

/** The id of the VPC's default network ACL. */
export function defaultAclId(vpc: EntityId): EntityId {
  return entityId(`${vpc}#network-acl-default`);
}

/** Rule 100 allows everything, in both directions. Source: Amazon VPC User Guide, "Default network ACL". */
function defaultAcl(vpc: EntityId): Explicit<NetworkAcl> {
  const id = defaultAclId(vpc);
  const entry = (direction: AclEntry['direction']): AclEntry => ({
    id: entityId(`${id}-${direction}`),
    direction,
    number: 100,
    action: 'allow',
    traffic: ALL_TRAFFIC,
    prefixes: EVERYWHERE,
    isDefault: true,
  });
  return { kind: 'network-acl', id, name: DEFAULT, vpc, isDefault: true, entries: [entry('inbound'), entry('outbound')] };
}
