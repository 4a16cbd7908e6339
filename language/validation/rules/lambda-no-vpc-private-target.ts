import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Lambda function outside of all VPCs cannot reach a private address.
 *
 * A function without subnets runs in a network that AWS manages. It can reach the internet, but no VPC. Attach it to the VPC with
 * the lines `subnets …` and `security-groups …`.
 *
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export const lambdaNoVpcPrivateTarget: Rule = { code: 'lambda-no-vpc-private-target', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return failingSteps(network, claims, 'lambda-no-vpc-private-target', 'Attach the function to the VPC with a line "subnets …".');
}
