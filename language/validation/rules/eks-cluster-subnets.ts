import type { Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { zonesOf } from '#language/validation/zones.ts';

/**
 * An EKS cluster has subnets in at least two zones.
 *
 * EKS puts the network interfaces of its control plane there, and refuses fewer. Name them: `eks shop { subnets private-a,
 * private-b }`.
 *
 * Source: Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets".
 */
export const eksClusterSubnets: Rule = { code: 'eks-cluster-subnets', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces } of network.workloads) {
    if (kind !== 'eks' || interfaces.length === 0 || zonesOf(interfaces).length > 1) continue;
    const message = `${name} needs subnets in two zones at least: name them with a line "subnets …" beside the subnets of its VPC.`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
