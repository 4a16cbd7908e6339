// What is wrong, as keys: findings with the same key have one cause.
import type { Address } from '#language/network/address.ts';
import type { AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { Basis } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Decision } from '#language/trace/decision/decision.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import type { Blocker, Hop, Trace } from '#language/trace/result.ts';
import { misrouteOf } from './advice.ts';
import { isInside, isPrivate } from './route-options.ts';

/** A table leads nowhere, or to the wrong place, for a destination: the internet, or a VPC, host or network. */
export function routesFault({ id }: Pick<RouteTable, 'id'>, destination: EntityId = INTERNET): string {
  return `routes of ${id} to ${destination}`;
}

/** The rules of an interface's groups do not allow what is needed. */
export function groupFault(groups: readonly SecurityGroup[], direction: SecurityGroupRule['direction']): string {
  return `${direction} of ${groups.map(({ id }) => id).join(' ')}`;
}

/** The rules of a network ACL do not allow what is needed. */
function aclFault({ id }: Pick<NetworkAcl, 'id'>, direction: AclEntry['direction']): string {
  return `${direction} of ${id}`;
}

/** A VPC has no internet gateway. */
export function gatewayFault({ id }: Pick<Vpc, 'id'>): string {
  return `internet gateway of ${id}`;
}

/** The source/destination check of an instance is on, though it forwards packets. */
export function checkFault({ id }: Pick<Workload, 'id'>): string {
  return `source/destination check of ${id}`;
}

/** An interface of a VPC endpoint is in an Availability Zone in which its service has no node. */
export function zoneFault({ id }: Pick<VpcEndpoint, 'id'>): string {
  return `zones of ${id}`;
}

/** The basis of a claim that fails: the fault of its first blocker, and all that its packet meets. */
export function basisOf(network: Network, trace: Trace): Basis {
  const [first] = trace.blockers;
  const met = [...new Set([trace.from, trace.to, ...metBy(trace)])];
  const resources = [...met, ...met.flatMap((id) => hostOf(network, id))];
  return { isClaim: true, resources, ...(first && { fault: faultOf(network, trace, first) }) };
}

function faultOf(network: Network, trace: Trace, blocker: Blocker): string {
  const { at, hop } = blocker;
  const { decision } = hop;
  const misroute = misrouteOf(network, trace, blocker);
  if (misroute !== undefined) {
    const table = misroute.kind === 'transit' ? misroute.table : tableAt(network, misroute.at);
    return routesFault(table, placeOf(network, misroute.destination));
  }
  if (decision.kind === 'internet-gateway' && decision.result === 'private-destination' && decision.at !== undefined)
    return routesFault(tableAt(network, decision.at), placeOf(network, decision.destination));
  if (decision.kind === 'security-group' && decision.translator !== undefined) return `translation by ${decision.translator}`;
  if (decision.kind === 'security-group') return groupFault(decision.groups, decision.direction);
  if (decision.kind === 'network-acl') return aclFault(decision.acl, decision.direction);
  if (decision.kind === 'source-dest-check') return checkFault({ id: decision.resource });
  if (decision.kind === 'endpoint' && decision.result === 'zone-not-offered') return zoneFault(decision.endpoint);
  if (decision.kind === 'no-internet-gateway') return gatewayFault(decision.vpc);
  if (decision.kind === 'no-route') {
    const isEmpty = decision.table.routes.every(({ target }) => target.kind === 'local');
    return routesFault(decision.table, isEmpty ? INTERNET : placeOf(network, decision.destination));
  }
  if (decision.kind === 'broken-route') return routesFault(tableAt(network, at), placeOf(network, hop.packet.destination));
  if (decision.kind === 'transit-gateway' && decision.result === 'no-route')
    return routesFault(decision.table, placeOf(network, decision.destination));
  return [decision.kind, 'result' in decision ? decision.result : '', hop.decidedBy ?? at].join(' ');
}

/** The VPC, host or network that has the address, else the internet. */
function placeOf(network: Network, address: Address): EntityId {
  const vpc = isPrivate(address) ? network.vpcs.find((one) => isInside(one, address)) : undefined;
  const outside = lookupIn(network).outside(address);
  if (vpc !== undefined) return vpc.id;
  return outside === undefined || !isPrivate(address) ? INTERNET : outside.id;
}

/** The table of a subnet or gateway. */
function tableAt({ byId }: Network, at: EntityId): Pick<RouteTable, 'id'> {
  const place = byId.get(at);
  return place !== undefined && 'routeTable' in place && place.routeTable !== undefined ? place.routeTable : { id: at };
}

/** The resources on the path of a packet and its reply, also behind load balancers, with the groups that filter it. */
function metBy(trace: Trace): readonly EntityId[] {
  if (trace.paths[0] !== trace) return trace.paths.flatMap(metBy);
  return [
    ...[...trace.forward, ...trace.return].flatMap(metAt),
    ...trace.blockers.flatMap(({ hop }) => metAt(hop)),
    ...trace.nextConnections.flatMap((next) => [next.from, next.to, ...metBy(next)]),
  ];
}

/** The node of a pod, whose security groups the pod may have. */
function hostOf({ byId }: Network, id: EntityId): readonly EntityId[] {
  const resource = byId.get(id);
  return resource?.kind === 'pod' && resource.node !== undefined ? [resource.node] : [];
}

function metAt({ at, decision }: Hop): readonly EntityId[] {
  return [at, ...partsOf(decision)];
}

function partsOf(decision: Decision): readonly EntityId[] {
  const own = decision.decidedBy === undefined ? [] : [decision.decidedBy];
  if (decision.kind === 'security-group') return [...own, ...decision.groups.map(({ id }) => id)];
  if (decision.kind === 'network-acl') return [...own, decision.acl.id];
  if (decision.kind === 'route' || decision.kind === 'no-route') return [...own, decision.table.id];
  return decision.kind === 'transit-route' ? [...own, decision.table.id, decision.attachment.id] : own;
}
