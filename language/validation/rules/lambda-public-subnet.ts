import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A function in a public subnet has no internet.
 *
 * A function's network interfaces never have a public address, so an internet gateway drops what they send. Put the function into
 * private subnets that lead to a NAT gateway.
 *
 * Source: AWS Lambda Developer Guide, "Enable internet access for VPC-connected Lambda functions".
 */
export const lambdaPublicSubnet: Rule = { code: 'lambda-public-subnet', severity: 'warning', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(
    network,
    claims,
    'lambda-public-subnet',
    'A function never gets one: move it into private subnets behind a NAT gateway.',
  );
  for (const { id, kind, name, interfaces } of network.workloads) {
    const route = interfaces.map(({ subnet }) => defaultRoute(subnet, 4)).find((found) => found?.target.kind === 'igw');
    if (kind !== 'lambda' || route === undefined) continue;
    const message = `${name} never gets a public address, so it has no internet in a public subnet: move it into private ones behind a NAT gateway.`;
    yield { subject: id, message, related: [{ subject: route.id, message: 'The route to the internet gateway.' }] };
  }
}
