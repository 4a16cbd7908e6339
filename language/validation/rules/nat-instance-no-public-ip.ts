import { isPublic } from '#language/network/exposure.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A NAT instance stands in a public subnet and has a public address.
 *
 * It lends its own address to those behind it. Without a public one, or without a route to the internet gateway, it has nothing
 * to lend. Move it into a public subnet and give it an elastic IP.
 *
 * Source: Amazon VPC User Guide, "NAT instances".
 */
export const natInstanceNoPublicIp: Rule = { code: 'nat-instance-no-public-ip', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    const [own] = interfaces;
    const lack = kind === 'nat-instance' && own !== undefined ? whatIsMissing(own) : undefined;
    if (lack !== undefined) yield { subject: id, message: `${name} cannot reach the internet for others: ${lack}.` };
  }
}

function whatIsMissing({ addresses, subnet }: Interface): string | undefined {
  if (!isPublic(subnet)) return `${subnet.name} has no route to an internet gateway. Move it into a public subnet`;
  return addresses.some((address) => address.public !== undefined) ? undefined : 'it has no public address. Add an elastic-ip';
}
