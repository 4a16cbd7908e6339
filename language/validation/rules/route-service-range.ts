import { covers, formatPrefix } from '#language/network/address.ts';
import { SERVICE_BLOCKS } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route cannot use the link-local ranges of AWS services.
 *
 * Every instance reaches instance metadata, DNS and time at 169.254.168.0/22 and fd00:ec2::/32. AWS rejects a route to these
 * ranges or to a part of them, and wider routes do not affect them. Remove the route; the services work without it.
 *
 * Source: Amazon VPC User Guide, "Subnet route tables".
 */
export const routeServiceRange: Rule = { code: 'route-service-range', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, destination } of routes) {
      const range = SERVICE_BLOCKS.find((prefix) => covers(prefix, destination));
      if (range === undefined) continue;
      const message = `${formatPrefix(range)} is reserved for AWS services, and AWS rejects routes to it: remove the route.`;
      yield { subject: id, aspect: { of: 'destination' }, message };
    }
  }
}
