// Nested boxes → an index of every box by its id, with its parent.
import type { Box, BoxId } from './diagram.ts';

/** Boxes by id, and the parent of each. */
export interface BoxIndex {
  readonly boxes: ReadonlyMap<BoxId, Box>;
  /** The parent of each box. Top-level boxes have no entry. */
  readonly parents: ReadonlyMap<BoxId, BoxId>;
}

/** Indexes a tree of boxes. */
export function indexOf(roots: readonly Box[]): BoxIndex {
  const boxes = new Map<BoxId, Box>();
  const parents = new Map<BoxId, BoxId>();
  const visit = (box: Box): void => {
    boxes.set(box.id, box);
    for (const child of box.children) {
      parents.set(child.id, box.id);
      visit(child);
    }
  };
  for (const root of roots) visit(root);
  return { boxes, parents };
}

/** The box itself, then the boxes around it, innermost first. */
export function lineage({ parents }: BoxIndex, id: BoxId): readonly BoxId[] {
  const line: BoxId[] = [];
  for (let at: BoxId | undefined = id; at !== undefined; at = parents.get(at)) line.push(at);
  return line;
}

/** Whether `outer` is one of the boxes around `inner`. */
export function encloses(index: BoxIndex, outer: BoxId, inner: BoxId): boolean {
  return outer !== inner && lineage(index, inner).includes(outer);
}
