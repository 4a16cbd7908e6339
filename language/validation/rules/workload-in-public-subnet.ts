import { exposureOf } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * Applications belong in private subnets.
 *
 * Nodes, pods and services, and instances behind a load balancer, need no direct connection to the internet. A load balancer in
 * the public subnets receives their requests, and a NAT gateway serves their outbound connections. In a public subnet, one wrong
 * rule exposes them. Bastions, NAT instances and single web servers with a public address are not reported.
 *
 * Source: Amazon VPC User Guide, "Example: VPC with servers in private subnets and NAT"; Amazon EKS Best Practices Guide, "VPC
 * and Subnet Considerations".
 */
export const workloadInPublicSubnet: Rule = { code: 'workload-in-public-subnet', severity: 'warning', check };

function* check(network: Network): Iterable<Remark> {
  const targets = new Set(network.targetGroups.flatMap((group) => group.targets.map(({ resource }) => resource)));
  const belongsInside = ({ kind, id, node }: Workload) =>
    kind === 'node' ||
    kind === 'service' ||
    (kind === 'pod' && node === undefined) ||
    ((kind === 'instance' || kind === 'fleet') && targets.has(id));
  for (const workload of network.workloads) {
    if (!belongsInside(workload)) continue;
    for (const { subnet } of workload.interfaces) {
      const exposure = exposureOf(subnet);
      if (exposure.kind === 'private') continue;
      yield {
        subject: workload.id,
        message: `${workload.name} is in the public subnet ${subnet.name}: move it to a private subnet, with a load balancer for inbound requests and a NAT gateway for outbound connections.`,
        related: [{ subject: exposure.route.id, message: `This route makes ${subnet.name} public.` }],
      };
    }
  }
}
