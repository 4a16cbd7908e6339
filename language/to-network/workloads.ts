// Workloads with their network interfaces.
import type * as ast from '#language/ast/generated/ast.ts';
import { EKS_API_PORT, ENGINE_PORTS } from '#language/aws/ports.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Workload } from '#language/network/workload.ts';
import { addressesOf, namedSubnets, namesGroups, type Surroundings, securityGroups } from './interfaces.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';

/** A workload in the given subnet, or in those that it names itself; a lambda without any is attached to no VPC. */
export function workloadFrom(around: Surroundings, node: ast.Workload, id: EntityId, home: Subnet | undefined): Workload {
  const { reading } = around;
  placeWorkload(reading, node, id);
  const subnets = home === undefined ? namedSubnets(around, node.properties, id) : [home];
  if (subnets.length === 0 && node.kind !== 'lambda') {
    const where =
      node.$container.$type === 'File' ? 'Put it into a subnet of a VPC' : 'Put it into a subnet, or give it a line "subnets …"';
    reading.report('workload-without-subnet', 'error', id, `${node.kind} ${node.name} stands in no subnet. ${where}.`);
  }
  const host = hostOf(node);
  const hostId = reading.idOf(host);
  const groups = host === undefined || namesGroups(node.properties) ? node.properties : host.properties;
  const engine = node.properties.find((property) => property.$type === 'EngineProperty')?.engine;
  const port = node.properties.find((property) => property.$type === 'PortProperty')?.port ?? usualPort(node.kind, engine);
  const vpc = subnets[0]?.vpc;
  const interfaces = subnets.map((subnet, index) => ({
    id: partId(id, 'interface', index + 1),
    owner: id,
    subnet,
    addresses: addressesOf(around, node, id, subnet, subnets.length === 1),
    securityGroups: securityGroups(around, groups, subnet.vpc, id),
    sourceDestCheck: checksSource(node),
  }));
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    ...(vpc && { vpc }),
    interfaces: [...interfaces, ...furtherInterfaces(around, node, id, subnets)],
    ...(hostId && { node: hostId }),
    ...(node.kind === 'pod' && host && { nodeTranslates: isTranslatedBy(host, node) }),
    ...(engine && { engine }),
    ...(port !== undefined && { port }),
  };
}

/** The interfaces of lines `interface …`, in the subnet that they name or in the workload's own. Numbers go on after its own ones. */
function furtherInterfaces(
  around: Surroundings,
  node: ast.Workload,
  owner: EntityId,
  homes: readonly Subnet[],
): readonly Interface[] {
  const { reading } = around;
  return node.interfaces.flatMap((inner, index) => {
    const id = reading.declare(inner, partId(owner, 'interface', homes.length + index + 1));
    for (const place of inner.addresses.keys()) reading.place(id, { of: 'address', index: place }, inner, 'addresses', place);
    for (const property of inner.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
    const [subnet = homes[0], other] = namedSubnets(around, inner.properties, id);
    if (other !== undefined) {
      const message = `An interface stands in one subnet: make another interface for ${other.name}.`;
      reading.report('interface-multi-subnet', 'error', id, message, { of: 'subnets', index: 1 });
    }
    if (subnet === undefined) return [];
    return [
      {
        id,
        owner,
        subnet,
        addresses: addressesOf(around, inner, id, subnet, true),
        securityGroups: securityGroups(around, inner.properties, subnet.vpc, id),
        sourceDestCheck: checksSource(inner) && checksSource(node),
      },
    ];
  });
}

function hostOf(node: ast.Workload): ast.Workload | undefined {
  return node.properties.find((property) => property.$type === 'NodeProperty')?.node?.ref;
}

/**
 * Not where the node leaves translation to others, and not for a pod with groups, and so an interface, of its own.
 * Source: Amazon EKS User Guide, "Enable outbound internet access for Pods", "Assign security groups to individual Pods".
 */
function isTranslatedBy(host: ast.Workload, pod: ast.Workload): boolean {
  const external = host.properties.some((property) => property.$type === 'ExternalSnatProperty' && property.value === 'on');
  return !external && !namesGroups(pod.properties);
}

function usualPort(kind: ast.WorkloadKind, engine: string | undefined): number | undefined {
  if (kind === 'eks') return EKS_API_PORT;
  return engine === undefined ? undefined : ENGINE_PORTS.get(engine);
}

/** On by default, also on a NAT instance, where it is a mistake. Source: Amazon VPC User Guide, "NAT instances". */
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
  SourceDestCheckProperty: 'source-dest-check',
  ExternalSnatProperty: 'external-snat',
} as const;

function placeWorkload(reading: Reading, node: ast.Workload, id: EntityId): void {
  for (const index of node.addresses.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
}
