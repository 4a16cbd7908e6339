import type { Network } from '#language/network/network.ts';
import { inspectsPackets } from '#language/network/vpc-endpoint.ts';
import { routesThrough } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Gateway Load Balancer endpoint or a firewall must not be in a subnet that routes to it.
 *
 * Packets that leave the endpoint follow the routes of its own subnet, and so return to the endpoint. Put the endpoint in a
 * subnet of its own.
 *
 * Source: Elastic Load Balancing, "What is a Gateway Load Balancer?"; Amazon EC2 API, CreateVpcEndpoint; AWS Network Firewall
 * Developer Guide, "VPC configuration for AWS Network Firewall".
 */
export const gwlbEndpointSameSubnet: Rule = { code: 'gwlb-endpoint-same-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, interfaces } of network.endpoints.filter(inspectsPackets)) {
    for (const { subnet } of interfaces) {
      const route = routesThrough(subnet, id);
      if (route === undefined) continue;
      yield {
        subject: route.id,
        aspect: { of: 'target' },
        message: `${name} is itself in ${subnet.name}, so the packets that it forwards return to it: put ${name} in a subnet of its own.`,
        related: [{ subject: id, aspect: { of: 'subnets' }, message: `${name} is in ${subnet.name}.` }],
      };
    }
  }
}
