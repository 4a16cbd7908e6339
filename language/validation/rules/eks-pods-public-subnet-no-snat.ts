import type { Network } from '#language/network/network.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Pods that keep their own address cannot use an internet gateway.
 *
 * With `external-snat on`, or with security groups of its own, a pod sends packets from its own address. That address has no
 * public IPv4 address, so the internet gateway drops the packets. Move such pods and their nodes to private subnets with a NAT
 * gateway.
 *
 * Source: Amazon EKS User Guide, "Enable outbound internet access for Pods" and "Assign security groups to individual Pods".
 */
export const eksPodsPublicSubnetNoSnat: Rule = { code: 'eks-pods-public-subnet-no-snat', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, kind, nodeTranslates, interfaces } of network.workloads) {
    if (kind !== 'pod' || nodeTranslates !== false) continue;
    for (const { subnet, addresses } of interfaces) {
      const route = defaultRoute(subnet, 4);
      if (route?.target.kind !== 'igw' || addresses.some((address) => address.public !== undefined)) continue;
      yield {
        subject: id,
        message: `${name} sends packets from its own address, which has no public address, so the internet gateway of ${subnet.name} drops them: move the pod and its node to a private subnet with a NAT gateway.`,
        related: [{ subject: route.id, message: `The default route of ${subnet.name}.` }],
      };
    }
  }
}
