import type { EntityKind, Network } from '#language/network/network.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';

/**
 * A route leads to a gateway or a NAT instance.
 *
 * An internet gateway, an egress-only one, a NAT gateway or a NAT instance can pass packets on; an ordinary instance, a database
 * or a load balancer cannot. Name one that can. (A name that nothing has is reported as `unknown-name`.)
 *
 * Source: Amazon EC2 API, CreateRoute; Amazon VPC User Guide, "Subnet route tables".
 */
export const routeTargetMissing: Rule = { code: 'route-target-missing', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { routes } of network.routeTables) {
    for (const { id, target } of routes) {
      const thing = target.kind === 'missing' && target.id !== undefined ? network.byId.get(target.id) : undefined;
      if (thing === undefined) continue;
      const message = `A route cannot lead to ${withArticle(thing.kind)}: name an igw, an egress-igw, a nat or a nat-instance in place of ${thing.name}.`;
      yield {
        subject: id,
        aspect: { of: 'target' },
        message,
        related: [{ subject: thing.id, message: `${thing.name} is declared here.` }],
      };
    }
  }
}

function withArticle(kind: EntityKind): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}
