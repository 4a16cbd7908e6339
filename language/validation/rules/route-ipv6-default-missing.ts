import type { Network } from '#language/network/network.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * IPv6 needs its own default route.
 *
 * `0.0.0.0/0` does not match IPv6 addresses. A dual-stack subnet with only an IPv4 default route cannot send IPv6 packets to the
 * internet. Clients that try an IPv6 address first fail or wait. Add `route ::/0` to an egress-only internet gateway, or to the
 * internet gateway in a public subnet.
 *
 * Source: Amazon VPC User Guide, "Subnet route tables".
 */
export const routeIpv6DefaultMissing: Rule = { code: 'route-ipv6-default-missing', severity: 'info', check };

function* check(network: Network): Iterable<Remark> {
  for (const subnet of network.subnets) {
    const { id, name, prefixes } = subnet;
    const isDual = prefixes.some(({ family }) => family === 4) && prefixes.some(({ family }) => family === 6);
    const ipv4 = defaultRoute(subnet, 4);
    if (!isDual || ipv4 === undefined || ipv4.target.kind === 'blackhole' || defaultRoute(subnet, 6) !== undefined) continue;
    const gateway = ipv4.target.kind === 'igw' ? 'the internet gateway' : 'an egress-igw';
    const message = `Subnet ${name} has a default route for IPv4 but none for IPv6: add "route ::/0" to ${gateway}.`;
    yield { subject: id, message, related: [{ subject: ipv4.id, message: 'The default route for IPv4.' }] };
  }
}
