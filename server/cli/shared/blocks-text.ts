// Blocks of addresses of somebody outside → the shortest way to say them.
import { formatPrefix, type Prefix, parsePrefix, samePrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { subtract } from '#language/packets/intervals.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import { blockAround, blocksOf } from '#language/trace/reach/universe.ts';

/** `undefined` for everything that the end has; `198.51.0.0/16 except …`, `everywhere except …` where that is shorter. IPv6 is always named. */
export function blocksText(network: Network, id: EntityId, blocks: readonly Prefix[]): string | undefined {
  const resource = network.byId.get(id);
  const own = resource !== undefined && 'prefixes' in resource ? resource.prefixes : [];
  const whole = resource?.kind === 'internet' ? EVERYWHERE : own;
  if (blocks.length === whole.length && blocks.every((block, index) => isSame(block, whole[index]))) return undefined;
  const around = hull(blocks);
  if (around === undefined || blocks.length < 3) return list(blocks);
  const { family } = around;
  const others = blocksOf(subtract(addressSetOf([around], family), addressSetOf(blocks, family)), family);
  if (others.length + 1 >= blocks.length) return list(blocks);
  return `${around.length === 0 && family === 4 ? 'everywhere' : formatPrefix(around)} except ${list(others)}`;
}

/** The smallest block that holds all of them; they are of one family. */
function hull(blocks: readonly Prefix[]): Prefix | undefined {
  const [lowest] = blocks;
  if (lowest === undefined) return undefined;
  const last = blocks.reduce((highest, block) => (block.last > highest ? block.last : highest), lowest.last);
  const first = blocks.reduce((least, block) => (block.first < least ? block.first : least), lowest.first);
  return blockAround(first, last, lowest.family);
}

const EVERYWHERE: readonly Prefix[] = [parsePrefix('0.0.0.0/0')].flatMap((prefix) => prefix ?? []);

const MOST = 4;

function list(blocks: readonly Prefix[]): string {
  const shown = blocks.slice(0, MOST).map(formatPrefix).join(', ');
  return blocks.length > MOST ? `${shown} and ${blocks.length - MOST} more` : shown;
}

function isSame(a: Prefix, b: Prefix | undefined): boolean {
  return b !== undefined && samePrefix(a, b);
}
