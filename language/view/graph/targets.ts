// A load balancer → the links to its targets.
import type { EntityId } from '#language/network/id.ts';
import type { LoadBalancer, TargetGroup } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { EdgeRole } from './diagram.ts';
import type { Link } from './link.ts';

/** If a target group has more targets than this, one link to each of their subnets is drawn. */
export const MANY_TARGETS = 6;

/** One link to each target of each target group that a rule forwards to. */
export function balancerLinks(network: Network, balancer: LoadBalancer, role: EdgeRole): readonly Link[] {
  const groups = new Set(groupsOf(network, balancer));
  return network.targetGroups
    .filter((group) => groups.has(group))
    .flatMap((group) => {
      const { name, targets } = group;
      if (targets.length > MANY_TARGETS) return subnetLinks(network, balancer.id, role, group);
      return targets.map(
        (target): Link => ({
          from: balancer.id,
          to: target.resource,
          role,
          label: `:${target.port}`,
          madeBy: target.id,
          facts: [`Target of ${name}`],
        }),
      );
    });
}

function subnetLinks(
  network: Network,
  balancer: EntityId,
  role: EdgeRole,
  { id: madeBy, name, targets }: TargetGroup,
): readonly Link[] {
  const subnetOf = new Map(network.interfaces.map(({ owner, subnet }) => [owner, subnet.id]));
  const counts = new Map<string, { readonly to: EntityId; readonly port: number; readonly count: number }>();
  for (const { resource, port } of targets) {
    const to = subnetOf.get(resource) ?? resource;
    const key = `${to} ${port}`;
    counts.set(key, { to, port, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ to, port, count }) => ({
    from: balancer,
    to,
    role,
    label: `:${port} × ${count}`,
    madeBy,
    facts: [`${count} targets of ${name}`],
  }));
}
