import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { type LoadBalancer, listenerTraffic } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { admittedOverPrivateLink, privateListener } from '#language/trace/next/behind-vpc-link-v1.ts';
import { groupsLet } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The security groups of a VPC link and its load balancer must allow the connection between them.
 *
 * The interfaces of the VPC link open connections to the listener of the load balancer. The security group of the VPC link needs
 * an outbound rule for the port. The security group of the load balancer needs an inbound rule that allows the VPC link.
 *
 * A VPC link V1 has no interfaces. It leads over PrivateLink to a Network Load Balancer, from addresses that AWS does not document. Write
 * `enforce-on-privatelink off` in the load balancer, so that the inbound rules of its security group do not apply to such traffic.
 *
 * Source: Amazon API Gateway Developer Guide, "Set up VPC links V2", "Private integration using VPC links V1".
 */
export const apigwLinkSg: Rule = { code: 'apigw-link-sg', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, integration } of network.apiGateways) {
    if (integration.kind === 'vpc-link-v1') yield* overPrivateLink(network, id, name, integration.loadBalancer);
    const balancer = integration.kind === 'vpc-link' ? network.byId.get(integration.loadBalancer) : undefined;
    if (integration.kind !== 'vpc-link' || balancer === undefined || !('listeners' in balancer)) continue;
    if (balancer.listeners.length === 0 || balancer.nodes.length === 0) continue;
    if (integration.interfaces.every((link) => reachesSome(link, balancer))) continue;
    yield {
      subject: id,
      aspect: { of: 'target' },
      message: `The VPC link of ${name} cannot reach a listener of ${balancer.name}: allow the port in the security group of the VPC link (egress) and in that of ${balancer.name} (ingress from the VPC link's group).`,
      related: [{ subject: balancer.id, aspect: { of: 'security-groups' }, message: `${balancer.name} is declared here.` }],
    };
  }
}

function* overPrivateLink(network: Network, api: EntityId, name: string, link: EntityId): Iterable<Remark> {
  const balancer = network.loadBalancers.find(({ id }) => id === link);
  const listener = balancer && privateListener(balancer);
  if (balancer === undefined || listener === undefined || admittedOverPrivateLink(balancer, listener) === 'all') return;
  yield {
    subject: api,
    aspect: { of: 'target' },
    message: `The inbound rules of ${balancer.name} apply to the PrivateLink traffic of ${name}, whose addresses AWS does not document: write "enforce-on-privatelink off" in ${balancer.name}.`,
    related: [{ subject: balancer.id, aspect: { of: 'security-groups' }, message: `${balancer.name} is declared here.` }],
  };
}

function reachesSome(link: Interface, { listeners, nodes }: LoadBalancer): boolean {
  return listeners.some((listener) => {
    const traffic = listenerTraffic(listener);
    return nodes.some((node) => groupsLet(link, 'egress', node, traffic) && groupsLet(node, 'ingress', link, traffic));
  });
}
