import { privateLinkNodes } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { zoneFault } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A VPC endpoint is in an Availability Zone in which its service has no node.
 *
 * PrivateLink leads from each Availability Zone to the node of the load balancer in the same zone, or with cross-zone load balancing to
 * any. In both cases AWS rejects the subnet of an endpoint in a zone without a node. Remove the subnet, or add one in this zone to the load balancer.
 *
 * Source: AWS PrivateLink Guide, "Create a service powered by AWS PrivateLink" (Availability Zones).
 */
export const endpointZoneNotOffered: Rule = { code: 'endpoint-zone-not-offered', severity: 'error', isDerived: true, check };

function* check({ endpoints, loadBalancers }: Network): Iterable<Remark> {
  for (const { id, name, serves, interfaces } of endpoints) {
    const balancer = loadBalancers.find((one) => serves.includes(one.id));
    if (balancer === undefined || balancer.nodes.length === 0) continue;
    for (const [index, { subnet }] of interfaces.entries()) {
      if (privateLinkNodes(balancer, subnet.az).length > 0) continue;
      yield {
        subject: id,
        aspect: { of: 'subnets', index },
        message: `${balancer.name} has no node in ${subnet.az}, so AWS rejects an interface of ${name} there: remove the subnet, or add one in ${subnet.az} to ${balancer.name}.`,
        related: [{ subject: balancer.id, message: `${balancer.name} is declared here.` }],
        basis: { fault: zoneFault({ id }), resources: [id, balancer.id] },
      };
    }
  }
}
