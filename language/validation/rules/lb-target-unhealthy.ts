import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { LoadBalancer, Target } from '#language/network/load-balancer.ts';
import { healthTraffic } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import { formatTraffic, type Traffic } from '#language/network/traffic.ts';
import type { Trace } from '#language/trace/result.ts';
import { rotationIn } from '#language/trace/rotation.ts';
import { opener } from '#language/trace/trace.ts';
import { obstacleOf } from '#language/validation/balanced-filters.ts';
import {
  type BalancedPath,
  balancedPaths,
  isPeer,
  namesClientsOnly,
  rulesFor,
  serviceAt,
} from '#language/validation/balanced-paths.ts';
import { basisOf } from '#language/validation/faults.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A target fails its health checks, so it is out of rotation.
 *
 * Health checks are connections from the addresses of the load balancer nodes, over TCP, to the port of the target or to that of
 * the line `health-check`. Security groups, network ACLs and routes must let them pass on both sides. Targets that see the addresses of
 * the clients, and targets of UDP, often allow the clients only. Allow the security group of the load balancer, or the CIDR blocks of
 * its subnets. If all targets of a group fail, the load balancer uses all of them.
 *
 * Source: Elastic Load Balancing, "Health checks for your target groups"; "Register targets for your Network Load Balancer", target
 * security groups; API, CreateTargetGroup.
 */
export const lbTargetUnhealthy: Rule = { code: 'lb-target-unhealthy', severity: 'warning', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  const paths = groupBy(balancedPaths(network), ({ balancer, target }) => `${balancer.id} ${target.id}`);
  for (const { balancer, target, owner, trace } of failedChecks(network)) {
    const own = paths.get(`${balancer.id} ${target.id}`) ?? [];
    if (own.some((path) => isReportedElsewhere(network, path))) continue;
    const problem = firstOf(own, (path) => problemOf(network, path, healthTraffic(path.group, path.target))) ?? blockedBy(trace);
    yield {
      subject: target.id,
      aspect: { of: 'whole' },
      message: `Health checks of ${balancer.name} do not reach ${shortName(owner)}${problem.why}`,
      related: problem.related ?? [],
      basis: { ...basisOf(network, trace), isClaim: false, resources: [target.id, owner, balancer.id] },
    };
  }
}

interface FailedCheck {
  readonly balancer: LoadBalancer;
  readonly target: Target;
  /** The resource that the target is. */
  readonly owner: EntityId;
  readonly trace: Trace;
}

/** The first check that fails of each target of each load balancer. Nothing is known of addresses that no resource of the file has. */
function failedChecks(network: Network): readonly FailedCheck[] {
  const open = opener(network, 'all');
  const all = network.loadBalancers.flatMap((balancer) =>
    groupsOf(network, balancer).flatMap((group) =>
      balancer.nodes.flatMap((node) =>
        rotationIn(network, balancer, node, group, open).unhealthy.flatMap(
          ({ candidate: { target, interface: iface }, check: trace }): readonly FailedCheck[] =>
            iface === undefined ? [] : [{ balancer, target, owner: iface.owner, trace }],
        ),
      ),
    ),
  );
  return [...new Map(all.toReversed().map((one) => [`${one.balancer.id} ${one.target.id}`, one])).values()].toReversed();
}

function firstOf<T, R>(all: readonly T[], find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What blocks the traffic as well is reported by `lb-target-port-blocked`, `eks-nodeport-blocked` and `nlb-client-sg-reference`. */
function isReportedElsewhere(network: Network, path: BalancedPath): boolean {
  const isSamePort = formatTraffic(healthTraffic(path.group, path.target)) === formatTraffic(path.traffic);
  if (!isSamePort) return false;
  if (obstacleOf(network, path) !== undefined || namesClientsOnly(path)) return true;
  return serviceAt(network, path) !== undefined && !path.keepsClient;
}

function blockedBy({ blockers: [first] }: Trace): Problem {
  if (first === undefined) return { why: '.' };
  return { why: `: ${first.reason}`, related: [{ subject: first.decidedBy ?? first.at, message: 'This blocks them.' }] };
}

interface Problem extends Pick<Remark, 'related'> {
  readonly why: string;
}

/** Checks on the port of the traffic itself have its obstacles, which `lb-target-port-blocked` reports, unless only clients are allowed. */
function problemOf(network: Network, path: BalancedPath, health: Traffic): Problem | undefined {
  const text = formatTraffic(health);
  if (text === formatTraffic(path.traffic)) return path.keepsClient ? onlyClients(path) : undefined;
  const [port] = health.ports;
  const target = { ...path.target, ...(port && { port: port.from }) };
  const obstacle = obstacleOf(network, { ...path, target, traffic: health, keepsClient: false });
  return obstacle && { why: ` on ${text}: ${obstacle.why}`, related: obstacle.related };
}

function onlyClients({ node, interface: end, traffic }: BalancedPath): Problem | undefined {
  const rules = rulesFor(end, 'ingress', traffic) ?? [];
  const first = rules.find(({ peer }) => peer.kind === 'prefixes');
  if (first === undefined || rules.some((rule) => isPeer(rule, node))) return undefined;
  return {
    why: `: its security group allows clients on ${formatTraffic(traffic)}, but not subnet ${node.subnet.name}, from which the checks come. Allow that subnet too.`,
    related: [{ subject: first.id, aspect: { of: 'peer', index: 0 }, message: 'This rule allows the clients.' }],
  };
}
