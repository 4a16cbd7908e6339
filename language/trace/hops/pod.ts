// Pods and their nodes: pods use their own addresses in the VPC and the node's address outside; services use node ports.
// Source: Amazon EKS User Guide, "Enable outbound internet access for Pods"; Kubernetes documentation, "Using Source IP".
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Entity } from '#language/network/network.ts';
import { fixedPort, hasPorts, type Packet, portTraffic } from '#language/network/traffic.ts';
import { blocksStatement, type Unknown, unknownSentence } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { KubernetesService, Workload } from '#language/network/workload.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome, unknownEnd } from '#language/trace/location.ts';

/**
 * Before a pod's packet leaves. A reply goes through the node that forwarded the request. Packets to destinations outside the VPC get the
 * node's address, except to blocks that are excluded. `undefined`: the packet leaves as it is.
 */
export function leavePod(journal: Journal, pod: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  const node = pod.node === undefined ? undefined : journal.network.byId.get(pod.node);
  if (node?.kind !== 'node' && node?.kind !== 'instance') return undefined;
  const host = node.interfaces[0];
  const address = host?.addresses.find((own) => own.private.family === 4)?.private;
  if (host === undefined) return undefined;
  // Replies of a pod with its own groups go through the VPC, so the `local` policy does not work with it. Source: Amazon EKS User Guide,
  // "Assign security groups to individual Pods", Considerations.
  const answered = sharesGroups(iface, host) ? journal.table.answered(node, 'translation', packet) : undefined;
  if (answered !== undefined) return answerThroughNode(journal, node, host, answered.entry.before, packet);
  if (packet.source.family !== 4 || pod.nodeTranslates === false) return undefined;
  const isInside = journal.mayBeIn(iface.subnet.vpc, packet.destination);
  if (isInside === true) return undefined;
  if (pod.keepsAddressTo !== undefined && journal.isIn(pod.keepsAddressTo, packet.destination)) return undefined;
  const asked = journal.table.answered(iface, 'tracking', packet);
  if (asked?.expired === false) return undefined;
  if (asked !== undefined)
    return end({ kind: 'unknown', reason: `How long ${node.name} keeps the connection entries of its pods is not documented.` });
  // The request came from a network behind the node, inside the node. A reply is not translated: the node knows the connection.
  if (journal.direction === 'return') return undefined;
  if (isInside !== false && keepsAddress(journal, pod, node, iface.subnet.vpc, isInside)) return undefined;
  const unknown = unknownAddressOf(host, 4);
  if (unknown !== undefined) return unknownEnd(unknown);
  if (address === undefined) return undefined;
  const sourcePort = hasPorts(packet.protocol)
    ? { number: EXAMPLE_PORTS.podBehindNode, range: EPHEMERAL_PORTS.podBehindNode }
    : undefined;
  const translated: Packet = { ...packet, source: address, sourcePort };
  remember(journal, node, packet, translated, true);
  journal.pass('translate', node, translated, () => ({
    kind: 'translation',
    method: 'vpc-cni',
    translator: node,
    reply: false,
    before: packet,
    after: translated,
    decidedBy: node.id,
  }));
  journal.startsHere();
  return move(translated, { kind: 'leaving', interface: host });
}

/** Whether the destination is in an unknown block of the VPC, so that the node does not translate: both are followed. */
function keepsAddress({ course }: Journal, pod: Workload, node: Workload, { name }: Vpc, unknown: Unknown): boolean {
  const why = unknownSentence({ statement: blocksStatement(name), unknown });
  return (
    course.choices.choose(
      'sender',
      pod.id,
      [pod.id, node.id],
      (id) => id,
      () => why,
    ) === pod.id
  );
}

/**
 * Packets between a node and its pods, or two pods of one node, never leave the host: no group, network ACL or route applies. A pod
 * with its own groups is the exception: all its packets go through the VPC. Source: Amazon EKS Best Practices, "Security Groups per Pod".
 */
export function stayOnNode(journal: Journal, owner: Entity | undefined, iface: Interface, packet: Packet): Outcome | undefined {
  const node = machineOf(journal, iface);
  const target = journal.ownerIn(iface.subnet.vpc, packet.destination)?.interface;
  if (node === undefined || target === undefined || target === iface || machineOf(journal, target) !== node) return undefined;
  const other = journal.network.byId.get(target.owner);
  // Two interfaces of the node itself are traced like those of any instance.
  if (owner?.kind !== 'pod' && other?.kind !== 'pod') return undefined;
  if (journal.table.answered(node, 'translation', packet) !== undefined) return undefined;
  journal.pass('forward', node, packet, () => ({
    kind: 'same-host',
    host: node,
    decidedBy: node.id,
  }));
  return move(packet, { kind: 'host', interface: target });
}

/**
 * The machine that handles what an interface sends and receives: of a pod its node, unless the pod has groups of its own. `undefined` if that
 * is none that forwards packets.
 */
export function machineOf(journal: Journal, iface: Interface): Workload | undefined {
  const owner = journal.network.byId.get(iface.owner);
  const node = hostOf(journal, owner);
  const host = node?.interfaces[0];
  return owner?.kind !== 'pod' || (host !== undefined && sharesGroups(iface, host)) ? node : undefined;
}

