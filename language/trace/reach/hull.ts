// CIDR blocks of one end → the smallest block that contains them, and its exceptions.
import { type Prefix, samePrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { subtract } from '#language/packets/intervals.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';
import { blockAround, blocksOf } from './universe.ts';

/** A block, and the parts of it that are excepted. */
export interface Hull {
  readonly around: Prefix;
  readonly except: readonly Prefix[];
}

/** The smallest block that contains all of them, which are of one family; `undefined` for no blocks. */
export function hullOf(blocks: readonly Prefix[]): Hull | undefined {
  const [lowest] = blocks;
  if (lowest === undefined) return undefined;
  const { family } = lowest;
  const last = blocks.reduce((highest, block) => (block.last > highest ? block.last : highest), lowest.last);
  const first = blocks.reduce((least, block) => (block.first < least ? block.first : least), lowest.first);
  const around = blockAround(first, last, family);
  return { around, except: blocksOf(subtract(addressSetOf([around], family), addressSetOf(blocks, family)), family) };
}

/** Whether the blocks are all that an external end has; of the internet, all of IPv4. */
export function areAllOf(network: Network, id: EntityId, blocks: readonly Prefix[]): boolean {
  const resource = network.byId.get(id);
  const own = resource !== undefined && 'prefixes' in resource ? resource.prefixes : [];
  const whole = resource?.kind === 'internet' ? [ALL_ADDRESSES[4]] : own;
  return blocks.length === whole.length && blocks.every((block, index) => isSame(block, whole[index]));
}

function isSame(a: Prefix, b: Prefix | undefined): boolean {
  return b !== undefined && samePrefix(a, b);
}
