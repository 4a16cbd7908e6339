// Syntax trees of a file and its imports → the network that they describe, the table of lines, and what could not be understood.

import type { AstNode } from 'langium';
import { qualifiedName } from '#language/ast/declarations.ts';
import type * as ast from '#language/ast/generated/ast.ts';
import type { Finding } from '#language/network/finding.ts';
import { type EntityId, entityId, partId } from '#language/network/id.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Sources } from '#language/network/source.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { AddressPool } from './addressing.ts';
import { expectationFrom, flowFrom, INTERNET, viewFrom } from './claims.ts';
import { collect, idOf, isNamed, withInner } from './collect.ts';
import { type Inside, inVpcs, unnamedDefaults } from './inside.ts';
import type { Surroundings } from './interfaces.ts';
import { kubernetesService } from './kubernetes-services.ts';
import { peeringFrom, siteLinkFrom } from './links.ts';
import { internet, outsideFrom, prefixListFrom } from './outside.ts';
import { declaredAddresses, interfacesOf, placedResources } from './placed.ts';
import { Reading } from './reading.ts';
import { vpcFrom } from './subnets.ts';
import { transitGateway } from './transit-gateways.ts';

/** What a file means. */
export interface Meaning {
  readonly network: Network;
  readonly sources: Sources;
  /** The id of a syntax node that is a resource or a part of one: a workload, a rule, a step, an expectation. */
  readonly idOf: (node: AstNode) => EntityId | undefined;
  /** What the text says and the network cannot hold: unreadable literals, resources AWS has no place for. */
  readonly problems: readonly Finding[];
}

/** The files' resources in the order of the files, the first one being the file that is asked about. Any tree gives a network, broken ones too. */
export function toNetwork(files: readonly ast.File[]): Meaning {
  const reading = new Reading();
  const members = files.flatMap((file) => file.members);
  declareAll(reading, members);
  const vpcs = collect(members, 'Vpc', (node) => vpcFrom(reading, node, idOf(reading, node)));
  const inside = inVpcs(reading, vpcs);
  const around: Surroundings = {
    reading,
    pool: new AddressPool(declaredAddresses(members)),
    subnets: inside.subnets,
    groups: inside.groups,
    defaultGroups: inside.defaultGroups,
  };
  const resources = placedResources(around, members, vpcs, inside.gateways);
  const parts = {
    vpcs: [...vpcs.values()],
    subnets: [...inside.subnets.values()],
    gateways: inside.gateways,
    securityGroups: [...inside.groups.values(), ...unnamedDefaults(inside)],
    networkAcls: [...inside.acls.values(), ...inside.defaultAcls],
    ...resources,
    routeTables: tablesOf(inside, resources.regionalNats),
    kubernetesServices: [...vpcs].flatMap(([node, vpc]) => [
      ...collect(node.members, 'KubernetesService', (inner) =>
        kubernetesService(reading, inner, idOf(reading, inner), vpc, resources.workloads),
      ).values(),
    ]),
    ...betweenNetworks(around, members, vpcs),
    flows: [...collect(members, 'Flow', (node) => flowFrom(reading, node, idOf(reading, node))).values()],
    expectations: expectations(reading, files),
    views: [...collect(members, 'View', (node) => viewFrom(reading, node, idOf(reading, node))).values()],
  };
  return {
    network: { ...parts, interfaces: interfacesOf(resources), byId: indexOf(parts) },
    sources: reading.sources(),
    idOf: (node) => reading.idOf(node),
    problems: reading.problems,
  };
}

function declareAll(reading: Reading, members: readonly ast.Member[]): void {
  reading.declare({ $type: 'Internet' }, INTERNET);
  for (const node of members.flatMap(withInner)) {
    if (!isNamed(node)) continue;
    const wanted = qualifiedName(node);
    const id = reading.declare(node, wanted);
    if (id !== wanted) duplicate(reading, id, entityId(wanted), node.name);
  }
}

function duplicate(reading: Reading, id: EntityId, first: EntityId, name: string): void {
  reading.problems.push({
    code: 'duplicate-name',
    severity: 'error',
    subject: id,
    message: `${name} is already the name of another resource; give this one a name of its own.`,
    related: [{ subject: first, message: 'The first one is here.' }],
  });
}

/** Tables that the text names, those of subnets, and those of gateways. */
function tablesOf({ tables, subnets, gateways }: Inside, nats: Network['regionalNats']): Network['routeTables'] {
  return [
    ...new Set([
      ...tables.values(),
      ...[...subnets.values()].map(({ routeTable }) => routeTable),
      ...gateways.flatMap(({ routeTable }) => routeTable ?? []),
      ...nats.map(({ routeTable }) => routeTable),
    ]),
  ];
}

/** Prefix lists, what is outside, and what connects networks. */
function betweenNetworks(around: Surroundings, members: readonly ast.Member[], vpcs: ReadonlyMap<ast.Vpc, Vpc>) {
  const { reading } = around;
  const all = members.flatMap(withInner);
  const hosts = collect(members, 'Host', (node) => outsideFrom(reading, node, idOf(reading, node)));
  const networks = collect(members, 'OutsideNetwork', (node) => outsideFrom(reading, node, idOf(reading, node)));
  const outside = new Map<ast.Host | ast.OutsideNetwork, Outside>([...hosts, ...networks]);
  const gateways = members.flatMap((node) => (node.$type === 'TransitGateway' ? [node] : []));
  return {
    prefixLists: [...collect(all, 'PrefixList', (node) => prefixListFrom(reading, node, idOf(reading, node))).values()],
    outside: [
      internet(),
      ...members.flatMap((node) => (node.$type === 'Host' || node.$type === 'OutsideNetwork' ? (outside.get(node) ?? []) : [])),
    ],
    peerings: [...collect(members, 'Peering', (node) => peeringFrom(reading, node, idOf(reading, node), vpcs)).values()],
    siteLinks: [
      ...collect(members, 'SiteLink', (node) => siteLinkFrom(reading, node, idOf(reading, node), vpcs, outside)).values(),
    ],
    transitGateways: [
      ...collect(members, 'TransitGateway', (node) => transitGateway(around, node, idOf(reading, node), gateways)).values(),
    ],
  };
}

/** Only the claims of the file itself: those of an imported file are checked where they stand. */
function expectations(reading: Reading, [own]: readonly ast.File[]) {
  const nodes = (own?.members ?? []).flatMap((node) => (node.$type === 'Expectation' ? [node] : []));
  return nodes.flatMap((node, index) => expectationFrom(reading, node, partId(entityId('expect'), 'line', index + 1)) ?? []);
}

function indexOf(parts: Omit<Network, 'interfaces' | 'byId' | 'expectations'>): ReadonlyMap<EntityId, Entity> {
  const all: readonly (readonly Entity[])[] = [
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
  return new Map(all.flat().map((entity) => [entity.id, entity]));
}
