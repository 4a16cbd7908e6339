// CIDR blocks of an external end → the shortest way to say them.
import { formatPrefix, type Prefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { areAllOf, hullOf } from '#language/trace/reach/hull.ts';

/** `undefined` for everything that the end has; `198.51.0.0/16 except …`, `everywhere except …` where that is shorter. IPv6 is always named. */
export function blocksText(network: Network, id: EntityId, blocks: readonly Prefix[]): string | undefined {
  if (areAllOf(network, id, blocks)) return undefined;
  const hull = blocks.length < 3 ? undefined : hullOf(blocks);
  if (hull === undefined || hull.except.length + 1 >= blocks.length) return list(blocks);
  const { around, except } = hull;
  return `${around.length === 0 && around.family === 4 ? 'everywhere' : formatPrefix(around)} except ${list(except)}`;
}

const MOST = 4;

function list(blocks: readonly Prefix[]): string {
  const shown = blocks.slice(0, MOST).map(formatPrefix).join(', ');
  return blocks.length > MOST ? `${shown} and ${blocks.length - MOST} more` : shown;
}
