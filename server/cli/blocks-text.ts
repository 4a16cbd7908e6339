// Blocks of addresses of somebody outside → the shortest way to say them.
import { type Family, formatPrefix, type Prefix, parsePrefix, samePrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { addressSetOf } from '#language/trace/alike.ts';
import { subtract } from '#language/trace/intervals.ts';
import { blocksOf } from '#language/trace/reach/universe.ts';

/** `undefined` for everything that the end has; `everywhere except …` where that is shorter. IPv6 is always named. */
export function blocksText(network: Network, id: EntityId, blocks: readonly Prefix[]): string | undefined {
  const thing = network.byId.get(id);
  const own = thing !== undefined && 'prefixes' in thing ? thing.prefixes : [];
  const whole = thing?.kind === 'internet' ? EVERYWHERE[4] : own;
  if (blocks.length === whole.length && blocks.every((block, index) => isSame(block, whole[index]))) return undefined;
  const family = blocks[0]?.family ?? 4;
  const others = blocksOf(subtract(addressSetOf(EVERYWHERE[family], family), addressSetOf(blocks, family)), family);
  if (thing?.kind !== 'internet' || others.length === 0 || others.length >= blocks.length) return list(blocks);
  return `everywhere except ${list(others)}`;
}

const EVERYWHERE: Readonly<Record<Family, readonly Prefix[]>> = {
  4: [parsePrefix('0.0.0.0/0')].flatMap((prefix) => prefix ?? []),
  6: [parsePrefix('::/0')].flatMap((prefix) => prefix ?? []),
};

const MOST = 6;

function list(blocks: readonly Prefix[]): string {
  const shown = blocks.slice(0, MOST).map(formatPrefix).join(', ');
  return blocks.length > MOST ? `${shown} and ${blocks.length - MOST} more` : shown;
}

function isSame(a: Prefix, b: Prefix | undefined): boolean {
  return b !== undefined && samePrefix(a, b);
}
