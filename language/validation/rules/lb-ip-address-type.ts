import { KINDS } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Only an internet-facing Application Load Balancer can be `dualstack-without-public-ipv4`.
 *
 * AWS rejects this type for internal load balancers, which have no public IPv4 addresses anyway, and for Network Load Balancers,
 * which are `ipv4` or `dualstack`.
 *
 * Source: Elastic Load Balancing API, SetIpAddressType; "How Elastic Load Balancing works", IP address types.
 */
export const lbIpAddressType: Rule = { code: 'lb-ip-address-type', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, kind, scheme, ipAddressType } of network.loadBalancers) {
    if (ipAddressType !== 'dualstack-without-public-ipv4') continue;
    if (kind === 'alb' && scheme === 'internet-facing') continue;
    const what = kind === 'alb' ? 'internal' : `a ${KINDS[kind].title}`;
    const message = `${name} is ${what}: "dualstack-without-public-ipv4" is only for internet-facing Application Load Balancers. Use "dualstack".`;
    yield { subject: id, aspect: { of: 'ip-address-type' }, message };
  }
}
