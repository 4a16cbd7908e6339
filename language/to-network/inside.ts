// Members of VPCs → filters, tables, gateways and subnets: what workloads and load balancers then find around them.
import type * as ast from '#language/ast/generated/ast.ts';
import type { NetworkAcl, SecurityGroup } from '#language/network/filters.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { collect, idOf } from './collect.ts';
import { endpointsByTable } from './endpoints.ts';
import { defaultNetworkAcl, defaultSecurityGroup, networkAcl, securityGroup } from './filters.ts';
import type { Reading } from './reading.ts';
import { internetGateway, mainRouteTable, namedRouteTable, subnetFrom } from './subnets.ts';

/** What `inVpcs` returns. */
export type Inside = ReturnType<typeof inVpcs>;

/** Filters, tables, gateways and subnets of all VPCs. */
export function inVpcs(reading: Reading, vpcs: ReadonlyMap<ast.Vpc, Vpc>) {
  const groups = new Map<ast.SecurityGroup, SecurityGroup>();
  const acls = new Map<ast.NetworkAcl, NetworkAcl>();
  const tables = new Map<ast.RouteTable, RouteTable>();
  const subnets = new Map<ast.Subnet, Subnet>();
  const defaultGroups = new Map<Vpc, SecurityGroup>();
  const defaultAcls: NetworkAcl[] = [];
  const endpoints = endpointsByTable(vpcs.keys());
  const gateways = [...vpcs].flatMap(([node, vpc]) => [
    ...collect(node.members, 'InternetGateway', (inner) => internetGateway(reading, inner, idOf(reading, inner), vpc)).values(),
  ]);
  for (const [node, vpc] of vpcs) {
    const own = collect(node.members, 'SecurityGroup', (inner) => securityGroup(reading, inner, idOf(reading, inner), vpc));
    addAll(groups, own);
    defaultGroups.set(vpc, [...own.values()].find(({ isDefault }) => isDefault) ?? defaultSecurityGroup(vpc));
    addAll(
      acls,
      collect(node.members, 'NetworkAcl', (inner) => networkAcl(reading, inner, idOf(reading, inner), vpc)),
    );
    addAll(
      tables,
      collect(node.members, 'RouteTable', (inner) => namedRouteTable(reading, inner, idOf(reading, inner), vpc, endpoints)),
    );
    const defaultAcl = defaultNetworkAcl(vpc);
    defaultAcls.push(defaultAcl);
    const mainTable = mainRouteTable(reading, node, vpc, endpoints);
    const around = { vpc, tables, acls, defaultAcl, mainTable, endpoints };
    addAll(
      subnets,
      collect(node.members, 'Subnet', (inner) => subnetFrom(reading, inner, idOf(reading, inner), around)),
    );
  }
  return { groups, acls, tables, subnets, defaultGroups, defaultAcls, gateways };
}

function addAll<K, V>(target: Map<K, V>, more: ReadonlyMap<K, V>): void {
  for (const [key, value] of more) target.set(key, value);
}

/** The default groups that no line of the text writes down. */
export function unnamedDefaults({ defaultGroups, groups }: Inside): readonly SecurityGroup[] {
  const written = new Set(groups.values());
  return [...defaultGroups.values()].filter((group) => !written.has(group));
}
