// CIDR blocks → which is directly inside which. CIDR blocks are nested or disjoint, so sorting finds every overlap.
import { covers, type Prefix, sizeOf } from '#language/network/address.ts';

/** A CIDR block with the smallest other block that contains it (`parent`) and the largest blocks inside it (`children`). */
export interface Nested<T> {
  readonly item: T;
  readonly prefix: Prefix;
  readonly parent: Nested<T> | undefined;
  readonly children: readonly Nested<T>[];
}

interface Open<T> extends Nested<T> {
  readonly parent: Open<T> | undefined;
  readonly children: Open<T>[];
}

/** Every block, wider ones before those inside them. Of two equal blocks, the first in the input is the parent of the second. */
export function nest<T>(items: readonly { readonly item: T; readonly prefix: Prefix }[]): readonly Nested<T>[] {
  const sorted = items.toSorted((a, b) => order(a.prefix, b.prefix));
  const result: Open<T>[] = [];
  let parent: Open<T> | undefined;
  for (const { item, prefix } of sorted) {
    while (parent !== undefined && !covers(parent.prefix, prefix)) parent = parent.parent;
    const nested: Open<T> = { item, prefix, parent, children: [] };
    parent?.children.push(nested);
    result.push(nested);
    parent = nested;
  }
  return result;
}

/** Whether the children cover all addresses of the block. */
export function isFilled<T>({ prefix, children }: Nested<T>): boolean {
  return children.reduce((sum, child) => sum + sizeOf(child.prefix), 0n) === sizeOf(prefix);
}

function order(a: Prefix, b: Prefix): number {
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length;
}