function hostOf(journal: Journal, resource: Entity | undefined): Workload | undefined {
  const node = resource?.kind === 'pod' && resource.node !== undefined ? journal.network.byId.get(resource.node) : resource;
  return node?.kind === 'node' || node?.kind === 'instance' ? node : undefined;
}

function sharesGroups(a: Interface, b: Interface): boolean {
  const names = ({ securityGroups = [] }: Interface): string =>
    securityGroups
      .map(({ id }) => id)
      .toSorted()
      .join();
  return names(a) === names(b);
}

/** At a node: a reply for one of its pods, or a packet for a node port. `undefined`: the packet is for the node itself. */
export function enterNode(journal: Journal, node: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  const answered = journal.table.answered(node, 'translation', packet);
  if (answered === undefined) return enterService(journal, node, iface, packet);
  const { before } = answered.entry;
  if (before.destination !== answered.entry.after.destination) return answerThroughNode(journal, node, iface, before, packet);
  const back = { ...packet, destination: before.source, destinationPort: before.sourcePort };
  const pod = node.vpc === undefined ? undefined : journal.ownerIn(node.vpc, before.source);
  if (pod === undefined) return undefined;
  journal.pass('translate', node, back, () => ({
    kind: 'translation',
    method: 'vpc-cni',
    translator: node,
    reply: true,
    before: packet,
    after: back,
    decidedBy: node.id,
  }));
  return end({ kind: 'arrived', packet: back, interface: pod.interface });
}

function enterService(journal: Journal, node: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  // A health check asks whether the node answers, not whether a pod does.
  if (journal.direction === 'return' || journal.course.isHealthCheck) return undefined;
  const service = journal.network.kubernetesServices.find(
    ({ workers, nodePort }) => workers.includes(node.id) && journal.speaksOf(portTraffic('tcp', nodePort), packet),
  );
  return service && toPod(journal, service, node, iface, packet);
}

/**
 * To a pod of the service: any pod, with the node's address as source. With policy `local`: a pod of the node, with the client's
 * address.
 */
function toPod(journal: Journal, service: KubernetesService, node: Workload, iface: Interface, packet: Packet): Outcome {
  const local = service.trafficPolicy === 'local';
  if (local && node.kind === 'fleet') {
    return unknownEnd({
      statement: `On which members of ${node.name} the pods of ${service.name} run is not in the text`,
      unknown: {},
    });
  }
  const pods = service.pods
    .map(({ pod, port }) => ({ pod: journal.network.byId.get(pod), port }))
    .filter(({ pod }) => pod?.kind === 'pod' && (!local || pod.node === node.id));
  const choice = journal.course.choices.choose('pod', service.id, pods, ({ pod }) => pod?.id ?? service.id);
  const target = choice?.pod?.kind === 'pod' ? choice.pod.interfaces[0] : undefined;
  const address = target?.addresses.find((own) => own.private.family === packet.destination.family)?.private;
  const own = iface.addresses.find(({ private: { family } }) => family === packet.destination.family)?.private;
  const unknown = [target, iface].flatMap((one) => (one && unknownAddressOf(one, packet.destination.family)) ?? [])[0];
  if (unknown !== undefined) return unknownEnd(unknown);
  if (choice === undefined || target === undefined || address === undefined || own === undefined) {
    journal.block('drop', service, packet, 'NO_LOCAL_POD', () => ({
      kind: 'kubernetes-service',
      service,
      node,
      result: local ? 'no-local-pod' : 'no-pod',
      decidedBy: service.id,
    }));
    return LOST;
  }
  const masked = local
    ? {}
    : { source: own, sourcePort: { number: EXAMPLE_PORTS.podBehindNode, range: EPHEMERAL_PORTS.podBehindNode } };
  const onward: Packet = { ...packet, ...masked, destination: address, destinationPort: fixedPort(choice.port) };
  remember(journal, node, packet, onward, false);
  journal.pass('translate', service, onward, () => ({
    kind: 'translation',
    method: 'node-port',
    translator: node,
    reply: false,
    service,
    clientAddressKept: local,
    before: packet,
    after: onward,
    decidedBy: service.id,
  }));
  const pod = choice.pod?.kind === 'pod' ? choice.pod : undefined;
  if (pod !== undefined && machineOf(journal, target) === node)
    return end({ kind: 'arrived', packet: onward, interface: target });
  if (!local) journal.startsHere();
  return move(onward, { kind: 'leaving', interface: iface });
}

/** The reply of a pod behind a node port: to the client, from the node's address. */
function answerThroughNode(journal: Journal, node: Workload, host: Interface, before: Packet, packet: Packet): Outcome {
  const back: Packet = {
    ...packet,
    source: before.destination,
    sourcePort: before.destinationPort,
    destination: before.source,
    destinationPort: before.sourcePort,
  };
  journal.pass('translate', node, back, () => ({
    kind: 'translation',
    method: 'node-port',
    translator: node,
    reply: true,
    before: packet,
    after: back,
    decidedBy: node.id,
  }));
  journal.startsHere();
  return move(back, { kind: 'leaving', interface: host });
}

function remember(journal: Journal, node: Workload, before: Packet, after: Packet, outbound: boolean): void {
  journal.remember({ at: node.id, kind: node.kind, keeper: node, role: 'translation', before, after, outbound });
}
