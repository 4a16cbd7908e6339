// Which interfaces a security group reference means. It means private addresses, and works only on some paths between two VPCs.
// Source: Amazon VPC User Guide, "Security group rules"; VPC Peering Guide, "Update your security groups to reference peer security
// groups"; AWS Transit Gateway Guide, "Amazon VPC attachments" (inbound rules only, off unless switched on).
import type { Address } from '#language/network/address.ts';
import { attachmentOf, type Peering, type TransitGateway } from '#language/network/connectors.ts';
import { type SecurityGroup, whyUnnamed } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { targetId } from '#language/network/route-table.ts';
import type { Answer } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Crossed, Journal } from '#language/trace/journal.ts';
import type { CarriedGroups } from '#language/trace/location.ts';
import { bestRouteOf, betterRoutes, statementAboutOwner } from './route-lookup.ts';

/** Whether the address belongs to an interface with the group, for a rule of `iface`. */
export function carriesGroup(
  journal: Journal,
  iface: Interface,
  direction: 'ingress' | 'egress',
  wanted: EntityId,
  address: Address,
  carriedGroups: CarriedGroups | undefined,
): Answer {
  const group = journal.network.byId.get(wanted);
  if (group?.kind !== 'security-group') return false;
  if (carriedGroups !== undefined) return isAmong(group, carriedGroups.groups);
  const { vpc } = iface.subnet;
  const crossed = direction === 'ingress' ? journal.crossed : wayOut(journal, iface, group.vpc ?? vpc, address);
  const kept =
    crossed === 'unknown'
      ? {}
      : group.vpc === undefined
        ? isKeptFromAnywhere(crossed)
        : keepsReferences(crossed, direction, vpc, group.vpc);
  if (kept === false) return false;
  const carried = carries(journal, group, crossed === undefined ? vpc : undefined, address);
  return kept === true || carried === false ? carried : typeof carried === 'object' ? carried : kept;
}

/** The VPC of an external group may be any: whether references to it work beyond the own VPC is unknown. */
function isKeptFromAnywhere(crossed: Crossed | undefined): Answer {
  return crossed === undefined || (crossed === 'middlebox' ? false : { reason: 'the VPC of the security group is unknown' });
}

/** Whether the interface with that address has the group for certain, whatever the path. */
export function wouldCarry(journal: Journal, wanted: EntityId, address: Address): boolean {
  const group = journal.network.byId.get(wanted);
  return group?.kind === 'security-group' && carries(journal, group, undefined, address) === true;
}

/** Whether the interface with that address has the group. A group without a VPC may be in any: `within` is the one to look in, if that is known. */
function carries(journal: Journal, group: SecurityGroup, within: Vpc | undefined, address: Address): Answer {
  const vpcs = group.vpc !== undefined ? [group.vpc] : within !== undefined ? [within] : journal.network.vpcs;
  let found: Answer = false;
  for (const vpc of vpcs) {
    const answer = carriesIn(journal, group, vpc, address);
    if (answer === true) return true;
    if (answer !== false) found = answer;
  }
  return found;
}

function carriesIn(journal: Journal, group: SecurityGroup, vpc: Vpc, address: Address): Answer {
  const owned = journal.ownerIn(vpc, address);
  if (owned !== undefined) return isAmong(group, owned.interface.securityGroups ?? []);
  if (journal.lookup.isComplete || journal.mayBeIn(vpc, address) === false) return false;
  return statementAboutOwner(journal, vpc, address)?.unknown ?? false;
}

/** A group that the text does not know may be this one. */
function isAmong(group: SecurityGroup, groups: readonly SecurityGroup[]): Answer {
  if (groups.includes(group)) return true;
  const unnamed = groups.find(({ external }) => external === 'unnamed');
  return unnamed === undefined ? false : whyUnnamed(unnamed);
}

/** What an outbound packet will cross: outbound rules are evaluated before it leaves. */
function wayOut(journal: Journal, { subnet }: Interface, to: Vpc, address: Address): Crossed | 'unknown' | undefined {
  if (subnet.vpc === to && journal.ownerIn(to, address)?.interface.subnet === subnet) return undefined;
  const route = bestRouteOf(journal, subnet.routeTable, address);
  if (route?.target.kind === 'unknown' || betterRoutes(journal, subnet.routeTable, route, address).length > 0) return 'unknown';
  if (subnet.vpc === to) return route === undefined || route.target.kind === 'local' ? undefined : 'middlebox';
  const id = route && targetId(route);
  const resource = id && journal.network.byId.get(id);
  return resource?.kind === 'peering' || resource?.kind === 'transit-gateway' ? resource : 'middlebox';
}

function keepsReferences(crossed: Crossed | undefined, direction: 'ingress' | 'egress', own: Vpc, other: Vpc): boolean {
  if (crossed === undefined) return own === other;
  if (crossed === 'middlebox') return false;
  return crossed.kind === 'peering' ? isPeered(crossed, own, other) : direction === 'ingress' && isAttached(crossed, own, other);
}

function isPeered({ vpcs }: Peering, own: Vpc, other: Vpc): boolean {
  return vpcs.includes(own) && vpcs.includes(other) && own.region === other.region;
}

function isAttached(gateway: TransitGateway, own: Vpc, other: Vpc): boolean {
  const attached = (vpc: Vpc): boolean => attachmentOf(gateway, vpc.id) !== undefined;
  return gateway.securityGroupReferences && attached(own) && attached(other);
}
