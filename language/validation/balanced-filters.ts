// A path from a load balancer node to a target → the filter that denies its traffic.
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { RelatedFinding } from '#language/network/finding.ts';
import type { Network } from '#language/network/network.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { type BalancedPath, carries, groupsLet, rulesFor, serviceAt, stoppedByAcl } from './balanced-paths.ts';
import { groupFault } from './faults.ts';

/** A filter in the way, with what to change. */
export interface Obstacle {
  readonly why: string;
  readonly related: readonly RelatedFinding[];
  /** What is wrong, as a key. */
  readonly fault?: string;
}

/** What denies packets from the node to the target: the groups of the node, those of the target, or a network ACL. */
export function obstacleOf(network: Network, path: BalancedPath): Obstacle | undefined {
  const { node, traffic, interface: end, keepsClient, balancer } = path;
  const text = formatTraffic(traffic);
  if (!groupsLet(node, 'egress', end, traffic)) {
    const name = nameOf(end.securityGroups) ?? path.workload.name;
    return inGroup(node.securityGroups, 'egress', `has no outbound rule for it. Add "egress ${text} to ${name}".`);
  }
  if (!lets(path)) {
    // The rule eks-nodeport-blocked reports node ports.
    if (serviceAt(network, path) !== undefined) return undefined;
    const name =
      nameOf(node.securityGroups) ?? (keepsClient && balancer.scheme === 'internet-facing' ? 'internet' : balancer.vpc.name);
    return inGroup(end.securityGroups, 'ingress', `has no inbound rule for it. Add "ingress ${text} from ${name}".`);
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

function inGroup(groups: readonly SecurityGroup[] = [], direction: SecurityGroupRule['direction'], what: string): Obstacle {
  const [group] = groups;
  if (group === undefined) return { why: 'it has no security group that allows it.', related: [] };
  return {
    why: `security group ${group.name} ${what}`,
    related: [{ subject: group.id, message: `${group.name} is declared here.` }],
    fault: groupFault(groups, direction),
  };
}

function nameOf(groups: readonly SecurityGroup[] | undefined): string | undefined {
  return groups?.[0]?.name;
}
