import { isPublic } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import { leavesByAppliance } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A public address is of use in a public subnet only.
 *
 * An internet gateway hands packets for the address to its owner, wherever it stands, but the answers follow the routes of the
 * subnet. Without a route to the gateway they never get out: the address is unreachable, and is billed all the same. Put the
 * thing into a public subnet, or drop the address.
 *
 * Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway".
 */
export const publicIpWithoutIgwRoute: Rule = { code: 'public-ip-without-igw-route', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind === 'nat-instance') continue;
    for (const { subnet, addresses } of interfaces) {
      const index = addresses.findIndex((address) => address.public !== undefined);
      if (index < 0 || isPublic(subnet) || leavesByAppliance(subnet)) continue;
      yield {
        subject: id,
        aspect: { of: 'public-address', index },
        message: `The public address of ${name} cannot be reached: ${subnet.name} has no route to an internet gateway, so answers have no way out. Move ${name} into a public subnet, or drop the address.`,
        related: [{ subject: subnet.id, message: `${subnet.name} is private.` }],
      };
    }
  }
}
