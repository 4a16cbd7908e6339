// Behind a VPC link V1 of an API: a Network Load Balancer, over PrivateLink. Its targets see its nodes.
// Source: Amazon API Gateway Developer Guide, "Private integration using VPC links V1".
import type { Prefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { Peer } from '#language/network/filters.ts';
import { type Listener, type LoadBalancer, listenerTraffic, transportOf } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { coversTraffic, possibleTraffic } from '#language/packets/traffic-set.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import { unopened } from '#language/trace/noted.ts';
import { nodesInDns, type Open } from '#language/trace/rotation.ts';
import { behindNodes } from './behind-nodes.ts';
import { type NextConnections, noNextConnections, unknownNextConnections } from './next-connections.ts';

/** A request of a client at an API, and the load balancer at the other end of its VPC link. */
export interface Linked {
  readonly api: ApiGateway;
  readonly balancer: LoadBalancer;
  readonly packet: Packet;
}

/** The connections from the nodes of the load balancer to its targets. `open` traces one of them. */
export function behindVpcLinkV1(
  network: Network,
  { api, balancer, packet }: Linked,
  ports: SourcePorts,
  open: Open,
): NextConnections {
  const listener = privateListener(balancer);
  if (listener === undefined || balancer.nodes.length === 0) {
    const decision = { kind: 'load-balancer', balancer, result: 'no-listener', protocol: 'tcp', decidedBy: balancer.id } as const;
    return noNextConnections(unopened(balancer, packet, 'ELBV2_LISTENERS_MISMATCH', decision));
  }
  const admitted = admittedOverPrivateLink(balancer, listener);
  if (admitted === 'none') {
    const decision = { kind: 'api-gateway', api, result: 'inbound-rules', balancer, decidedBy: balancer.id } as const;
    return noNextConnections(unopened(balancer, packet, 'ENI_SG_RULES_MISMATCH', decision));
  }
  if (admitted === 'some') return unknownNextConnections(unknownSource(balancer));
  return behindNodes(
    network,
    nodesInDns(network, balancer, open),
    { packet, balancer, listener, rules: listener.rules },
    ports,
    open,
  );
}

/** The listener that an API calls, like the port of any call that names none: the first one for TCP. */
export function privateListener({ listeners }: LoadBalancer): Listener | undefined {
  return listeners.find(({ protocol }) => transportOf(protocol) === 'tcp');
}

/**
 * From which addresses the inbound rules of a load balancer allow connections over PrivateLink to a listener. References to security groups
 * match none. AWS does not say which addresses an API uses.
 */
export function admittedOverPrivateLink(
  { nodes: [node], enforcesOnPrivateLink }: LoadBalancer,
  listener: Listener,
): 'all' | 'some' | 'none' {
  const groups = node?.securityGroups ?? [];
  if (groups.length === 0 || !enforcesOnPrivateLink) return 'all';
  const traffic = listenerTraffic(listener);
  const rules = groups.flatMap((group) => group.rules).filter(({ direction }) => direction === 'ingress');
  const allowed = rules.filter((rule) => coversTraffic(rule.traffic, traffic)).flatMap(({ peer }) => blocksOf(peer));
  if (allowed.some(({ length }) => length === 0)) return 'all';
  const possible = rules.filter((rule) => coversTraffic(possibleTraffic(rule.traffic), traffic));
  return possible.some(({ peer }) => blocksOf(peer).length > 0 || (peer.kind === 'prefixes' && peer.unknown)) ? 'some' : 'none';
}

function blocksOf(peer: Peer): readonly Prefix[] {
  return peer.kind === 'prefixes' ? peer.prefixes.filter(({ family }) => family === 4) : [];
}

function unknownSource({ name }: LoadBalancer): string {
  return `The inbound rules of ${name} apply to PrivateLink traffic and allow some addresses only, and AWS does not say from which addresses an API calls: write "enforce-on-privatelink off" in ${name}.`;
}
