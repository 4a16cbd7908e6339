// Targets that the text does not know → their boxes, and the links of routes to them.
import { formatPrefix } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Route } from '#language/network/route-table.ts';
import { type Statement, unknownSentence } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Box } from './diagram.ts';
import { leadsOut } from './gateway-of.ts';
import type { Link } from './link.ts';

/** In a VPC: one box for all routes to unknown targets, and one for the unknown targets of each target group. */
export function unknownBoxes(network: Network, vpc: Vpc): readonly Box[] {
  const { subnets, targetGroups } = partsOf(network);
  const routes = (subnets.get(vpc) ?? []).flatMap(({ routeTable }) => unknownRoutes(routeTable.routes));
  const [first] = routes;
  const targets = targetGroups.get(vpc) ?? [];
  return [
    ...(first === undefined
      ? []
      : [
          boxFor(
            routeBoxId(vpc),
            first.route.id,
            routes.map(({ why }) => why),
          ),
        ]),
    ...targets.flatMap(({ name, targets: all }) =>
      all.flatMap(({ id, unknown }) =>
        unknown === undefined ? [] : [boxFor(id, id, [{ statement: `The targets of ${name} are not all known`, unknown }])],
      ),
    ),
  ];
}

const partsOf = perObject(({ subnets, targetGroups }: Network) => ({
  subnets: groupBy(subnets, ({ vpc }) => vpc),
  targetGroups: groupBy(targetGroups, ({ vpc }) => vpc),
}));

/** From each subnet to the box of the unknown targets of its routes. */
export function unknownRouteLinks(network: Network): readonly Link[] {
  return network.subnets.flatMap((subnet) =>
    unknownRoutes(subnet.routeTable.routes).map(
      ({ route: { id, destination } }): Link => ({
        from: subnet.id,
        to: routeBoxId(subnet.vpc),
        role: leadsOut(destination) ? 'egress' : 'internal',
        ...(destination.length > 0 && { label: formatPrefix(destination) }),
        madeBy: id,
        facts: [`Route ${formatPrefix(destination)} of ${subnet.name}`],
      }),
    ),
  );
}

function unknownRoutes(routes: readonly Route[]): readonly { readonly route: Route; readonly why: Statement }[] {
  return routes.flatMap((route) => {
    const { target, destination } = route;
    if (target.kind !== 'unknown') return [];
    return [
      { route, why: { statement: `The target of route ${formatPrefix(destination)} is unknown`, unknown: target.unknown } },
    ];
  });
}

function routeBoxId({ id }: Vpc): EntityId {
  return partId(id, 'unknown-target', 1);
}

/** The reason of the text is its detail, if there is only one. */
function boxFor(id: EntityId, entity: EntityId, all: readonly Statement[]): Box {
  const [reason = '', ...others] = new Set(all.map(({ unknown }) => unknown.reason ?? ''));
  const detail = others.length > 0 || reason === '' ? 'unknown' : reason;
  return {
    id,
    kind: 'unknown',
    entity,
    label: '?',
    detail,
    isUnknown: true,
    facts: [...new Set(all.map(unknownSentence))],
    children: [],
  };
}
