import { attachmentOf } from '#language/network/connectors.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { isLinked } from '#language/network/route-table.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The target of a route must be in the same VPC.
 *
 * AWS rejects a route to a gateway or NAT gateway of another VPC. Use one of the same VPC. A peering connection must include the
 * VPC, and a transit gateway must have an attachment to it.
 *
 * Source: Amazon EC2 API, CreateRoute; Amazon VPC User Guide, "NAT gateway basics".
 */
export const routeTargetWrongVpc: Rule = { code: 'route-target-wrong-vpc', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes, vpc } of network.routeTables) {
    for (const { id, target } of routes) {
      const resource = isLinked(target) ? network.byId.get(target.id) : undefined;
      const problem = resource && whatIsWrong(resource, vpc);
      if (resource === undefined || problem === undefined) continue;
      yield {
        subject: id,
        aspect: { of: 'target' },
        message: problem,
        related: [{ subject: resource.id, message: `${resource.name} is declared here.` }],
      };
    }
  }
}

function whatIsWrong(resource: Entity, own: Vpc): string | undefined {
  if (resource.kind === 'peering' && !resource.vpcs.includes(own))
    return `Peering ${resource.name} does not include ${own.name}: use a peering of ${own.name}.`;
  if (resource.kind === 'transit-gateway' && attachmentOf(resource, own.id) === undefined)
    return `${own.name} is not attached to ${resource.name}: add "attach ${own.name}" to ${resource.name}.`;
  if (!('vpc' in resource) || resource.vpc === undefined || resource.vpc === own) return undefined;
  return `${resource.name} is in ${resource.vpc.name}: a route in ${own.name} needs a target in the same VPC.`;
}
