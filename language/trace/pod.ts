// Pods: addresses of their own inside the VPC, the node's address outside of it.
// Source: Amazon EKS User Guide, "Enable outbound internet access for Pods" (VPC CNI with AWS_VPC_K8S_CNI_EXTERNALSNAT=false, the default).
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { contains, formatSocket } from '#language/network/address.ts';
import type { Interface, Workload } from '#language/network/network.ts';
import { hasPorts, type Packet } from '#language/network/traffic.ts';
import type { Journal } from './journal.ts';
import { end, move, type Outcome } from './location.ts';
import { isTracked } from './security-group.ts';

/** Before a pod's packet leaves: to anywhere outside the VPC's blocks it goes under its node's address. `undefined`: it leaves as it is. */
export function leavePod(journal: Journal, pod: Workload, iface: Interface, packet: Packet): Outcome | undefined {
  const node = pod.node === undefined ? undefined : journal.network.byId.get(pod.node);
  const host = node?.kind === 'node' || node?.kind === 'instance' ? node.interfaces[0] : undefined;
  const address = host?.addresses.find((own) => own.private.family === 4)?.private;
  if (host === undefined || address === undefined || node === undefined || packet.source.family !== 4) return undefined;
  if (iface.subnet.vpc.prefixes.some((prefix) => contains(prefix, packet.destination)) || isTracked(journal, iface, packet))
    return undefined;
  const sourcePort = hasPorts(packet.protocol)
    ? { number: EXAMPLE_PORTS.podBehindNode, range: EPHEMERAL_PORTS.podBehindNode }
    : undefined;
  const translated: Packet = { ...packet, source: address, ...(sourcePort && { sourcePort }) };
  journal.remember({
    at: node.id,
    kind: node.kind,
    keeper: `node ${node.id}`,
    before: packet,
    after: translated,
    outbound: true,
  });
  const outer = formatSocket(address, sourcePort?.number);
  const reason = `The destination is outside the VPC, so the node sends the pod's packet under its own address ${outer}.`;
  journal.pass('translate', { id: node.id, kind: node.kind }, translated, {
    by: `node ${node.name}, VPC CNI`,
    reason,
    decidedBy: node.id,
  });
  return move(translated, { kind: 'leaving', interface: host });
}

/** At a node: an answer to one of its pods goes on to the pod. `undefined`: the packet is for the node itself. */
export function enterNode(journal: Journal, node: Workload, packet: Packet): Outcome | undefined {
  const answered = journal.table.answered(`node ${node.id}`, packet);
  if (answered === undefined) return undefined;
  const { before } = answered.entry;
  const back = { ...packet, destination: before.source, ...(before.sourcePort && { destinationPort: before.sourcePort }) };
  const pod = node.vpc === undefined ? undefined : journal.lookup.privateOwner(node.vpc, before.source);
  if (pod === undefined) return undefined;
  const inner = formatSocket(before.source, before.sourcePort?.number);
  journal.pass('translate', { id: node.id, kind: node.kind }, back, {
    by: `node ${node.name}, VPC CNI`,
    reason: `The node hands the answer to the pod at ${inner}.`,
    decidedBy: node.id,
  });
  return end({ kind: 'arrived', packet: back, interface: pod.interface });
}
