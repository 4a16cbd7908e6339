// What the texts for all peers have in common: keys instead of the ids of boxes, and what is written on a box.
import type { Box, Diagram } from '#language/view/graph/diagram.ts';

/** One box of a diagram, as a peer's text names it. */
export interface Keyed {
  readonly box: Box;
  /** A word: `b3`. */
  readonly key: string;
  /** The keys of the boxes around it and its own. */
  readonly path: readonly string[];
  readonly children: readonly Keyed[];
}

/** The boxes of a diagram with their keys. The ids of netarch are no words in other languages. */
export function keyed({ boxes }: Diagram): readonly Keyed[] {
  let count = 0;
  const visit = (box: Box, around: readonly string[]): Keyed => {
    const key = `b${count++}`;
    const path = [...around, key];
    return { box, key, path, children: box.children.map((child) => visit(child, path)) };
  };
  return boxes.map((box) => visit(box, []));
}

/** All boxes by their ids. */
export function byId(boxes: readonly Keyed[]): ReadonlyMap<string, Keyed> {
  return new Map(boxes.flatMap((one): [string, Keyed][] => [[one.box.id, one], ...byId(one.children)]));
}

/** The value for a key. Throws if there is none. */
export function given<K, V>(values: ReadonlyMap<K, V>, key: K): V {
  const value = values.get(key);
  if (value === undefined) throw new Error(`${String(key)} is missing.`);
  return value;
}

/** The name of a box and the line below it. */
export function linesOf({ label, detail }: Box): readonly string[] {
  return detail === undefined ? [label] : [label, detail];
}

/** Takes the drawn edges one by one from lists of edges that a peer cannot tell apart. */
export function takeFrom<T>(all: readonly T[], keyOf: (one: T) => string): (key: string) => T | undefined {
  const lists = new Map<string, T[]>();
  for (const one of all) lists.set(keyOf(one), [...(lists.get(keyOf(one)) ?? []), one]);
  return (key) => lists.get(key)?.shift();
}
