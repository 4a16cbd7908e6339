import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { obstacleOf } from '#language/validation/balanced-filters.ts';
import { balancedPaths } from '#language/validation/balanced-paths.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A load balancer cannot reach a target that it forwards to.
 *
 * Three kinds of filters apply between a load balancer node and a target. The outbound rules of the load balancer's security
 * group and the inbound rules of the target's security group must allow the port of the target. The network ACLs of both subnets
 * must allow the port and the replies. Usually each security group names the other one: `egress tcp 8080 to nodes` and `ingress
 * tcp 8080 from web`.
 *
 * Source: Elastic Load Balancing, "Security groups for your Application Load Balancer", "Register targets for your Network Load
 * Balancer".
 */
export const lbTargetPortBlocked: Rule = { code: 'lb-target-port-blocked', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const path of balancedPaths(network)) {
    const { balancer, target, workload, traffic } = path;
    const problem = reported.has(`${balancer.id} ${target.id}`) ? undefined : obstacleOf(network, path);
    if (problem === undefined) continue;
    reported.add(`${balancer.id} ${target.id}`);
    const message = `${balancer.name} cannot reach ${workload.name} on ${formatTraffic(traffic)}: ${problem.why}`;
    const hosts = workload.node === undefined ? [] : [workload.node];
    const resources = [target.id, workload.id, balancer.id, ...hosts, ...problem.related.map(({ subject }) => subject)];
    const basis = { ...(problem.fault && { fault: problem.fault }), resources };
    yield { subject: target.id, aspect: { of: 'whole' }, message, related: problem.related, basis };
  }
}
