import type { Network } from '#language/network/network.ts';
import { azsOf } from '#language/validation/azs.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An EKS cluster needs subnets in at least two Availability Zones.
 *
 * EKS creates the network interfaces of the control plane in these subnets, and rejects fewer. Name them: `eks shop { subnets
 * private-a, private-b }`.
 *
 * Source: Amazon EKS User Guide, "Amazon EKS networking requirements for VPC and subnets".
 */
export const eksClusterSubnets: Rule = { code: 'eks-cluster-subnets', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { id, kind, name, interfaces, unknownSubnets } of network.workloads) {
    if (kind !== 'eks' || unknownSubnets !== undefined || interfaces.length === 0 || azsOf(interfaces).length > 1) continue;
    const message = `${name} needs subnets in at least two Availability Zones: declare the cluster in the VPC, outside of its subnets, with a line "subnets …".`;
    yield { subject: id, aspect: { of: 'subnets' }, message };
  }
}
