import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Lambda function in a public subnet cannot reach the internet.
 *
 * The network interfaces of a function never have a public address, so the internet gateway drops their packets. Move the
 * function to private subnets with a route to a NAT gateway.
 *
 * Source: AWS Lambda Developer Guide, "Enable internet access for VPC-connected Lambda functions".
 */
export const lambdaPublicSubnet: Rule = { code: 'lambda-public-subnet', severity: 'warning', isDerived: true, check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(
    network,
    claims,
    'lambda-public-subnet',
    'A Lambda function never has one: move it to private subnets with a NAT gateway.',
  );
  for (const { id, kind, name, interfaces } of network.workloads) {
    const route = interfaces.map(({ subnet }) => defaultRoute(subnet, 4)).find((found) => found?.target.kind === 'igw');
    if (kind !== 'lambda' || route === undefined) continue;
    const message = `${name} never has a public address, so it cannot reach the internet from a public subnet: move it to private subnets with a NAT gateway.`;
    yield { subject: id, message, related: [{ subject: route.id, message: 'The route to the internet gateway.' }] };
  }
}
