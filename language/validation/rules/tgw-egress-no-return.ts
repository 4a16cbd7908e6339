import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { leadsTo, type RouteTable } from '#language/network/route-table.ts';
import { defaultRoute } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { centralEgresses } from '#language/validation/transit.ts';

/**
 * The NAT gateway of a central egress VPC has no route back to the other VPCs.
 *
 * Replies leave the NAT gateway by the routes of its subnet. Without a route to the transit gateway for the other VPCs, they go
 * to the internet gateway, which drops packets to private addresses. Add the route to the subnet of the NAT gateway.
 *
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", example of a central NAT and internet gateway.
 */
export const tgwEgressNoReturn: Rule = { code: 'tgw-egress-no-return', severity: 'error', check };

function* check(network: Network): Iterable<Remark> {
  for (const { gateway, attachment, vpc, spokes } of centralEgresses(network)) {
    const used = new Set(
      attachment.subnets.flatMap((subnet) => {
        const target = defaultRoute(subnet, 4)?.target;
        return target?.kind === 'nat' || target?.kind === 'regional-nat' ? [target.id] : [];
      }),
    );
    const nats = [...network.natGateways, ...network.regionalNats].filter(({ id }) => used.has(id));
    for (const nat of nats) {
      const table = nat.kind === 'nat' ? nat.interface.subnet.routeTable : nat.routeTable;
      const lost = spokes
        .flatMap(({ prefixes }) => prefixes)
        .filter((block) => block.family === 4 && !leadsBack(table, block, gateway.id));
      const [first] = lost;
      if (first === undefined) continue;
      const where = nat.kind === 'nat' ? nat.interface.subnet.name : nat.name;
      yield {
        subject: nat.id,
        message: `Replies from ${nat.name} to ${lost.map(formatPrefix).join(' and ')} have no route to ${gateway.name}: add "route ${formatPrefix(first)} -> ${gateway.name}" to ${where}.`,
        related: [{ subject: attachment.id, message: `${gateway.name} sends to ${vpc.name} through this attachment.` }],
      };
    }
  }
}

function leadsBack({ routes }: RouteTable, block: Prefix, gateway: EntityId): boolean {
  const route = routeAround(routes, block);
  return route !== undefined && leadsTo(route, gateway);
}
