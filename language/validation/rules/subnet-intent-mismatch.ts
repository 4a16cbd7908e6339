import { exposureOf } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * `public subnet` and `private subnet` say what the author means; the routes say what is.
 *
 * A subnet is public if its route table leads to an internet gateway, and private if not: neither its name nor the word in front
 * of it changes that. Where the two differ, either the route or the word is wrong. It is an error because the word is a claim
 * like `expect`: it must hold.
 *
 * Source: Amazon VPC User Guide, "Subnets for your VPC", subnet types.
 */
export const subnetIntentMismatch: Rule = { code: 'subnet-intent-mismatch', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const gateways = new Map(network.gateways.filter(({ kind }) => kind === 'igw').map((gateway) => [gateway.vpc, gateway]));
  for (const subnet of network.subnets) {
    const { id, name, intent } = subnet;
    const exposure = exposureOf(subnet);
    if (intent === undefined || intent === exposure.kind) continue;
    if (exposure.kind === 'public') {
      const message = `${name} is declared private, but one of its routes leads to an internet gateway: send that route to a NAT gateway, or call the subnet public.`;
      const related = [{ subject: exposure.route.id, message: 'This route makes it public.' }];
      yield { subject: id, aspect: { of: 'intent' }, message, related };
    } else {
      const gateway = gateways.get(subnet.vpc);
      const route = gateway === undefined ? 'add an igw and a route to it' : `add "route 0.0.0.0/0 -> ${gateway.name}"`;
      const message = `${name} is declared public, but none of its routes leads to an internet gateway: ${route}, or call it private.`;
      yield { subject: id, aspect: { of: 'intent' }, message };
    }
  }
}
