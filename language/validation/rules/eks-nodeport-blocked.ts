import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { balancedPaths, groupsLet, rulesFor, serviceAt } from '#language/validation/balanced-paths.ts';
import { groupFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer cannot reach the node port of a Kubernetes service.
 *
 * With instance targets, the load balancer sends requests to the node port of the service. The security group of the nodes must
 * allow that port from the load balancer, for example `ingress tcp 31080 from web`.
 *
 * Source: Amazon EKS User Guide, "Route application and HTTP traffic with Application Load Balancers"; Kubernetes documentation,
 * "Service", type NodePort.
 */
export const eksNodeportBlocked: Rule = { code: 'eks-nodeport-blocked', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<EntityId>();
  for (const path of balancedPaths(network)) {
    const service = serviceAt(network, path);
    const [group] = path.interface.securityGroups ?? [];
    const isOpen = path.keepsClient
      ? rulesFor(path.interface, 'ingress', path.traffic)?.length !== 0
      : groupsLet(path.interface, 'ingress', path.node, path.traffic);
    if (service === undefined || group === undefined || isOpen || reported.has(path.target.id)) continue;
    reported.add(path.target.id);
    const from = path.node.securityGroups?.[0]?.name ?? path.balancer.vpc.name;
    yield {
      subject: path.target.id,
      aspect: { of: 'whole' },
      message: `${path.balancer.name} cannot reach ${service.name} on ${path.workload.name}: security group ${group.name} does not allow the node port. Add "ingress ${formatTraffic(path.traffic)} from ${from}".`,
      related: [{ subject: group.id, message: `${group.name} is declared here.` }],
      basis: {
        fault: groupFault(path.interface.securityGroups ?? [], 'ingress'),
        resources: [path.target.id, path.workload.id, path.balancer.id, group.id],
      },
    };
  }
}
