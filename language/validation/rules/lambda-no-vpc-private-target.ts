import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A flow leads from a function outside of all VPCs to a private address.
 *
 * A function that names no subnets runs in a network of AWS: it has the internet, but no way into a VPC. Attach it with a line
 * `subnets …` and `security-groups …`.
 *
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC".
 */
export const lambdaNoVpcPrivateTarget: Rule = { code: 'lambda-no-vpc-private-target', severity: 'error', check };

function check(network: Network, claims: Claims): readonly Remark[] {
  return droppedSteps(network, claims, 'lambda-no-vpc-private-target', 'Attach the function to the VPC with a line "subnets …".');
}
