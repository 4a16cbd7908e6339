import { isPublic } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import { routesFault } from '#language/validation/faults.ts';
import { leavesByAppliance, mayBePublic } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public address works only in a public subnet.
 *
 * The internet gateway forwards packets to the owner of the address in any subnet, but replies follow the routes of the subnet.
 * Without a route to the internet gateway, replies are lost: the address is unreachable, but still billed. Move the resource to a
 * public subnet, or remove the address.
 *
 * Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway".
 */
export const publicIpWithoutIgwRoute: Rule = { code: 'public-ip-without-igw-route', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind === 'nat-instance') continue;
    for (const { subnet, addresses } of interfaces) {
      const index = addresses.findIndex((address) => address.public !== undefined);
      if (index < 0 || isPublic(subnet) || mayBePublic(subnet) || leavesByAppliance(subnet)) continue;
      yield {
        subject: id,
        aspect: { of: 'public-address', index },
        message: `The public address of ${name} cannot be reached: ${subnet.name} has no route to an internet gateway, so replies cannot leave. Move ${name} to a public subnet, or remove the address.`,
        related: [{ subject: subnet.id, message: `${subnet.name} is private.` }],
        basis: { fault: routesFault(subnet.routeTable), resources: [id, subnet.id] },
      };
    }
  }
}
