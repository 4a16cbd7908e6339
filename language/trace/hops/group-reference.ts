// Which interfaces a security group reference means. It means private addresses, and works only on some paths between two VPCs.
// Source: Amazon VPC User Guide, "Security group rules"; VPC Peering Guide, "Update your security groups to reference peer security
// groups"; AWS Transit Gateway Guide, "Amazon VPC attachments" (inbound rules only, off unless switched on).
import type { Address } from '#language/network/address.ts';
import { attachmentOf, type Peering, type TransitGateway } from '#language/network/connectors.ts';
import type { SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { targetId } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Crossed, Journal } from '#language/trace/journal.ts';
import type { CarriedGroups } from '#language/trace/location.ts';
import { bestRouteOf } from './route-lookup.ts';

/** Whether the address belongs to an interface with the group, for a rule of `iface`. */
export function carriesGroup(
  journal: Journal,
  iface: Interface,
  direction: 'ingress' | 'egress',
  wanted: EntityId,
  address: Address,
  carriedGroups: CarriedGroups | undefined,
): boolean {
  if (carriedGroups !== undefined) return carriedGroups.groups.includes(wanted);
  const group = journal.network.byId.get(wanted);
  if (group?.kind !== 'security-group') return false;
  const { vpc } = iface.subnet;
  const crossed = direction === 'ingress' ? journal.crossed : wayOut(journal, iface, group.vpc, address);
  if (!keepsReferences(crossed, direction, vpc, group.vpc)) return false;
  return carries(journal, group, address);
}

/** Whether the interface with that address has the group, whatever the path. */
export function wouldCarry(journal: Journal, wanted: EntityId, address: Address): boolean {
  const group = journal.network.byId.get(wanted);
  return group?.kind === 'security-group' && carries(journal, group, address);
}

function carries(journal: Journal, group: SecurityGroup, address: Address): boolean {
  return journal.ownerIn(group.vpc, address)?.interface.securityGroups?.includes(group) ?? false;
}

/** What an outbound packet will cross: outbound rules are evaluated before it leaves. */
function wayOut(journal: Journal, { subnet }: Interface, to: Vpc, address: Address): Crossed | undefined {
  if (subnet.vpc === to && journal.ownerIn(to, address)?.interface.subnet === subnet) return undefined;
  const route = bestRouteOf(journal, subnet.routeTable, address);
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
