// How much boxes move between two layouts of nearly the same diagram: what a reader sees after an edit.
import type { PlacedBox, PlacedDiagram } from '#language/view/layout/placed.ts';

/** Lengths are in CSS pixels. A box moves relative to its parent, so that a box does not count as moved because its VPC is. */
export interface Movement {
  /** The mean distance and the greatest distance that a box moved. */
  readonly mean: number;
  readonly greatest: number;
  /** Pairs of siblings in another reading order: row by row, each from left to right. */
  readonly reordered: readonly string[];
  /** Pairs of siblings that were in the same row, or in different ones, and are no longer. */
  readonly regrouped: readonly string[];
  /** Boxes that are gone. */
  readonly missing: readonly string[];
}

/** The movement of all boxes of the first layout. `idAfter` gives the id that a box has in the second one. */
export function movementOf(before: PlacedDiagram, after: PlacedDiagram, idAfter = (id: string) => id): Movement {
  const now = new Map(siblingsIn(after.boxes).flatMap(({ parent, boxes }) => boxes.map((box) => [box.box.id, { parent, box }])));
  const distances: number[] = [];
  const reordered: string[] = [];
  const regrouped: string[] = [];
  const missing: string[] = [];
  for (const { parent, boxes } of siblingsIn(before.boxes)) {
    const pairs = boxes.flatMap((old) => {
      const found = now.get(idAfter(old.box.id));
      if (found === undefined) missing.push(old.box.id);
      return found === undefined ? [] : [{ old, new: found.box, parent: found.parent }];
    });
    for (const [index, one] of pairs.entries()) {
      const [was, is] = [within(one.old, parent), within(one.new, one.parent)];
      distances.push(Math.hypot(was.x - is.x, was.y - is.y));
      for (const two of pairs.slice(index + 1)) {
        const name = `${one.old.box.id} and ${two.old.box.id}`;
        if (isBefore(one.old, two.old) !== isBefore(one.new, two.new)) reordered.push(name);
        if (isBeside(one.old, two.old) !== isBeside(one.new, two.new)) regrouped.push(name);
      }
    }
  }
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
  return { mean, greatest: Math.max(0, ...distances), reordered, regrouped, missing };
}

interface Siblings {
  readonly parent: PlacedBox | undefined;
  readonly boxes: readonly PlacedBox[];
}

function siblingsIn(boxes: readonly PlacedBox[], parent?: PlacedBox): readonly Siblings[] {
  return [{ parent, boxes }, ...boxes.flatMap((box) => siblingsIn(box.children, box))];
}

function within({ x, y }: PlacedBox, parent: PlacedBox | undefined) {
  return { x: x - (parent?.x ?? 0), y: y - (parent?.y ?? 0) };
}

/** Whether two boxes are in the same row. */
function isBeside(a: PlacedBox, b: PlacedBox): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function isBefore(a: PlacedBox, b: PlacedBox): boolean {
  return isBeside(a, b) ? a.x < b.x : a.y < b.y;
}
