// Parts with all defaults → the network: ids become the resources that they name.
import type { ApiIntegration } from '#language/network/api-gateway.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import type { Finding } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { entitiesOf, interfacesOf } from './contents.ts';
import type { Explicit, ExplicitParts, Identified, Lists } from './explicit.ts';
import { type Find, finder, keeper, linkAll } from './references.ts';
import { subnetsReferredTo, tablesReferredTo, vpcsReferredTo } from './referred-to.ts';

/** A network, and the references of its parts that name nothing. */
export interface Linked {
  readonly network: Network;
  readonly problems: readonly Finding[];
}

/**
 * The network of the parts. A reference that names nothing is reported and left out, with every resource that needs it. Resources
 * that are unchanged since the network `before` remain the same objects. Ids that are no longer in the parts refer to resources of
 * that network.
 */
export function link(parts: ExplicitParts, before?: Network): Linked {
  const problems: Finding[] = [];
  const { found, ...common } = linkCommon(parts, before, problems);
  const lists: Lists = {
    ...common,
    ...linkInterfaces(parts, before, found),
    ...linkConnectors(parts, before, found),
    gateways: linkAll(parts.gateways, before?.gateways, ({ routeTable, ...part }) => {
      const vpc = found.vpc(part.vpc, part.id);
      const table = routeTable && found.table(routeTable, part.id);
      return vpc && { ...part, vpc, ...(table && { routeTable: table }) };
    }),
    regionalNats: linkAll(parts.regionalNats, before?.regionalNats, (part) => {
      const [vpc, routeTable] = [found.vpc(part.vpc, part.id), found.table(part.routeTable, part.id)];
      return vpc && routeTable && { ...part, vpc, routeTable };
    }),
    targetGroups: linkAll(parts.targetGroups, before?.targetGroups, (part) => withVpc(part, found)),
    prefixLists: parts.prefixLists,
    kubernetesServices: parts.kubernetesServices,
    flows: parts.flows,
    expectations: parts.expectations,
    views: parts.views,
  };
  const derived = { interfaces: interfacesOf(lists), byId: entitiesOf(lists), unused: before?.unused ?? [] };
  return { network: { ...lists, ...derived }, problems };
}

/** What the resources of a network refer to. */
interface Found {
  readonly vpc: Find<Vpc>;
  readonly table: Find<RouteTable>;
  readonly subnet: Find<Subnet>;
  readonly outside: Find<Outside>;
  readonly interface: (part: Explicit<Interface>) => Interface | undefined;
}

type Common = Pick<Lists, 'vpcs' | 'outside' | 'securityGroups' | 'networkAcls' | 'routeTables' | 'subnets'>;

/** The resources to which others refer, each after those to which it refers itself. */
function linkCommon(
  { vpcs, outside, ...parts }: ExplicitParts,
  before: Network | undefined,
  problems: Finding[],
): Common & { readonly found: Found } {
  const vpc = finder(vpcs, () => vpcsReferredTo(before), problems);
  const securityGroups = linkAll(parts.securityGroups, before?.securityGroups, ({ vpc: id, ...part }) => {
    const own = id && vpc(id, part.id);
    return id !== undefined && own === undefined ? undefined : { ...part, ...(own && { vpc: own }) };
  });
  const networkAcls = linkAll(parts.networkAcls, before?.networkAcls, (part) => withVpc(part, { vpc }));
  const routeTables = linkAll(parts.routeTables, before?.routeTables, (part) => withVpc(part, { vpc }));
  const acl = finder(networkAcls, () => before?.subnets.map((one) => one.networkAcl) ?? [], problems);
  const table = finder(routeTables, () => tablesReferredTo(before), problems);
  const subnets = linkAll(parts.subnets, before?.subnets, (part) => {
    const own = vpc(part.vpc, part.id);
    const [routeTable, networkAcl] = [table(part.routeTable, part.id), acl(part.networkAcl, part.id)];
    return own && routeTable && networkAcl && { ...part, vpc: own, routeTable, networkAcl };
  });
  const subnet = finder(subnets, () => subnetsReferredTo(before), problems);
  const group = finder(securityGroups, () => before?.interfaces.flatMap((one) => one.securityGroups ?? []) ?? [], problems);
  const keep = keeper(before?.interfaces);
  const found: Found = {
    vpc,
    table,
    subnet,
    outside: finder(outside, () => before?.siteLinks.flatMap(({ remotes }) => remotes) ?? [], problems),
    interface: (part) => {
      const own = subnet(part.subnet, part.id);
      return own && keep({ ...part, subnet: own, securityGroups: part.securityGroups && each(part.securityGroups, part, group) });
    },
  };
  return { vpcs, outside, securityGroups, networkAcls, routeTables, subnets, found };
}

