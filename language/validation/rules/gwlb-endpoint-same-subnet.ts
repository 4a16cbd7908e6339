import type { Network } from '#language/network/network.ts';
import { routesThrough } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Gateway Load Balancer endpoint stands in the subnet that it protects.
 *
 * What the endpoint sends on follows the routes of its own subnet, which lead to the endpoint again. Give it a subnet of its own.
 *
 * Source: Elastic Load Balancing, "What is a Gateway Load Balancer?"; Amazon EC2 API, CreateVpcEndpoint.
 */
export const gwlbEndpointSameSubnet: Rule = { code: 'gwlb-endpoint-same-subnet', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, type, interfaces } of network.endpoints) {
    if (type !== 'gateway-load-balancer') continue;
    for (const { subnet } of interfaces) {
      const route = routesThrough(subnet, id);
      if (route === undefined) continue;
      yield {
        subject: route.id,
        aspect: { of: 'target' },
        message: `${name} stands in ${subnet.name} itself, so what it lets pass comes back to it: give ${name} a subnet of its own.`,
        related: [{ subject: id, aspect: { of: 'subnets' }, message: `${name} stands in ${subnet.name}.` }],
      };
    }
  }
}
