import { isPublic } from '#language/network/exposure.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT instance needs a public address and a public subnet.
 *
 * Its clients share its address. Without a public address, or without a route to the internet gateway, the clients cannot reach
 * the internet. Move it to a public subnet and give it an Elastic IP address.
 *
 * Source: Amazon VPC User Guide, "NAT instances".
 */
export const natInstanceNoPublicIp: Rule = { code: 'nat-instance-no-public-ip', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    const [own] = interfaces;
    const lack = kind === 'nat-instance' && own !== undefined ? whatIsMissing(own) : undefined;
    if (lack !== undefined) yield { subject: id, message: `The clients of ${name} cannot reach the internet: ${lack}.` };
  }
}

function whatIsMissing({ addresses, subnet }: Interface): string | undefined {
  if (!isPublic(subnet)) return `${subnet.name} has no route to an internet gateway. Move the NAT instance to a public subnet`;
  return addresses.some((address) => address.public !== undefined)
    ? undefined
    : 'the NAT instance has no public address. Add an elastic-ip';
}
