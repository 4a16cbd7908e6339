// Workloads with their interfaces, and the nodes of Kubernetes services.
import { EKS_API_PORT, ENGINE_PORTS } from '#language/aws/ports.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import type { Explicit } from './explicit.ts';
import { interfaceOf, type Surroundings } from './interfaces.ts';
import type { InterfacePart, KubernetesServicePart, TargetGroupPart, WorkloadPart } from './parts.ts';

/** A workload with one interface in each of its subnets, and its further interfaces. `hosts`: all workloads, among them the nodes of pods. */
export function explicitWorkload(
  around: Surroundings,
  part: WorkloadPart,
  hosts: ReadonlyMap<EntityId, WorkloadPart>,
): Explicit<Workload> {
  const { kind, id, name, label, node, engine } = part;
  const host = node === undefined ? undefined : hosts.get(node);
  const port = part.port ?? usualPort(part);
  const [first] = part.subnets;
  const vpc = first === undefined ? part.vpc : around.subnets.get(first)?.vpc;
  return {
    kind,
    id,
    name,
    ...(label !== undefined && { label }),
    ...(vpc !== undefined && { vpc }),
    interfaces: [...ownInterfaces(around, part, host), ...(part.furtherInterfaces ?? []).map(further(around, part))],
    ...(part.unknownSubnets && { unknownSubnets: part.unknownSubnets }),
    ...(node !== undefined && { node }),
    ...(kind === 'pod' && host !== undefined && translationBy(host, part)),
    ...(engine !== undefined && { engine }),
    ...(port !== undefined && { port }),
  };
}

function ownInterfaces(around: Surroundings, part: WorkloadPart, host: WorkloadPart | undefined): readonly Explicit<Interface>[] {
  const { id: owner, privateAddresses, publicAddresses } = part;
  const subnets = spread(part);
  return subnets.map((subnet, index) =>
    interfaceOf(around, {
      id: partId(owner, 'interface', index + 1),
      owner,
      subnet,
      securityGroups: part.securityGroups ?? host?.securityGroups,
      sourceDestCheck: part.sourceDestCheck ?? true,
      privateAddresses: subnets.length === 1 ? privateAddresses : [],
      publicAddresses,
    }),
  );
}

/**
 * The subnets of the members of a fleet: one member in each, or `count` of them, as evenly as possible. Everything else has one interface in
 * each subnet. Source: Amazon EC2 Auto Scaling User Guide, "Auto Scaling group Availability Zone distribution".
 */
function spread({ subnets, count = subnets.length }: WorkloadPart): readonly EntityId[] {
  return Array.from({ length: subnets.length === 0 ? 0 : count }, (_, index) => subnets[index % subnets.length]).flatMap(
    (subnet) => subnet ?? [],
  );
}

/** The source/destination check is on by default, also on a NAT instance. Source: Amazon VPC User Guide, "NAT instances". */
function further(around: Surroundings, workload: WorkloadPart): (part: InterfacePart) => Explicit<Interface> {
  return ({ securityGroups, sourceDestCheck, ...part }) =>
    interfaceOf(around, {
      ...part,
      owner: workload.id,
      securityGroups,
      sourceDestCheck: (sourceDestCheck ?? true) && (workload.sourceDestCheck ?? true),
    });
}

/**
 * How the node translates packets of the pod: not with external SNAT, and not for a pod with security groups, and so an interface, of its own.
 * Source: Amazon EKS User Guide, "Enable outbound internet access for Pods", "Assign security groups to individual Pods".
 */
function translationBy(host: WorkloadPart, pod: WorkloadPart): Pick<Workload, 'nodeTranslates' | 'keepsAddressTo'> {
  if (host.externalSnat === true || pod.securityGroups !== undefined) return { nodeTranslates: false };
  return { nodeTranslates: true, ...(host.excludeSnat && { keepsAddressTo: host.excludeSnat }) };
}

function usualPort({ kind, engine }: WorkloadPart): number | undefined {
  if (kind === 'eks') return EKS_API_PORT;
  return engine === undefined ? undefined : ENGINE_PORTS.get(engine);
}

/**
 * Every node of the VPC takes part, every machine that one of the pods runs on, and each fleet that a target group has with the node port: a node group.
 * Source: Kubernetes documentation, "Service"; Amazon EKS User Guide, "Managed node groups" (each is an Auto Scaling group).
 */
export function explicitService(
  { vpc, ...service }: KubernetesServicePart,
  workloads: readonly Explicit<Workload>[],
  targetGroups: readonly TargetGroupPart[],
): Explicit<KubernetesService> {
  const served = targetGroups.flatMap(({ targets, port }) => targets.filter((one) => (one.port ?? port) === service.nodePort));
  const fleets = new Set(served.map(({ resource }) => resource));
  const pods = new Set(service.pods.map(({ pod }) => pod));
  const hosts = new Set(workloads.flatMap(({ id, node }) => (pods.has(id) ? (node ?? []) : [])));
  const workers = workloads.filter(
    (one) => hosts.has(one.id) || (one.vpc === vpc && (one.kind === 'node' || (one.kind === 'fleet' && fleets.has(one.id)))),
  );
  return { ...service, trafficPolicy: service.trafficPolicy ?? 'cluster', workers: workers.map(({ id }) => id) };
}
