// The details in the hover of a resource, beyond the facts in its tooltip, as paragraphs of Markdown.

import { formatPrefix } from '#language/network/address.ts';
import { exposureOf } from '#language/network/exposure.ts';
import type { AclEntry, NetworkAcl, SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Entity } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Compiled } from '#language/workspace.ts';
import {
  endpointParticulars,
  peeringTable,
  podsTable,
  prefixListParticulars,
  routesTable,
  siteLinkParticulars,
  subnetsRoutingTo,
  transitParticulars,
} from './connector-particulars.ts';
import { domainsOf, resolverEndpointParticulars, ruleParticulars, zoneParticulars } from './dns-particulars.ts';
import { policyTable } from './firewall-markdown.ts';
import { internetAccess } from './internet-access.ts';
import { escaped, labelMarkdown, linked, list, table } from './markdown.ts';
import { appliances, targetsList } from './targets-markdown.ts';

/** Paragraphs, tables and lists; none for kinds without details. */
export function particulars(compiled: Compiled, resource: Entity): readonly string[] {
  if (resourceIn(resource, 'workload'))
    return [...workloadParticulars(compiled, resource.interfaces), ...networksBehind(compiled, resource.id)];
  switch (resource.kind) {
    case 'vpc':
      return resource.isExternal ? [] : [subnetsTable(compiled, resource), ...domainsOf(compiled, resource)];
    case 'igw':
    case 'egress-igw':
      return [subnetsRoutingTo(compiled, resource.id), routesTable(compiled, { routes: resource.routeTable?.routes ?? [] })];
    case 'regional-nat':
      return [subnetsRoutingTo(compiled, resource.id), routesTable(compiled, resource.routeTable)];
    case 'peering':
      return [peeringTable(compiled, resource)];
    case 'transit-gateway':
      return transitParticulars(compiled, resource);
    case 'vpn':
    case 'direct-connect':
      return siteLinkParticulars(compiled, resource);
    case 'prefix-list':
      return prefixListParticulars(compiled, resource);
    case 'kubernetes-service':
      return [podsTable(compiled, resource)];
    case 'endpoint':
      return endpointTables(compiled, resource);
    case 'resolver-endpoint':
      return resolverEndpointParticulars(compiled, resource);
    case 'private-zone':
      return zoneParticulars(compiled, resource);
    case 'resolver-rule':
      return ruleParticulars(compiled, resource);
    case 'client-vpn':
      return workloadParticulars(compiled, resource.interfaces).slice(0, 1);
    case 'subnet':
      return subnetParticulars(compiled, resource);
    case 'route-table':
      return [routesTable(compiled, resource), usedBy(compiled, ({ routeTable }) => routeTable === resource)];
    case 'network-acl':
      return [entriesTable(compiled, resource), usedBy(compiled, ({ networkAcl }) => networkAcl === resource)];
    case 'security-group':
      return groupParticulars(compiled, resource);
    case 'target-group':
      return [targetsList(compiled, resource)];
    case 'alb':
    case 'nlb':
    case 'clb':
      return [inboundRules(compiled, resource.nodes)];
    case 'gwlb':
      return [appliances(compiled, resource)];
    case 'nat':
      return [
        internetAccess(compiled.network, compiled.sources, resource.interface.subnet, resource.interface),
        subnetsRoutingTo(compiled, resource.id),
      ];
    case 'internet':
    case 'host':
    case 'network':
    case 'api-gateway':
    case 'flow':
    case 'view':
      return [];
  }
}

/** The details of an endpoint, the rules of a firewall, and what the interfaces of an interface endpoint accept. */
function endpointTables(compiled: Compiled, endpoint: VpcEndpoint): readonly string[] {
  return [
    ...endpointParticulars(compiled, endpoint),
    ...(endpoint.policy === undefined ? [] : [policyTable(endpoint.policy)]),
    ...(endpoint.type === 'interface' ? [inboundRules(compiled, endpoint.interfaces)] : []),
  ];
}

/** The networks behind an instance. */
function networksBehind({ network, sources }: Compiled, instance: EntityId): readonly string[] {
  const names = network.outside
    .filter(({ behind }) => behind === instance)
    .map(({ id, name }) => linked(name, sources.locate(id)));
  return names.length === 0 ? [] : [`Networks behind it: ${names.join(', ')}.`];
}

