import type { Network } from '#language/network/network.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Claims } from '#language/validation/claims.ts';
import { droppedSteps } from '#language/validation/flow-findings.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An internet gateway lets out only what has a public address.
 *
 * It maps a private IPv4 address to the public one of the same interface and does nothing else: what has none is dropped. In a
 * public subnet a thing needs an elastic or public IP to reach the internet; in a private one a NAT gateway lends it one. A flow
 * that runs into this is reported as an error.
 *
 * Source: Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway"; Reachability Analyzer explanation
 * code IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS.
 */
export const igwRouteNoPublicIp: Rule = { code: 'igw-route-no-public-ip', severity: 'warning', check };

function* check(network: Network, claims: Claims): Iterable<Remark> {
  yield* droppedSteps(network, claims, 'igw-route-no-public-ip');
  for (const workload of network.workloads) {
    if (!opensConnections(workload)) continue;
    for (const { subnet, addresses } of workload.interfaces) {
      const route = defaultRoute(subnet, 4);
      const mapped = addresses.some((address) => address.public !== undefined);
      const plain = addresses.some((address) => address.private.family === 4);
      if (route?.target.kind !== 'igw' || mapped || !plain) continue;
      yield {
        subject: workload.id,
        message: `${workload.name} cannot reach the internet: the default route of ${subnet.name} leads to an internet gateway, and ${workload.name} has no public address. Give it one, or move it behind a NAT gateway.`,
        related: [{ subject: route.id, message: 'The route to the internet gateway.' }],
      };
    }
  }
}

/** Databases, caches and control planes wait to be called, functions and NAT instances have rules of their own, and a pod leaves as its node. */
function opensConnections({ kind, node }: Workload): boolean {
  return kind === 'instance' || kind === 'node' || kind === 'service' || (kind === 'pod' && node === undefined);
}
