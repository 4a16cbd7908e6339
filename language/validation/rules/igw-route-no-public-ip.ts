import type { Network } from '#language/network/network.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Claims } from '#language/validation/claims.ts';
import { failingSteps } from '#language/validation/flow-findings.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An internet gateway forwards IPv4 packets only for private addresses with a public one.
 *
 * It maps the private IPv4 address of an interface to the public address of that interface, and drops packets from interfaces
 * without one. In a public subnet, a resource needs a public or Elastic IP address to reach the internet. In a private subnet, it
 * can use a NAT gateway. A flow that is dropped for this reason is reported as an error.
 *
 * Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway"; Reachability Analyzer explanation
 * code IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS.
 */
export const igwRouteNoPublicIp: Rule = { code: 'igw-route-no-public-ip', severity: 'warning', isDerived: true, check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* failingSteps(network, claims, 'igw-route-no-public-ip');
  for (const workload of network.workloads) {
    if (!opensConnections(workload)) continue;
    for (const { subnet, addresses } of workload.interfaces) {
      const route = defaultRoute(subnet, 4);
      const mapped = addresses.some((address) => address.public !== undefined);
      const plain = addresses.some((address) => address.private.family === 4);
      if (route?.target.kind !== 'igw' || mapped || !plain) continue;
      yield {
        subject: workload.id,
        message: `${workload.name} cannot reach the internet: the default route of ${subnet.name} leads to an internet gateway, and ${workload.name} has no public address. Add one, or move it to a private subnet with a NAT gateway.`,
        related: [{ subject: route.id, message: 'The route to the internet gateway.' }],
      };
    }
  }
}

/** Whether the workload opens connections from its own address. Functions and NAT instances have their own rules. */
function opensConnections({ kind, node }: Workload): boolean {
  return (
    kind === 'instance' || kind === 'node' || kind === 'service' || kind === 'fleet' || (kind === 'pod' && node === undefined)
  );
}
