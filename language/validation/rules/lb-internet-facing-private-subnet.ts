import { isPublic } from '#language/network/exposure.ts';
import type { Network } from '#language/network/network.ts';
import { routesFault } from '#language/validation/faults.ts';
import { leavesByAppliance, mayBePublic } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * An internet-facing load balancer needs public subnets.
 *
 * In a subnet without a route to an internet gateway, requests arrive at the node, but replies cannot leave. Name public subnets
 * (the targets can stay in private ones), or make the load balancer `internal`.
 *
 * Source: Elastic Load Balancing, "Troubleshoot your Application Load Balancers", clients cannot connect to an internet-facing
 * load balancer.
 */
export const lbInternetFacingPrivateSubnet: Rule = {
  code: 'lb-internet-facing-private-subnet',
  severity: 'error',
  isDerived: true,
  check,
};

function* check(network: Network): Iterable<Remark> {
  for (const { id, name, scheme, nodes } of network.loadBalancers) {
    if (scheme === 'internal') continue;
    for (const [index, { subnet }] of nodes.entries()) {
      if (isPublic(subnet) || mayBePublic(subnet) || leavesByAppliance(subnet)) continue;
      yield {
        subject: id,
        aspect: { of: 'subnets', index },
        message: `${name} is internet-facing, but ${subnet.name} has no route to an internet gateway, so replies cannot leave: name a public subnet, or make ${name} internal.`,
        related: [{ subject: subnet.id, message: `${subnet.name} is private.` }],
        basis: { fault: routesFault(subnet.routeTable), resources: [id, subnet.id] },
      };
    }
  }
}
