import { groupBy } from '#language/network/group-by.ts';
import type { Network } from '#language/network/network.ts';
import { knownAzsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A Lambda function in a single Availability Zone fails with it.
 *
 * A function in a VPC runs in the Availability Zones of its subnets. Name subnets in two or more of them: `lambda report {
 * subnets private-a, private-b }`. This is not reported while the VPC has subnets in one Availability Zone only.
 *
 * Source: AWS Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC"; AWS Security Hub control
 * Lambda.5.
 */
export const lambdaOneAz: Rule = { code: 'lambda-one-az', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const siblings = groupBy(network.subnets, ({ vpc }) => vpc.id);
  for (const { id, kind, name, vpc, interfaces, unknownSubnets } of network.workloads) {
    const azs = kind === 'lambda' && vpc !== undefined && unknownSubnets === undefined ? knownAzsOf(interfaces) : undefined;
    const [az] = azs ?? [];
    if (vpc === undefined || az === undefined || azs === undefined || azs.size > 1) continue;
    const other = siblings.get(vpc.id)?.find((subnet) => subnet.az !== undefined && subnet.az !== az);
    if (other === undefined) continue;
    yield { subject: id, message: `${name} runs only in ${az} and fails with it: add a subnet in another Availability Zone.` };
  }
}
