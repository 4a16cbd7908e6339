// Lines between two networks: VPC peerings, VPN connections, Direct Connect.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Peering, SiteLink } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { linkedVpcs, routingOf } from './routes.ts';

/** A peering of the VPCs that it names. */
export function peeringFrom(reading: Reading, node: ast.Peering, id: EntityId, vpcs: ReadonlyMap<ast.Vpc, Vpc>): Peering {
  const named = node.properties.flatMap((property) =>
    property.vpcs.flatMap(({ ref }, place) => {
      const vpc = ref && vpcs.get(ref);
      return vpc === undefined ? [] : [{ vpc, property, place }];
    }),
  );
  for (const [index, { property, place }] of named.entries()) reading.place(id, { of: 'vpcs', index }, property, 'vpcs', place);
  return { kind: 'peering', id, name: node.name, ...labelOf(node), vpcs: named.map(({ vpc }) => vpc) };
}

/** A VPN connection or a Direct Connect link. */
export function siteLinkFrom(
  reading: Reading,
  node: ast.SiteLink,
  id: EntityId,
  vpcs: ReadonlyMap<ast.Vpc, Vpc>,
  outside: ReadonlyMap<ast.Host | ast.OutsideNetwork, Outside>,
): SiteLink {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  const vpc = linkedVpcs(node).flatMap((one) => vpcs.get(one) ?? [])[0];
  const remotes = node.properties.flatMap((property) => (property.$type === 'RemoteProperty' ? property.remotes : []));
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    ...(vpc && { vpc }),
    remotes: remotes.flatMap(({ ref }) => (ref && outside.get(ref)) ?? []),
    routing: routingOf(node),
  };
}

const ASPECTS = { LinkedVpcProperty: 'vpc', RemoteProperty: 'remote', RoutingProperty: 'routing' } as const;
