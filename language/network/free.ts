// A block and what is used of it → what is free: the next subnet, the next address.
import { RESERVED_AT_END, RESERVED_AT_START } from '#language/aws/addresses.ts';
import { type Address, nth, overlaps, type Prefix, prefixOf, sizeOf } from './address.ts';

/**
 * The lowest block of the given length in `outer` that overlaps with none of the used ones; `undefined` if there is no room. `from`: the
 * address at which to begin, aligned to the length.
 */
export function freeBlock(
  outer: Prefix,
  taken: readonly Prefix[],
  length: number,
  from: Address = nth(outer, 0n),
): Prefix | undefined {
  if (length < outer.length) return undefined;
  let block = prefixOf(from, length);
  for (;;) {
    const inTheWay = taken.find((one) => overlaps(one, block));
    if (inTheWay === undefined) return block.last <= outer.last ? block : undefined;
    const next = (inTheWay.last > block.last ? inTheWay.last : block.last) + 1n;
    const aligned = prefixOf({ family: outer.family, bits: next + sizeOf(block) - 1n }, length);
    if (aligned.first > outer.last) return undefined;
    block = aligned;
  }
}

/** The lowest address of a subnet's block that is neither used nor reserved by AWS. */
export function freeAddress(block: Prefix, taken: readonly Address[]): Address | undefined {
  const bits = new Set(taken.filter(({ family }) => family === block.family).map((address) => address.bits));
  let offset = RESERVED_AT_START;
  while (bits.has(block.first + offset)) offset += 1n;
  return offset < sizeOf(block) - RESERVED_AT_END ? nth(block, offset) : undefined;
}
