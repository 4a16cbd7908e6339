// Writes the CIDR blocks of an external host or network in the shortest form.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { areAllOf, hullOf } from '#language/trace/reach/hull.ts';

/** `undefined` if the blocks are all that the end has; `198.51.0.0/16 except …` or `everywhere except …` if that is shorter. IPv6 blocks are always listed. */
export function blocksText(network: Network, id: EntityId, blocks: readonly Prefix[]): string | undefined {
  if (areAllOf(network, id, blocks)) return undefined;
  const hull = blocks.length < 3 ? undefined : hullOf(blocks);
  if (hull === undefined || hull.except.length + 1 >= blocks.length) return list(blocks);
  const { around, except } = hull;
  return `${around.length === 0 && around.family === 4 ? 'everywhere' : formatPrefix(around)} except ${list(except)}`;
}

const MOST_BLOCKS = 4;

function list(blocks: readonly Prefix[]): string {
  const shown = blocks.slice(0, MOST_BLOCKS).map(formatPrefix).join(', ');
  return blocks.length > MOST_BLOCKS ? `${shown} and ${blocks.length - MOST_BLOCKS} more` : shown;
}
