import { kindIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import { workloadsBySubnet } from '#language/validation/placement.ts';
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
  yield* droppedSteps(network, claims, 'private-subnet-no-egress', 'Add a route, usually to a NAT gateway.');
  const tenants = workloadsBySubnet(network);
  for (const { id, name, routeTable } of network.subnets) {
    if (routeTable.routes.some(({ target }) => target.kind !== 'local')) continue;
    const workload = tenants.get(id)?.find(({ kind }) => kindIs(kind, 'callsServices'));
    if (workload === undefined) continue;
    const message = `${workload.name} cannot reach the internet, because subnet ${name} has no route out of the VPC: add a default route to a NAT gateway unless this is intended.`;
    yield { subject: id, message };
  }
}
