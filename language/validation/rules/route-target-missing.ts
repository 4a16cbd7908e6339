import type { Entity, EntityKind, Network } from '#language/network/network.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The target of a route must be able to forward packets.
 *
 * These can: gateways, NAT gateways, instances, peering connections, transit gateways, Gateway Load Balancer endpoints, and VPN
 * and Direct Connect links that end at the VPC. A database, a load balancer or an interface endpoint cannot. Name another
 * target. A name without a declaration is reported as `unknown-name`.
 *
 * Source: Amazon EC2 API, CreateRoute; Amazon VPC User Guide, "Subnet route tables".
 */
export const routeTargetMissing: Rule = { code: 'route-target-missing', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, target } of routes) {
      const resource = target.kind === 'missing' && target.id !== undefined ? network.byId.get(target.id) : undefined;
      if (resource === undefined) continue;
      const message = `The target of a route cannot be ${whatItIs(resource)}: name a gateway, a NAT gateway, a peering or an instance instead of ${resource.name}.`;
      yield {
        subject: id,
        aspect: { of: 'target' },
        message,
        related: [{ subject: resource.id, message: `${resource.name} is declared here.` }],
      };
    }
  }
}

/** The resource with its kind. Some kinds of endpoints and links can be a target, so the text says which kind this is. */
function whatItIs(resource: Entity): string {
  if (resource.kind === 'endpoint') return `${withArticle(resource.type)} endpoint`;
  if (resource.kind === 'vpn' || resource.kind === 'direct-connect')
    return `${withArticle(resource.kind)} that does not end at this VPC`;
  return withArticle(resource.kind);
}

function withArticle(kind: EntityKind | VpcEndpoint['type']): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