function each<T>(ids: readonly EntityId[], { id: from }: Identified, find: Find<T>): readonly T[] {
  return ids.flatMap((id) => find(id, from) ?? []);
}

function withVpc<Part extends { readonly id: EntityId; readonly vpc: EntityId }>(
  part: Part,
  found: Pick<Found, 'vpc'>,
): (Omit<Part, 'vpc'> & { readonly vpc: Vpc }) | undefined {
  const vpc = found.vpc(part.vpc, part.id);
  return vpc && { ...part, vpc };
}

type WithInterfaces = Pick<
  Lists,
  'natGateways' | 'endpoints' | 'clientVpns' | 'resolverEndpoints' | 'workloads' | 'loadBalancers' | 'apiGateways'
>;

function linkInterfaces(parts: ExplicitParts, before: Network | undefined, found: Found): WithInterfaces {
  const all = (interfaces: readonly Explicit<Interface>[]) => interfaces.flatMap((one) => found.interface(one) ?? []);
  return {
    natGateways: linkAll(parts.natGateways, before?.natGateways, (part) => {
      const [vpc, own] = [found.vpc(part.vpc, part.id), found.interface(part.interface)];
      return vpc && own && { ...part, vpc, interface: own };
    }),
    endpoints: linkAll(parts.endpoints, before?.endpoints, (part) => {
      const vpc = found.vpc(part.vpc, part.id);
      return vpc && { ...part, vpc, interfaces: all(part.interfaces) };
    }),
    clientVpns: linkAll(parts.clientVpns, before?.clientVpns, (part) => {
      const vpc = found.vpc(part.vpc, part.id);
      return vpc && { ...part, vpc, interfaces: all(part.interfaces) };
    }),
    resolverEndpoints: linkAll(parts.resolverEndpoints, before?.resolverEndpoints, (part) => {
      const vpc = found.vpc(part.vpc, part.id);
      return vpc && { ...part, vpc, interfaces: all(part.interfaces) };
    }),
    workloads: linkAll(parts.workloads, before?.workloads, ({ vpc, ...part }) => {
      const own = vpc && found.vpc(vpc, part.id);
      return { ...part, ...(own && { vpc: own }), interfaces: all(part.interfaces) };
    }),
    loadBalancers: linkAll(parts.loadBalancers, before?.loadBalancers, (part) => {
      const vpc = found.vpc(part.vpc, part.id);
      return vpc && { ...part, vpc, nodes: all(part.nodes) };
    }),
    apiGateways: linkAll(parts.apiGateways, before?.apiGateways, (part) => ({
      ...part,
      integration: linkIntegration(part.integration, all),
    })),
  };
}

function linkIntegration(
  part: Explicit<ApiIntegration>,
  all: (interfaces: readonly Explicit<Interface>[]) => readonly Interface[],
): ApiIntegration {
  return part.kind === 'vpc-link' ? { ...part, interfaces: all(part.interfaces) } : part;
}

type Connectors = Pick<Lists, 'peerings' | 'privateZones' | 'resolverRules' | 'siteLinks' | 'transitGateways'>;

function linkConnectors(parts: ExplicitParts, before: Network | undefined, found: Found): Connectors {
  const keep = keeper(before?.transitGateways.flatMap(({ attachments }) => attachments));
  const attachments = (gateway: Explicit<TransitGateway>) =>
    gateway.attachments.map((part) => keep({ ...part, subnets: each(part.subnets, part, found.subnet) }));
  return {
    privateZones: linkAll(parts.privateZones, before?.privateZones, (part) => ({
      ...part,
      vpcs: each(part.vpcs, part, found.vpc),
    })),
    resolverRules: linkAll(parts.resolverRules, before?.resolverRules, (part) => ({
      ...part,
      vpcs: each(part.vpcs, part, found.vpc),
    })),
    peerings: linkAll(parts.peerings, before?.peerings, (part) => ({ ...part, vpcs: each(part.vpcs, part, found.vpc) })),
    siteLinks: linkAll(parts.siteLinks, before?.siteLinks, ({ vpc, ...part }) => {
      const own = vpc && found.vpc(vpc, part.id);
      return { ...part, ...(own && { vpc: own }), remotes: each(part.remotes, part, found.outside) };
    }),
    transitGateways: linkAll(parts.transitGateways, before?.transitGateways, (part) => ({
      ...part,
      attachments: attachments(part),
    })),
  };
}
