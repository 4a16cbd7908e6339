import { SERVICE_RANGES } from '#language/aws/addresses.ts';
import { covers, formatPrefix, parsePrefix } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * AWS's own services on the link cannot be routed.
 *
 * Metadata, DNS and time live at 169.254.168.0/22 and fd00:ec2::/32 on every machine. AWS refuses a route to these ranges or to a
 * part of them, and no wider route carries their packets. Remove the route: the services are there without it.
 *
 * Source: Amazon VPC User Guide, "Subnet route tables".
 */
export const routeServiceRange: Rule = { code: 'route-service-range', severity: 'error', check };

const SERVICES = SERVICE_RANGES.flatMap((text) => parsePrefix(text) ?? []);

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, destination } of routes) {
      const range = SERVICES.find((prefix) => covers(prefix, destination));
      if (range === undefined) continue;
      const message = `${formatPrefix(range)} belongs to AWS's own services, and no route may lead there: remove it.`;
      yield { subject: id, aspect: { of: 'destination' }, message };
    }
  }
}
