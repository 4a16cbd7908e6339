import type { Network } from '#language/network/network.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * IPv6 needs a default route of its own.
 *
 * `0.0.0.0/0` covers no IPv6 address. A subnet with both families and only an IPv4 default route has no way out for IPv6:
 * connections to names with an IPv6 address try it first and fail or wait. Add `route ::/0` to an egress-only internet gateway,
 * or to the internet gateway if the subnet is public.
 *
 * Source: Amazon VPC User Guide, "Subnet route tables".
 */
export const routeIpv6DefaultMissing: Rule = { code: 'route-ipv6-default-missing', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const subnet of network.subnets) {
    const { id, name, prefixes } = subnet;
    const isDual = prefixes.some(({ family }) => family === 4) && prefixes.some(({ family }) => family === 6);
    const ipv4 = defaultRoute(subnet, 4);
    if (!isDual || ipv4 === undefined || defaultRoute(subnet, 6) !== undefined) continue;
    const gateway = ipv4.target.kind === 'igw' ? 'the internet gateway' : 'an egress-igw';
    const message = `${name} has a default route for IPv4 but none for IPv6: add "route ::/0" to ${gateway}.`;
    yield { subject: id, message, related: [{ subject: ipv4.id, message: 'The default route for IPv4.' }] };
  }
}
