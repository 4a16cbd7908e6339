import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route leads to a gateway of its own VPC.
 *
 * Gateways and NAT gateways of another VPC cannot be the target of a route: AWS refuses it. Use one of the own VPC.
 *
 * Source: Amazon EC2 API, CreateRoute; Amazon VPC User Guide, "NAT gateway basics".
 */
export const routeTargetWrongVpc: Rule = { code: 'route-target-wrong-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes, vpc } of network.routeTables) {
    for (const { id, target } of routes) {
      const thing = target.kind === 'local' || target.kind === 'missing' ? undefined : network.byId.get(target.id);
      if (thing === undefined || !('vpc' in thing) || thing.vpc === undefined || thing.vpc.id === vpc.id) continue;
      const message = `${thing.name} belongs to ${thing.vpc.name}: a route in ${vpc.name} needs a target of its own VPC.`;
      yield {
        subject: id,
        aspect: { of: 'target' },
        message,
        related: [{ subject: thing.id, message: `${thing.name} is declared here.` }],
      };
    }
  }
}
