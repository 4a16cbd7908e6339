import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Only an internet-facing Application Load Balancer can do without public IPv4 addresses.
 *
 * An internal load balancer has none anyway, and a Network Load Balancer is `ipv4` or `dualstack`: AWS refuses
 * `dualstack-without-public-ipv4` for both.
 *
 * Source: Elastic Load Balancing API, SetIpAddressType; "How Elastic Load Balancing works", IP address types.
 */
export const lbIpAddressType: Rule = { code: 'lb-ip-address-type', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, kind, scheme, ipAddressType } of network.loadBalancers) {
    if (ipAddressType !== 'dualstack-without-public-ipv4') continue;
    if (kind === 'alb' && scheme === 'internet-facing') continue;
    const what = kind === 'nlb' ? 'a network load balancer' : 'internal';
    const message = `${name} is ${what}: "dualstack-without-public-ipv4" is for internet-facing application load balancers. Write "dualstack".`;
    yield { subject: id, aspect: { of: 'ip-address-type' }, message };
  }
}
