// A network with some of its parts replaced or gone: everything that refers to them refers to the new ones, everything else stays the same object.

import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import type { NetworkAcl, SecurityGroup } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';

/** What becomes of the parts; whatever is not named stays. */
export interface Replacement {
  readonly group?: (group: SecurityGroup) => SecurityGroup;
  readonly acl?: (acl: NetworkAcl) => NetworkAcl;
  readonly table?: (table: RouteTable) => RouteTable;
  readonly interface?: (iface: Interface) => Interface;
  readonly transitGateway?: (gateway: TransitGateway) => TransitGateway;
  /** What goes: resources, and interfaces with their subnets. */
  readonly drops?: (resource: Entity | Interface) => boolean;
}

/** The changed network. The given one is left as it is. */
export function relink(network: Network, replacement: Replacement): Network {
  const {
    drops = () => false,
    group = same,
    acl = same,
    table = same,
    interface: change = same,
    transitGateway = same,
  } = replacement;
  const kept = <T extends Entity>(resources: readonly T[]): readonly T[] => resources.filter((resource) => !drops(resource));
  const groups = mapped(kept(network.securityGroups), group);
  const acls = mapped(network.networkAcls, acl);
  const tables = mapped(tablesOf(network), table);
  const subnets = mapped(kept(network.subnets), (subnet) =>
    merge(subnet, { routeTable: tables(subnet.routeTable), networkAcl: acls(subnet.networkAcl) }),
  );
  const interfaces = mapped(
    network.interfaces.filter((iface) => !drops(iface) && !drops(iface.subnet)),
    (iface) =>
      change(
        merge(iface, {
          subnet: subnets(iface.subnet),
          securityGroups: iface.securityGroups && each(iface.securityGroups, groups),
        }),
      ),
  );
  const alive = (ifaces: readonly Interface[]): readonly Interface[] =>
    each(
      ifaces.filter((iface) => !drops(iface) && !drops(iface.subnet)),
      interfaces,
    );
  const parts = {
    ...network,
    securityGroups: kept(network.securityGroups).map(groups),
    networkAcls: network.networkAcls.map(acls),
    routeTables: network.routeTables.map(tables),
    subnets: kept(network.subnets).map(subnets),
    vpcs: kept(network.vpcs),
    gateways: kept(network.gateways).map((gateway) =>
      gateway.routeTable === undefined ? gateway : merge(gateway, { routeTable: tables(gateway.routeTable) }),
    ),
    natGateways: kept(network.natGateways).flatMap((nat) =>
      alive([nat.interface]).map((iface) => merge(nat, { interface: iface })),
    ),
    regionalNats: kept(network.regionalNats).map((nat) => merge(nat, { routeTable: tables(nat.routeTable) })),
    workloads: kept(network.workloads)
      .map((workload) => merge(workload, { interfaces: alive(workload.interfaces) }))
      .filter((workload, index) => workload.interfaces.length > 0 || kept(network.workloads)[index]?.interfaces.length === 0),
    loadBalancers: kept(network.loadBalancers).map((balancer) => merge(balancer, { nodes: alive(balancer.nodes) })),
    endpoints: kept(network.endpoints).map((endpoint) => merge(endpoint, { interfaces: alive(endpoint.interfaces) })),
    apiGateways: kept(network.apiGateways).map((api) => withInterfaces(api, alive)),
    peerings: kept(network.peerings),
    siteLinks: kept(network.siteLinks),
    transitGateways: kept(network.transitGateways).map((gateway) => transitGateway(attached(gateway, subnets, drops))),
    kubernetesServices: kept(network.kubernetesServices),
    targetGroups: kept(network.targetGroups),
    interfaces: alive(network.interfaces),
  };
  return { ...parts, byId: indexOf(parts, network) };
}

function same<T>(resource: T): T {
  return resource;
}

/** The new one for each old one. */
function mapped<T extends object>(resources: readonly T[], change: (resource: T) => T): (resource: T) => T {
  const changed = new Map(resources.map((resource) => [resource, change(resource)]));
  return (resource) => changed.get(resource) ?? resource;
}

/** The resource itself where nothing differs. */
function merge<T extends object>(resource: T, parts: Partial<T>): T {
  const differs = Object.entries(parts).some(([key, value]) => !isSame(Reflect.get(resource, key), value));
  return differs ? { ...resource, ...parts } : resource;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function each<T>(resources: readonly T[], change: (resource: T) => T): readonly T[] {
  return resources.map(change);
}

/** Those with a name, those of subnets, and those of gateways. */
function tablesOf(network: Network): readonly RouteTable[] {
  return [
    ...new Set([
      ...network.routeTables,
      ...network.subnets.map(({ routeTable }) => routeTable),
      ...network.gateways.flatMap(({ routeTable }) => routeTable ?? []),
      ...network.regionalNats.map(({ routeTable }) => routeTable),
    ]),
  ];
}

function withInterfaces(api: ApiGateway, alive: (ifaces: readonly Interface[]) => readonly Interface[]): ApiGateway {
  const { integration } = api;
  if (integration.kind !== 'vpc-link') return api;
  return { ...api, integration: { ...integration, interfaces: alive(integration.interfaces) } };
}

function attached(
  gateway: TransitGateway,
  subnets: (subnet: Subnet) => Subnet,
  drops: (resource: Entity | Interface) => boolean,
): TransitGateway {
  const attachments = gateway.attachments.map((attachment) =>
    merge(attachment, {
      subnets: each(
        attachment.subnets.filter((subnet) => !drops(subnet)),
        subnets,
      ),
    }),
  );
  return merge(gateway, { attachments: isSame(attachments, gateway.attachments) ? gateway.attachments : attachments });
}

/** The same ids as before, without those that are gone. */
function indexOf(parts: Omit<Network, 'byId'>, { byId }: Network): ReadonlyMap<EntityId, Entity> {
  const lists: readonly (readonly Entity[])[] = [
    parts.vpcs,
    parts.subnets,
    parts.routeTables,
    parts.gateways,
    parts.natGateways,
    parts.regionalNats,
    parts.prefixLists,
    parts.endpoints,
    parts.kubernetesServices,
    parts.peerings,
    parts.transitGateways,
    parts.siteLinks,
    parts.securityGroups,
    parts.networkAcls,
    parts.workloads,
    parts.loadBalancers,
    parts.targetGroups,
    parts.apiGateways,
    parts.outside,
    parts.flows,
    parts.views,
  ];
  const present = new Map(lists.flat().map((entity) => [entity.id, entity]));
  return new Map(
    [...byId.keys()].flatMap((id) => {
      const entity = present.get(id);
      return entity === undefined ? [] : [[id, entity] as const];
    }),
  );
}
