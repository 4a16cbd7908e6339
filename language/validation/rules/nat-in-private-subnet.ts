import { isPublic } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import { routesFault } from '#language/validation/faults.ts';
import { mayBePublic, routesThrough } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public NAT gateway must be in a public subnet.
 *
 * It forwards translated packets by the routes of its own subnet. Without a route to an internet gateway, neither the NAT gateway
 * nor its clients reach the internet. Move it to a public subnet, or add the route to its subnet.
 *
 * Source: Amazon VPC User Guide, "NAT gateways" and "Troubleshoot NAT gateways".
 */
export const natInPrivateSubnet: Rule = { code: 'nat-in-private-subnet', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const connected = new Set(network.gateways.flatMap(({ kind, vpc }) => (kind === 'igw' ? [vpc.id] : [])));
  for (const { id, name, vpc, connectivity, interface: own } of network.natGateways) {
    const isReportedOtherwise = !connected.has(vpc.id) || routesThrough(own.subnet, id) !== undefined;
    if (connectivity === 'private' || isPublic(own.subnet) || mayBePublic(own.subnet) || isReportedOtherwise) continue;
    yield {
      subject: id,
      message: `${name} cannot reach the internet: ${own.subnet.name} has no route to an internet gateway. Move ${name} to a public subnet, or add the route.`,
      related: [{ subject: own.subnet.id, message: `${own.subnet.name} is private.` }],
      basis: { fault: routesFault(own.subnet.routeTable), resources: [id, own.subnet.id] },
    };
  }
}
