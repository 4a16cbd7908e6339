import type { Entity, Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { attachmentOf } from '#language/validation/connected.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route leads to a gateway of its own VPC.
 *
 * Gateways and NAT gateways of another VPC cannot be the target of a route: AWS refuses it. Use one of the own VPC. A peering must
 * have the VPC at one of its ends, and a transit gateway must attach it.
 *
 * Source: Amazon EC2 API, CreateRoute; Amazon VPC User Guide, "NAT gateway basics".
 */
export const routeTargetWrongVpc: Rule = { code: 'route-target-wrong-vpc', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes, vpc } of network.routeTables) {
    for (const { id, target } of routes) {
      const thing = target.kind === 'local' || target.kind === 'missing' ? undefined : network.byId.get(target.id);
      const problem = thing && whatIsWrong(thing, vpc);
      if (thing === undefined || problem === undefined) continue;
      yield {
        subject: id,
        aspect: { of: 'target' },
        message: problem,
        related: [{ subject: thing.id, message: `${thing.name} is declared here.` }],
      };
    }
  }
}

function whatIsWrong(thing: Entity, own: Vpc): string | undefined {
  if (thing.kind === 'peering' && !thing.vpcs.includes(own))
    return `${thing.name} does not connect ${own.name}: name a peering of ${own.name}, or peer it, too.`;
  if (thing.kind === 'transit-gateway' && attachmentOf(thing, own.id) === undefined)
    return `${own.name} is not attached to ${thing.name}: add "attach ${own.name}" to ${thing.name}.`;
  if (!('vpc' in thing) || thing.vpc === undefined || thing.vpc === own) return undefined;
  return `${thing.name} belongs to ${thing.vpc.name}: a route in ${own.name} needs a target of its own VPC.`;
}
