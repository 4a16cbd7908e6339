// Ends of random networks, and values of sets, for tests that compare packets between them.
import type { Network } from '#language/network/network.ts';
import type { Intervals } from '#language/packets/intervals.ts';
import { connectionEndsAt } from '#language/trace/connection-end.ts';
import type { Side } from '#language/trace/reach/cover.ts';
import { externalEnds, internalSide } from '#language/trace/reach/ends.ts';

type Next = (below: number) => number;

/** Pairs of ends of one family, not both outside: `most` of them, less what does not fit. */
export function somePairs(network: Network, most: number, next: Next): readonly (readonly [Side, Side])[] {
  const inside = network.interfaces.flatMap((iface) => connectionEndsAt(network, iface)).map(internalSide);
  const outside = externalEnds(network).map(({ side }) => side);
  const all = [...inside, ...outside];
  return Array.from({ length: most }, () => [all[next(all.length)], all[next(all.length)]] as const).flatMap(([from, to]) => {
    if (from === undefined || to === undefined || from === to || from.family !== to.family) return [];
    return outside.includes(from) && outside.includes(to) ? [] : [[from, to] as const];
  });
}

/** A number of the set, often one at a border. */
export function someOf<T extends number | bigint>(set: Intervals<T>, next: Next): T {
  const index = 2 * next(set.length / 2);
  const [from, to] = [set[index], set[index + 1]];
  if (from === undefined || to === undefined) throw new Error('The set is empty.');
  const width = BigInt(to) - BigInt(from);
  const offset = [0n, width - 1n, (width * BigInt(next(1_000_000))) / 1_000_000n][next(3)] ?? 0n;
  const value = BigInt(from) + offset;
  return (typeof from === 'bigint' ? value : Number(value)) as T;
}
