import { formatPrefix } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An egress-only internet gateway carries IPv6 only.
 *
 * For IPv4 a NAT gateway does the same work: it lets connections out and none in. Route IPv4 to one.
 *
 * Source: Amazon VPC User Guide, "Enable outbound IPv6 traffic using an egress-only internet gateway".
 */
export const routeEigwIpv4: Rule = { code: 'route-eigw-ipv4', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, destination, target } of routes) {
      if (target.kind !== 'egress-igw' || destination.family !== 4) continue;
      const message = `${shortName(target.id)} carries IPv6 only: send ${formatPrefix(destination)} to a NAT gateway, or route ::/0 here.`;
      yield { subject: id, aspect: { of: 'target' }, message };
    }
  }
}
