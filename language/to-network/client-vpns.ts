// Client VPN endpoints: their associations, authorization rules and routes.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import type { ClientVpnPart } from '#language/network/build/parts.ts';
import type { Authorization, ClientRoute } from '#language/network/client-vpn.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedGroups, statedSubnets } from './stated.ts';
import { unknownSubnetsIn } from './unknown.ts';
import { readPrefixes } from './values.ts';

/** A Client VPN endpoint. */
export function clientVpnPart(reading: Reading, node: ast.ClientVpn, id: EntityId, vpc: EntityId): ClientVpnPart {
  const { name, properties } = node;
  const [clients] = node.clients === undefined ? [] : readPrefixes(reading, id, [node.clients], 'prefix');
  if (node.clients !== undefined) reading.place(id, { of: 'prefix' }, node, 'clients');
  return {
    kind: 'client-vpn',
    id,
    name,
    ...labelOf(node),
    vpc,
    ...(clients && { clients }),
    subnets: statedSubnets(reading, properties, id),
    ...unknownSubnetsIn(properties),
    securityGroups: statedGroups(reading, properties, id),
    authorizations: linesOf(properties, 'AuthorizeProperty').flatMap((line, index) =>
      authorization(reading, line, partId(id, 'authorize', index + 1)),
    ),
    routes: linesOf(properties, 'ClientRouteProperty').flatMap((line, index) =>
      clientRoute(reading, line, partId(id, 'route', index + 1)),
    ),
    splitTunnel: properties.some((property) => property.$type === 'SplitTunnelProperty' && property.value === 'on'),
  };
}

function linesOf<Type extends ast.ClientVpnProperty['$type']>(
  properties: readonly ast.ClientVpnProperty[],
  type: Type,
): readonly Extract<ast.ClientVpnProperty, { $type: Type }>[] {
  const isOne = (property: ast.ClientVpnProperty): property is Extract<ast.ClientVpnProperty, { $type: Type }> =>
    property.$type === type;
  return properties.filter(isOne);
}

function authorization(reading: Reading, node: ast.AuthorizeProperty, wanted: EntityId): readonly Authorization[] {
  // Without a block the line is incomplete.
  if (node.destination === undefined) return [];
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'destination' }, node, 'destination');
  const group = node.group === undefined ? {} : { group: unquote(node.group) };
  return readPrefixes(reading, id, [node.destination], 'destination').map((destination) => ({ id, destination, ...group }));
}

function clientRoute(reading: Reading, node: ast.ClientRouteProperty, wanted: EntityId): readonly ClientRoute[] {
  if (node.destination === undefined) return [];
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'destination' }, node, 'destination');
  for (const [index] of node.subnets.entries()) reading.place(id, { of: 'via', index }, node, 'subnets', index);
  const subnets = node.subnets.flatMap(({ ref }) => reading.idsOf(ref));
  return readPrefixes(reading, id, [node.destination], 'destination').map((destination) => ({ id, destination, subnets }));
}
