import { exposureOf } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Databases and caches belong in private subnets.
 *
 * A database should not be reachable from the internet, and it rarely needs the internet itself. Move it to a subnet without a
 * route to an internet gateway.
 *
 * Source: Amazon RDS User Guide, "Working with a DB instance in a VPC"; AWS Security Hub controls RDS.2 and RDS.46.
 */
export const dbInPublicSubnet: Rule = { code: 'db-in-public-subnet', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind !== 'database' && kind !== 'cache') continue;
    for (const { subnet } of interfaces) {
      const exposure = exposureOf(subnet);
      if (exposure.kind === 'private') continue;
      yield {
        subject: id,
        message: `The ${kind} ${name} is in the public subnet ${subnet.name}: move it to a private subnet.`,
        related: [{ subject: exposure.route.id, message: `This route makes ${subnet.name} public.` }],
      };
    }
  }
}
