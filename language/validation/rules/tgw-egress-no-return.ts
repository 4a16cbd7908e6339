import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Named } from '#language/network/named.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { leadsTo, type RouteTable, targetDoes } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { routesFault } from '#language/validation/faults.ts';
import { defaultRoute, isSettled } from '#language/validation/routes.ts';
import type { Remark, Rule } from '#language/validation/rule.ts';
import { centralEgresses } from '#language/validation/transit.ts';

/**
 * The NAT gateway of a central egress VPC has no route back to the other VPCs.
 *
 * Replies leave the NAT gateway by the routes of its subnet. Without a route to the transit gateway for the other VPCs, they go
 * to the internet gateway, which drops packets to private addresses. Add the route to the subnet of the NAT gateway. If an appliance or a
 * Gateway Load Balancer endpoint is between the attachment and the NAT gateway, the route leads there: it must see the replies, too.
 *
 * Source: AWS Transit Gateway Guide, "How AWS Transit Gateway works", example of a central NAT and internet gateway.
 */
export const tgwEgressNoReturn: Rule = { code: 'tgw-egress-no-return', severity: 'error', isDerived: true, check };

function* check(network: Network): Iterable<Remark> {
  for (const { gateway, attachment, vpc, spokes } of centralEgresses(network)) {
    const blocks = spokes
      .flatMap(({ id, prefixes }) => prefixes.map((block) => ({ id, block })))
      .filter(({ block }) => block.family === 4);
    const ways = attachment.subnets.flatMap((subnet) => waysOut(network, subnet, [gateway]));
    for (const { nat, back } of new Map(ways.map((way) => [way.nat.id, way])).values()) {
      const table = nat.kind === 'nat' ? nat.interface.subnet.routeTable : nat.routeTable;
      const lost = blocks.filter(({ block }) => !back.some(({ id }) => leadsBack(table, block, id)) && !isSettled(table, block));
      const [first] = lost;
      const last = back.at(-1);
      if (first === undefined || last === undefined) continue;
      const where = nat.kind === 'nat' ? nat.interface.subnet.name : nat.name;
      yield {
        subject: nat.id,
        message: `Replies from ${nat.name} to ${lost.map(({ block }) => formatPrefix(block)).join(' and ')} have no route to ${last.name}: add "route ${formatPrefix(first.block)} -> ${last.name}" to ${where}.`,
        related: [{ subject: attachment.id, message: `${gateway.name} sends to ${vpc.name} through this attachment.` }],
        basis: { fault: routesFault(table, first.id), resources: [nat.id, table.id, attachment.id] },
      };
    }
  }
}

/** A NAT gateway to which default routes lead. `back`: the transit gateway and the appliances on the way, to which replies may return. */
interface WayOut {
  readonly nat: NatGateway | RegionalNat;
  readonly back: readonly Named[];
}

/** More appliances behind one another than any network has: default routes may form a loop. */
const MOST_APPLIANCES = 4;

function waysOut(network: Network, subnet: Subnet, back: readonly Named[]): readonly WayOut[] {
  const target = defaultRoute(subnet, 4)?.target;
  const next = target !== undefined && 'id' in target && target.id !== undefined ? network.byId.get(target.id) : undefined;
  if (next?.kind === 'nat' || next?.kind === 'regional-nat') return [{ nat: next, back }];
  if (next === undefined || target === undefined || !targetDoes(target, 'inspect') || !('interfaces' in next)) return [];
  const iface = next.interfaces.find((one) => one.subnet.az === subnet.az) ?? next.interfaces[0];
  return iface === undefined || back.length > MOST_APPLIANCES ? [] : waysOut(network, iface.subnet, [...back, next]);
}

function leadsBack({ routes }: RouteTable, block: Prefix, id: EntityId): boolean {
  const route = routeAround(routes, block);
  return route !== undefined && leadsTo(route, id);
}
