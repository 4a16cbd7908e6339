// Workloads and their interfaces.
import type * as ast from '#language/ast/generated/ast.ts';
import { ASSIGNED } from '#language/network/build/interfaces.ts';
import type { AddressesPart, InterfacePart, WorkloadPart } from '#language/network/build/parts.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Unknown } from '#language/network/unknown.ts';
import { memberAddresses, membersOf } from './fleets.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedAddresses, statedGroups, statedSubnets } from './stated.ts';
import { unknownSubnetsIn } from './unknown.ts';
import { readPrefixes } from './values.ts';

/** A workload in the given subnet, or in those that it names itself. A Lambda function without any is attached to no VPC. */
export function workloadPart(reading: Reading, node: ast.Workload, id: EntityId, subnet: EntityId | undefined): WorkloadPart {
  placeWorkload(reading, node, id);
  const subnets = subnet === undefined ? statedSubnets(reading, node.properties, id) : [subnet];
  const unknown = unknownSubnetsIn([...node.properties, ...node.interfaces.flatMap(({ properties }) => properties)]);
  if (subnets.length === 0 && unknown.unknownSubnets === undefined && node.kind !== 'lambda') reportNoSubnet(reading, node, id);
  const host = hostOf(node);
  const hostId = reading.idOf(host);
  const securityGroups = statedGroups(reading, node.properties, id);
  // A pod without security groups has those of its node, so findings point to the line of the node.
  if (securityGroups === undefined && host !== undefined) statedGroups(reading, host.properties, id);
  const engine = node.properties.find((property) => property.$type === 'EngineProperty')?.engine;
  const port = node.properties.find((property) => property.$type === 'PortProperty')?.port;
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    subnets,
    ...unknown,
    ...vpcOf(reading, node, unknown.unknownSubnets),
    securityGroups,
    ...addressesOf(reading, node, id, subnets),
    sourceDestCheck: checksSource(node),
    externalSnat: node.properties.some((property) => property.$type === 'ExternalSnatProperty' && property.value === 'on'),
    ...excludeSnatOf(reading, node, id),
    furtherInterfaces: furtherInterfaces(reading, node, id, subnets),
    ...(hostId && { node: hostId }),
    ...(engine && { engine }),
    ...(port !== undefined && { port }),
    ...membersOf(reading, node, id),
  };
}

function addressesOf(reading: Reading, node: ast.Workload, id: EntityId, subnets: readonly EntityId[]): AddressesPart {
  if (node.kind === 'fleet') return memberAddresses(node);
  return subnets.length === 0 ? ASSIGNED : statedAddresses(reading, node, id, subnets.length === 1);
}

/** Of a workload in unknown subnets: the VPC in which it is declared. */
function vpcOf(reading: Reading, { $container }: ast.Workload, unknownSubnets: Unknown | undefined): Pick<WorkloadPart, 'vpc'> {
  const vpc = unknownSubnets !== undefined && $container.$type === 'Vpc' ? reading.idOf($container) : undefined;
  return vpc === undefined ? {} : { vpc };
}

function reportNoSubnet(reading: Reading, { kind, name, $container }: ast.Workload, id: EntityId): void {
  const fix =
    $container.$type === 'File' ? 'Put it into a subnet of a VPC' : 'Put it into a subnet, or give it a line "subnets …"';
  reading.report('workload-without-subnet', 'error', id, `${kind} ${name} is in no subnet. ${fix}.`);
}

/** The interfaces of lines `interface …`, in the subnet that they name or in the workload's first. They are numbered after the workload's own. */
function furtherInterfaces(
  reading: Reading,
  node: ast.Workload,
  owner: EntityId,
  subnets: readonly EntityId[],
): readonly InterfacePart[] {
  return node.interfaces.flatMap((inner, index) => {
    const id = reading.declare(inner, partId(owner, 'interface', subnets.length + index + 1));
    for (const place of inner.addresses.keys()) reading.place(id, { of: 'address', index: place }, inner, 'addresses', place);
    for (const property of inner.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
    const isUnknown = unknownSubnetsIn(inner.properties).unknownSubnets !== undefined;
    const [subnet = isUnknown ? undefined : subnets[0]] = statedSubnets(reading, inner.properties, id);
    reportSecondSubnet(reading, inner, id);
    if (subnet === undefined) return [];
    return [
      {
        id,
        subnet,
        ...statedAddresses(reading, inner, id, true),
        securityGroups: statedGroups(reading, inner.properties, id),
        sourceDestCheck: checksSource(inner),
      },
    ];
  });
}

function reportSecondSubnet(reading: Reading, { properties }: ast.NetworkInterface, id: EntityId): void {
  const named = properties.flatMap((property) => (property.$type === 'SubnetsProperty' ? property.subnets : []));
  const other = named.filter(({ ref }) => reading.idOf(ref) !== undefined)[1]?.ref;
  if (other === undefined) return;
  const message = `An interface is in one subnet. Add another interface for ${other.name}.`;
  reading.report('interface-multi-subnet', 'error', id, message, { of: 'subnets', index: 1 });
}

function excludeSnatOf(reading: Reading, { properties }: ast.Workload, id: EntityId): Pick<WorkloadPart, 'excludeSnat'> {
  const lines = properties.flatMap((property) => (property.$type === 'ExcludeSnatProperty' ? [property] : []));
  const written = lines.flatMap((node) => node.blocks.map((text, place) => ({ node, text, place })));
  for (const [index, { node, place }] of written.entries())
    reading.place(id, { of: 'exclude-snat', index }, node, 'blocks', place);
  const texts = written.map(({ text }) => text);
  return texts.length === 0 ? {} : { excludeSnat: readPrefixes(reading, id, texts, 'exclude-snat') };
}

function hostOf(node: ast.Workload): ast.Workload | undefined {
  return node.properties.find((property) => property.$type === 'NodeProperty')?.node?.ref;
}

function checksSource({ properties }: ast.Workload | ast.NetworkInterface): boolean {
  return !properties.some((property) => property.$type === 'SourceDestCheckProperty' && property.value === 'off');
}

const ASPECTS = {
  ElasticIpProperty: 'elastic-ip',
  PublicIpProperty: 'public-ip',
  SecurityGroupsProperty: 'security-groups',
  SubnetsProperty: 'subnets',
  NodeProperty: 'on',
  EngineProperty: 'engine',
  PortProperty: 'port',
  CountProperty: 'count',
  SourceDestCheckProperty: 'source-dest-check',
  ExternalSnatProperty: 'external-snat',
  ExcludeSnatProperty: 'exclude-snat',
} as const;

function placeWorkload(reading: Reading, node: ast.Workload, id: EntityId): void {
  for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
}
