// A load balancer that drops a packet or does not use a target → the listener, the node or the attribute that is missing.
import { isPublic } from '#language/network/exposure.ts';
import { type ListenerProtocol, type LoadBalancer, type TargetGroup, transportOf } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Packet } from '#language/network/traffic.ts';
import { isDeclared } from '#language/what-if/change/naming.ts';
import { type Candidate, type Remedy, together } from './blocked.ts';

/** A listener, or client IP preservation off for a client that is its own target. */
export const completeBalancer: Remedy = ({ network, hop: { decision, packet } }) => {
  if (decision.kind !== 'load-balancer') return [];
  if (decision.result === 'hairpin') {
    return [together({ kind: 'switch', resource: decision.group.id, setting: 'preserve-client-ip off' })];
  }
  return decision.result === 'no-listener' ? listenersFor(network, decision.balancer, packet) : [];
};

/** Cross-zone load balancing, or a node in the Availability Zone of the target, or of the endpoint that leads to the load balancer. */
export const useTarget: Remedy = ({ network, hop: { decision } }) => {
  if (decision.kind === 'endpoint' && decision.result === 'zone-not-offered')
    return nodesIn(network, decision.balancer, decision.az);
  if (decision.kind !== 'target') return [];
  const { balancer } = decision;
  if (decision.result === 'cross-zone-off' && isDeclared(balancer.id))
    return [together({ kind: 'switch', resource: balancer.id, setting: 'cross-zone on' })];
  return decision.result === 'az-not-enabled' ? nodesIn(network, balancer, decision.az) : [];
};

/** Nodes for an Availability Zone. */
function nodesIn(network: Network, balancer: LoadBalancer, az: string | undefined): readonly Candidate[] {
  if (!isDeclared(balancer.id)) return [];
  return network.subnets
    .filter((subnet) => subnet.vpc === balancer.vpc && subnet.az === az && isDeclared(subnet.id))
    .filter((subnet) => balancer.scheme === 'internal' || isPublic(subnet))
    .map(({ id }) => together({ kind: 'add-node', balancer: balancer.id, subnet: id }));
}

/** Requests of an API past the inbound rules of the load balancer, which match no address that the file could give. */
export const admitPrivateLink: Remedy = ({ hop: { decision } }) =>
  decision.kind === 'api-gateway' && decision.result === 'inbound-rules' && isDeclared(decision.balancer.id)
    ? [together({ kind: 'switch', resource: decision.balancer.id, setting: 'enforce-on-privatelink off' })]
    : [];

/** Listeners for the packet that forward to a target group of its protocol: one that the load balancer uses, else one of that port. */
function listenersFor(network: Network, balancer: LoadBalancer, packet: Packet): readonly Candidate[] {
  // The listeners of a Classic Load Balancer lead to ports of its own targets, and a Gateway Load Balancer has none of its own.
  if (balancer.kind === 'clb' || balancer.kind === 'gwlb') return [];
  const port = packet.destinationPort?.number;
  const protocol = port === undefined ? undefined : protocolFor(balancer, packet, port);
  if (port === undefined || protocol === undefined || !isDeclared(balancer.id)) return [];
  const used = groupsOf(network, balancer);
  const fitting = network.targetGroups
    .filter((group) => group.vpc === balancer.vpc && isDeclared(group.id) && group.targets.length > 0)
    .filter((group) => transportOf(group.protocol) === transportOf(protocol) && isHttp(group) === (balancer.kind === 'alb'))
    .filter((group) => used.includes(group) || group.port === port);
  return fitting
    .toSorted((a, b) => Number(used.includes(b)) - Number(used.includes(a)))
    .map(({ id }) => together({ kind: 'add-listener', balancer: balancer.id, protocol, port, targetGroup: id }));
}

const HTTPS = 443;

function protocolFor({ kind }: LoadBalancer, { protocol }: Packet, port: number): ListenerProtocol | undefined {
  if (kind === 'nlb') return protocol === 'tcp' || protocol === 'udp' ? protocol : undefined;
  if (protocol !== 'tcp') return undefined;
  return port === HTTPS ? 'https' : 'http';
}

function isHttp({ protocol }: TargetGroup): boolean {
  return protocol === 'http' || protocol === 'https';
}