function subnetParticulars(compiled: Compiled, subnet: Subnet): readonly string[] {
  return [internetAccess(compiled.network, compiled.sources, subnet), routesTable(compiled, subnet.routeTable)];
}

function workloadParticulars(compiled: Compiled, interfaces: readonly Interface[]): readonly string[] {
  const [first] = interfaces;
  return first === undefined
    ? []
    : [internetAccess(compiled.network, compiled.sources, first.subnet, first), inboundRules(compiled, interfaces)];
}

function entriesTable({ sources }: Compiled, { entries }: NetworkAcl): string {
  if (entries.length === 0) return 'No rules: everything is denied.';
  const rows = entries.map((entry) => [
    entry.direction,
    linked(`${entry.number} ${entry.action}`, sources.locate(entry.id)),
    `${escaped(formatTraffic(entry.traffic))} ${peerOf(entry)}${labelMarkdown(entry)}`,
  ]);
  return `${table(['', 'rule', 'packets'], rows)}\n\nEverything else is denied.`;
}

function peerOf({ direction, prefixes }: AclEntry): string {
  const everywhere = prefixes.some(({ length }) => length === 0);
  return `${direction === 'inbound' ? 'from' : 'to'} ${everywhere ? 'anywhere' : prefixes.map(formatPrefix).join(', ')}`;
}

function usedBy({ network, sources }: Compiled, uses: (subnet: Subnet) => boolean): string {
  const users = network.subnets.filter(uses).map(({ id, name }) => linked(name, sources.locate(id)));
  return users.length === 0 ? 'No subnet uses it.' : `Used by ${users.join(', ')}.`;
}

function groupParticulars(compiled: Compiled, group: SecurityGroup): readonly string[] {
  const { network, sources } = compiled;
  const owners = new Set(network.interfaces.filter((one) => one.securityGroups?.includes(group)).map(({ owner }) => owner));
  const users = [...owners].map((id) => linked(shortName(id), sources.locate(id)));
  return [
    group.external === undefined
      ? list(group.rules.map((rule) => ruleLine(compiled, rule)))
      : 'It exists elsewhere: its rules are unknown.',
    users.length === 0 ? 'No resource uses it.' : `Used by ${users.join(', ')}.`,
  ];
}

function ruleLine({ sources }: Compiled, rule: SecurityGroupRule): string {
  const { id, direction, traffic, peer, isDefault } = rule;
  const text = `${direction} ${formatTraffic(traffic)} ${direction === 'ingress' ? 'from' : 'to'} ${peer.text}`;
  return `${linked(text, sources.locate(id))}${isDefault ? ' (default)' : labelMarkdown(rule)}`;
}

/** The inbound rules of all its security groups. */
function inboundRules(compiled: Compiled, interfaces: readonly Interface[]): string {
  const groups = [...new Set(interfaces.flatMap(({ securityGroups }) => securityGroups ?? []))];
  if (interfaces.every(({ securityGroups }) => securityGroups === undefined)) {
    return 'It has no security groups: all inbound traffic is allowed.';
  }
  const rules = groups.flatMap((group) => group.rules.filter(({ direction }) => direction === 'ingress'));
  if (rules.length === 0) return 'No inbound rules: its security groups allow no connections to it.';
  return `Inbound rules:\n\n${list(rules.map((rule) => ruleLine(compiled, rule)))}`;
}

function subnetsTable({ network, sources }: Compiled, vpc: Vpc): string {
  const subnets = network.subnets.filter((subnet) => subnet.vpc === vpc);
  if (subnets.length === 0) return 'It has no subnets.';
  const rows = subnets.map((subnet) => [
    linked(subnet.name, sources.locate(subnet.id)),
    [...subnet.prefixes.map(formatPrefix), ...(subnet.unknown ? ['unknown'] : [])].join(', '),
    escaped(subnet.az ?? ''),
    exposureOf(subnet).kind,
  ]);
  return table(['subnet', 'CIDR block', 'AZ', 'exposure'], rows);
}
