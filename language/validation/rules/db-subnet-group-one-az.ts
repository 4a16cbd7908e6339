import type { Network } from '#language/network/network.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * The subnets of a database must cover at least two Availability Zones.
 *
 * AWS rejects a DB subnet group in a single Availability Zone, because the database must be able to fail over. Add a subnet in
 * another Availability Zone. A database that is declared inside a subnet only says where it runs, and is not reported.
 *
 * Source: Amazon RDS User Guide, "Working with a DB instance in a VPC".
 */
export const dbSubnetGroupOneAz: Rule = { code: 'db-subnet-group-one-az', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces, unknownSubnets } of network.workloads) {
    const azs = kind === 'database' && unknownSubnets === undefined && interfaces.length > 1 ? knownAzsOf(interfaces) : undefined;
    if (azs?.size !== 1) continue;
    const message = `All subnets of ${name} are in ${[...azs].join()}: a database needs subnets in at least two Availability Zones. Add a subnet in another AZ.`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
