// Placed boxes and lanes → what the routing needs to know about them: which box is in which, and where the titles are.
import type { BoxId, Edge } from '#language/view/graph/diagram.ts';
import type { Lane, Placement } from '#language/view/layout/place.ts';
import type { PlacedBox } from '#language/view/layout/placed.ts';
import { headerHeight, shapeOf, titleWidth } from '#language/view/layout/sizes.ts';
import type { Rect } from './geometry.ts';

/** The id of the diagram itself, which contains the outermost boxes. */
const PICTURE: BoxId = '';

/** The diagram as its edges see it. */
export interface Scene {
  readonly boxes: ReadonlyMap<BoxId, PlacedBox>;
  readonly parents: ReadonlyMap<BoxId, BoxId>;
  readonly children: ReadonlyMap<BoxId, readonly PlacedBox[]>;
  /** The names of frames, which lines should not cross. */
  readonly titles: ReadonlyMap<BoxId, Rect>;
  /** Everything that no label may cover, also inside of boxes that these edges do not enter: resources and names. */
  readonly legible: readonly Rect[];
  readonly lanes: ReadonlyMap<BoxId, readonly Lane[]>;
}

/** What these edges see: boxes without an end inside them are walls, and what is inside does not matter. */
export function sceneOf({ boxes: roots, lanes }: Placement, edges: readonly Edge[]): Scene {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const open = new Set<BoxId>();
  for (const root of roots) markOpen(root, ends, open);
  const boxes = new Map<BoxId, PlacedBox>();
  const parents = new Map<BoxId, BoxId>();
  const children = new Map<BoxId, readonly PlacedBox[]>([[PICTURE, roots]]);
  const titles = new Map<BoxId, Rect>();
  const legible: Rect[] = [];
  for (const root of roots) collectLegible(root, legible);
  const visit = (placed: PlacedBox, parent: BoxId): void => {
    const { id } = placed.box;
    boxes.set(id, placed);
    parents.set(id, parent);
    if (shapeOf(placed.box) !== 'card') titles.set(id, titleOf(placed));
    if (!open.has(id)) return;
    children.set(id, placed.children);
    for (const child of placed.children) visit(child, id);
  };
  for (const root of roots) visit(root, PICTURE);
  return { boxes, parents, children, titles, legible, lanes: lanesByFrame(lanes) };
}

function collectLegible(placed: PlacedBox, found: Rect[]): void {
  found.push(shapeOf(placed.box) === 'card' ? placed : titleOf(placed));
  for (const child of placed.children) collectLegible(child, found);
}

/** Adds the boxes that are an end or have one inside; true if this is one of them. */
function markOpen(placed: PlacedBox, ends: ReadonlySet<BoxId>, open: Set<BoxId>): boolean {
  const inside = placed.children.filter((child) => markOpen(child, ends, open)).length > 0;
  if (inside || ends.has(placed.box.id)) open.add(placed.box.id);
  return open.has(placed.box.id);
}

/** The box itself and all boxes around it, the diagram last. */
export function lineage({ parents }: Scene, id: BoxId): readonly BoxId[] {
  const line: BoxId[] = [];
  for (let at: BoxId | undefined = id; at !== undefined; at = parents.get(at)) line.push(at);
  return line;
}

/** The part of a frame's header that its name covers. */
export function titleOf({ box, x, y }: PlacedBox): Rect {
  return { x, y, width: titleWidth(box) + 3, height: headerHeight(box) - 4 };
}

function lanesByFrame(lanes: readonly Lane[]): ReadonlyMap<BoxId, readonly Lane[]> {
  const frames = new Map<BoxId, Lane[]>();
  for (const lane of lanes) {
    const known = frames.get(lane.frame);
    if (known === undefined) frames.set(lane.frame, [lane]);
    else known.push(lane);
  }
  return frames;
}
