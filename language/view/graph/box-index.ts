// Nested boxes in; every box by its id, with the box it stands in, out.
import type { Box, BoxId } from './diagram.ts';

/** Boxes by id, and who stands in whom. */
export interface BoxIndex {
  readonly boxes: ReadonlyMap<BoxId, Box>;
  /** The box round each box; top-level boxes have no entry. */
  readonly parents: ReadonlyMap<BoxId, BoxId>;
}

/** Both directions through the tree of boxes. */
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

/** The box itself, then the boxes round it, innermost first. */
export function lineage({ parents }: BoxIndex, id: BoxId): readonly BoxId[] {
  const line: BoxId[] = [];
  for (let at: BoxId | undefined = id; at !== undefined; at = parents.get(at)) line.push(at);
  return line;
}

/** Whether `outer` is one of the boxes round `inner`. */
export function encloses(index: BoxIndex, outer: BoxId, inner: BoxId): boolean {
  return outer !== inner && lineage(index, inner).includes(outer);
}
