import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { knownZonesOf } from '#language/validation/zones.ts';

/**
 * The subnets of a database lie in at least two zones.
 *
 * AWS refuses a DB subnet group in a single zone, so that the database can move when the zone fails. Name a subnet of another
 * zone. A database written inside a subnet only says where it runs, and is not reported.
 *
 * Source: Amazon RDS User Guide, "Working with a DB instance in a VPC".
 */
export const dbSubnetGroupOneAz: Rule = { code: 'db-subnet-group-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    const zones = kind === 'database' && interfaces.length > 1 ? knownZonesOf(interfaces) : undefined;
    if (zones?.size !== 1) continue;
    const message = `All subnets of ${name} lie in ${[...zones].join()}: a database needs subnets of two zones at least.`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
