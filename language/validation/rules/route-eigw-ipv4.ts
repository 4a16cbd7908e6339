import { formatPrefix } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An egress-only internet gateway supports only IPv6.
 *
 * For IPv4 use a NAT gateway, which also allows outbound connections only. Route IPv4 traffic to a NAT gateway.
 *
 * Source: Amazon VPC User Guide, "Enable outbound IPv6 traffic using an egress-only internet gateway".
 */
export const routeEigwIpv4: Rule = { code: 'route-eigw-ipv4', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, destination, target } of routes) {
      if (target.kind !== 'egress-igw' || destination.family !== 4) continue;
      const message = `${shortName(target.id)} supports only IPv6: route ${formatPrefix(destination)} to a NAT gateway, or use the destination ::/0.`;
      yield { subject: id, aspect: { of: 'target' }, message };
    }
  }
}
