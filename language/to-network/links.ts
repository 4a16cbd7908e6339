// What connects two networks: VPC peerings, VPN connections, Direct Connect links.
import type * as ast from '#language/ast/generated/ast.ts';
import type { Explicit } from '#language/network/build/explicit.ts';
import type { SiteLinkPart } from '#language/network/build/parts.ts';
import type { Peering } from '#language/network/connectors.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { blocksStatement, type Statement } from '#language/network/unknown.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { unknownIn } from './unknown.ts';
import { blocksNamedBy, readPrefixes } from './values.ts';

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
  const remotes = node.properties.filter((property) => property.$type === 'RemoteProperty');
  return {
    kind: node.kind,
    id,
    name: node.name,
    ...labelOf(node),
    ...(vpc && { vpc }),
    remotes: remotes.flatMap((property) => property.remotes.flatMap(({ ref }) => reading.idsOf(ref))),
    ...announcedBy(reading, remotes, id),
    routing: node.properties.find((property) => property.$type === 'RoutingProperty')?.routing,
  };
}

/** What the other end announces, if a line states it. A line that does not stands for the blocks of the networks that it names. */
function announcedBy(reading: Reading, lines: readonly ast.RemoteProperty[], id: EntityId): Announcements {
  if (!lines.some(announces)) return {};
  const stated = lines.flatMap((line) => line.prefixes.map((text, place) => ({ line, text, place })));
  for (const [index, { line, place }] of stated.entries()) reading.place(id, { of: 'announces', index }, line, 'prefixes', place);
  const unstated = lines.filter((line) => !announces(line)).flatMap(({ remotes }) => remotes.flatMap(({ ref }) => ref ?? []));
  const texts = stated.map(({ text }) => text);
  const announced = [...readPrefixes(reading, id, texts, 'announces'), ...unstated.flatMap((one) => blocksNamedBy(reading, one))];
  const [mayAnnounce] = [
    ...lines.flatMap((line) => notKnown(`What ${shortName(id)} announces is not all known`, line)),
    ...unstated.flatMap((one) => notKnown(blocksStatement(one.name), reading.listOf(one))),
  ];
  return { announced, ...(mayAnnounce && { mayAnnounce }) };
}

type Announcements = Pick<SiteLinkPart, 'announced' | 'mayAnnounce'>;

function announces({ prefixes, unknowns }: ast.RemoteProperty): boolean {
  return prefixes.length > 0 || unknowns.length > 0;
}

function notKnown(statement: string, node: { readonly unknowns: readonly Pick<ast.Unknown, 'reason'>[] }): readonly Statement[] {
  const { unknown } = unknownIn(node);
  return unknown === undefined ? [] : [{ statement, unknown }];
}

const ASPECTS = { LinkedVpcProperty: 'vpc', RemoteProperty: 'remote', RoutingProperty: 'routing' } as const;
