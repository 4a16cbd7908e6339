// Hosts and networks outside AWS, and prefix lists: names for blocks of addresses.
import type * as ast from '#language/ast/generated/ast.ts';
import { hostPrefix, type Prefix } from '#language/network/address.ts';
import type { PrefixList } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Outside } from '#language/network/outside.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { unknownIn } from './unknown.ts';
import { readAddresses, readPrefixes } from './values.ts';

/** A host or a network outside AWS. */
export function outsidePart(reading: Reading, node: ast.Host | ast.OutsideNetwork, id: EntityId): Outside {
  const kind = node.$type === 'Host' ? 'host' : 'network';
  const behind = node.$type === 'OutsideNetwork' ? reading.idOf(node.instance?.ref) : undefined;
  if (behind !== undefined) reading.place(id, { of: 'behind' }, node, 'instance');
  const prefixes = blocksOf(reading, node, id);
  return {
    kind,
    id,
    name: node.name,
    ...labelOf(node),
    prefixes,
    ...unknownIn(reading.listOf(node)),
    ...(behind !== undefined && { behind }),
  };
}

/** A managed prefix list. */
export function prefixListPart(reading: Reading, node: ast.PrefixList, id: EntityId): PrefixList {
  return {
    kind: 'prefix-list',
    id,
    name: node.name,
    ...labelOf(node),
    prefixes: blocksOf(reading, node, id),
    ...unknownIn(reading.listOf(node)),
  };
}

function blocksOf(reading: Reading, node: ast.Host | ast.OutsideNetwork | ast.PrefixList, id: EntityId): readonly Prefix[] {
  const { blocks } = reading.listOf(node);
  if (node.$type === 'Host') {
    for (const index of blocks.keys()) reading.place(id, { of: 'address', index }, node, 'addresses', index);
    return readAddresses(reading, id, blocks, 'address').map(hostPrefix);
  }
  for (const index of blocks.keys()) reading.place(id, { of: 'prefix', index }, node, 'prefixes', index);
  return readPrefixes(reading, id, blocks, 'prefix');
}
