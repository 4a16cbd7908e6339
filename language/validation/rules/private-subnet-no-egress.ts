import { kindIs } from '#language/network/kinds.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
import { isSettled } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A subnet without routes out of the VPC cannot reach the internet.
 *
 * Software updates, container images and public APIs are unreachable from there. That is right for databases, and may be intended
 * for applications. If not, add a route to a NAT gateway. A flow that is dropped for this reason is reported as an error.
 *
 * Source: Amazon VPC User Guide, "NAT gateways".
 */
export const privateSubnetNoEgress: Rule = { code: 'private-subnet-no-egress', severity: 'info', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'private-subnet-no-egress');
  const tenants = workloadsBySubnet(network);
  for (const { id, name, routeTable } of network.subnets) {
    const leadsOut = routeTable.routes.some(({ target }) => target.kind !== 'local' && target.kind !== 'blackhole');
    if (leadsOut || isSettled(routeTable, ALL_ADDRESSES[4])) continue;
    const workload = tenants.get(id)?.find(({ kind }) => kindIs(kind, 'callsServices'));
    if (workload === undefined) continue;
    const message = `${workload.name} cannot reach the internet, because subnet ${name} has no route out of the VPC: add a default route to a NAT gateway unless this is intended.`;
    yield { subject: id, message };
  }
}
