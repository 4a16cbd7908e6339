import type { SecurityGroup } from '#language/network/filters.ts';
import type { RelatedFinding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import {
  type BalancedPath,
  balancedPaths,
  carries,
  groupsLet,
  rulesFor,
  serviceAt,
  stoppedByAcl,
} from '#language/validation/balanced-paths.ts';
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
export const lbTargetPortBlocked: Rule = { code: 'lb-target-port-blocked', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  const reported = new Set<string>();
  for (const path of balancedPaths(network)) {
    const { balancer, target, workload, traffic } = path;
    const problem = reported.has(`${balancer.id} ${target.id}`) ? undefined : whatIsInTheWay(network, path);
    if (problem === undefined) continue;
    reported.add(`${balancer.id} ${target.id}`);
    const message = `${balancer.name} cannot reach ${workload.name} on ${formatTraffic(traffic)}: ${problem.why}`;
    yield { subject: target.id, aspect: { of: 'whole' }, message, related: problem.related };
  }
}

interface Problem {
  readonly why: string;
  readonly related: readonly RelatedFinding[];
}

function whatIsInTheWay(network: Network, path: BalancedPath): Problem | undefined {
  const { node, traffic, interface: end, keepsClient, balancer } = path;
  const text = formatTraffic(traffic);
  if (!groupsLet(node, 'egress', end, traffic)) {
    const name = nameOf(end.securityGroups) ?? path.workload.name;
    return inGroup(node.securityGroups, `has no outbound rule for it. Add "egress ${text} to ${name}".`);
  }
  if (!lets(path)) {
    // The rule eks-nodeport-blocked reports node ports.
    if (serviceAt(network, path) !== undefined) return undefined;
    const name =
      nameOf(node.securityGroups) ?? (keepsClient && balancer.scheme === 'internet-facing' ? 'internet' : balancer.vpc.name);
    return inGroup(end.securityGroups, `has no inbound rule for it. Add "ingress ${text} from ${name}".`);
  }
  const subnet = keepsClient ? undefined : stoppedByAcl(node, end, traffic);
  if (subnet === undefined) return undefined;
  const { id, name } = subnet.networkAcl;
  const why = `network ACL ${name} of subnet ${subnet.name} denies requests or replies. Allow ${text} in one direction and tcp 1024-65535 in the other.`;
  return { why, related: [{ subject: id, message: 'The network ACL.' }] };
}

/** With client IP preservation, rules about addresses may be for clients; rules about groups must name a group of the load balancer. */
function lets({ node, interface: end, traffic, keepsClient }: BalancedPath): boolean {
  if (!keepsClient) return groupsLet(end, 'ingress', node, traffic);
  const rules = rulesFor(end, 'ingress', traffic);
  // The rule nlb-client-sg-reference reports the groups of clients.
  return (
    rules === undefined ||
    rules.some(({ peer }) => peer.kind === 'prefixes' || node.securityGroups === undefined || carries(node, peer.group))
  );
}

function inGroup(groups: readonly SecurityGroup[] | undefined, what: string): Problem {
  const [group] = groups ?? [];
  if (group === undefined) return { why: 'it has no security group that allows it.', related: [] };
  return {
    why: `security group ${group.name} ${what}`,
    related: [{ subject: group.id, message: `${group.name} is declared here.` }],
  };
}

function nameOf(groups: readonly SecurityGroup[] | undefined): string | undefined {
  return groups?.[0]?.name;
}
