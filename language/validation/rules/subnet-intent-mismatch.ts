import { exposureOf } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import { routesFault } from '#language/validation/faults.ts';
import { mayBePublic } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet declared `public` or `private` has routes that say otherwise.
 *
 * A subnet is public if its route table has a route to an internet gateway, and private if not. Its name and the word before it
 * do not change that. If they differ, correct the route or the word. This is an error because the word is an expectation, like
 * `expect`.
 *
 * Source: Amazon VPC User Guide, "Subnets for your VPC", subnet types.
 */
export const subnetIntentMismatch: Rule = { code: 'subnet-intent-mismatch', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const gateways = new Map(network.gateways.filter(({ kind }) => kind === 'igw').map((gateway) => [gateway.vpc, gateway]));
  for (const subnet of network.subnets) {
    const { id, name, intent } = subnet;
    const exposure = exposureOf(subnet);
    if (intent === undefined || intent === exposure.kind) continue;
    const basis = { fault: routesFault(subnet.routeTable), resources: [id] };
    if (exposure.kind === 'public') {
      const message = `${name} is declared private, but one of its routes leads to an internet gateway: change its target to a NAT gateway, or declare the subnet public.`;
      const related = [{ subject: exposure.route.id, message: 'This route makes the subnet public.' }];
      yield { subject: id, aspect: { of: 'intent' }, message, related, basis };
    } else if (!mayBePublic(subnet)) {
      const gateway = gateways.get(subnet.vpc);
      const route = gateway === undefined ? 'add an igw and a route to it' : `add "route 0.0.0.0/0 -> ${gateway.name}"`;
      const message = `${name} is declared public, but none of its routes leads to an internet gateway: ${route}, or declare it private.`;
      yield { subject: id, aspect: { of: 'intent' }, message, basis };
    }
  }
}
