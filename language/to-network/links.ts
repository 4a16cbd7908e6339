// What connects two networks: VPC peerings, VPN connections, Direct Connect links.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Explicit } from '#language/network/build/explicit.ts';
import type { SiteLinkPart } from '#language/network/build/parts.ts';
import type { Peering } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';

/** A peering of the VPCs that it names. */
export function peeringPart(reading: Reading, node: ast.Peering, id: EntityId): Explicit<Peering> {
  const named = node.properties.flatMap((property) =>
    property.vpcs.flatMap(({ ref }, place) => reading.idsOf(ref).map((vpc) => ({ vpc, property, place }))),
  );
  for (const [index, { property, place }] of named.entries()) reading.place(id, { of: 'vpcs', index }, property, 'vpcs', place);
  return { kind: 'peering', id, name: node.name, ...labelOf(node), vpcs: named.map(({ vpc }) => vpc) };
}

/** A VPN connection or a Direct Connect link. */
export function siteLinkPart(reading: Reading, node: ast.SiteLink, id: EntityId): SiteLinkPart {
  for (const property of node.properties) reading.place(id, { of: ASPECTS[property.$type] }, property);
  const [vpc] = node.properties.flatMap((property) =>
    property.$type === 'LinkedVpcProperty' ? reading.idsOf(property.vpc?.ref) : [],
  );
  const remotes = node.properties.flatMap((property) => (property.$type === 'RemoteProperty' ? property.remotes : []));
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    ...(vpc && { vpc }),
    remotes: remotes.flatMap(({ ref }) => reading.idsOf(ref)),
    routing: node.properties.find((property) => property.$type === 'RoutingProperty')?.routing,
  };
}

const ASPECTS = { LinkedVpcProperty: 'vpc', RemoteProperty: 'remote', RoutingProperty: 'routing' } as const;
