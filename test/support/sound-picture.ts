// Checks a placed diagram: boxes and labels do not overlap, and every edge runs from border to border without crossing other boxes.
import assert from 'node:assert/strict';
import type { PlacedBox, PlacedDiagram, PlacedEdge, Point } from '#language/view/layout/placed.ts';
import { type Size, shapeOf, titleSize } from '#language/view/layout/sizes.ts';

type Rect = Point & Size;

/** Half a pixel, the tolerance for rounding. */
const NEAR = 0.5;

/** Throws an assertion error that lists all problems of the diagram. */
export function checkSound(placed: PlacedDiagram): void {
  const found = complaints(placed);
  assert.deepEqual(found, []);
}

/** All problems of a diagram, as text. */
function complaints(placed: PlacedDiagram): readonly string[] {
  const boxes = flatten(placed.boxes);
  return [
    ...nesting({ x: 0, y: 0, width: placed.width, height: placed.height }, placed.boxes),
    ...routes(placed, boxes),
    ...labels(placed, boxes),
  ];
}

function nesting(parent: Rect, children: readonly PlacedBox[]): readonly string[] {
  const found: string[] = [];
  for (const [index, child] of children.entries()) {
    const { id } = child.box;
    if (!inside(parent, child)) found.push(`${id} is outside its parent`);
    for (const other of children.slice(index + 1)) if (meet(child, other)) found.push(`${id} overlaps ${other.box.id}`);
    found.push(...nesting(child, child.children));
  }
  return found;
}

function routes({ diagram, edges }: PlacedDiagram, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const missing = diagram.edges
    .filter(({ id }) => !edges.some(({ edge }) => edge.id === id))
    .map(({ id }) => `${id} is not drawn`);
  return [...missing, ...edges.flatMap((edge) => [...ends(edge, boxes), ...obstacles(edge, boxes)])];
}

function ends({ edge, points }: PlacedEdge, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const found: string[] = [];
  const [from, to, first, last] = [boxes.get(edge.from), boxes.get(edge.to), points[0], points.at(-1)];
  if (from === undefined || to === undefined || first === undefined || last === undefined) return [`${edge.id} has no ends`];
  if (!onBorder(from, first)) found.push(`${edge.id} does not begin at ${edge.from}`);
  if (from !== to && !onBorder(to, last)) found.push(`${edge.id} does not end at ${edge.to}`);
  for (const [a, b] of lines(points)) if (a.x !== b.x && a.y !== b.y) found.push(`${edge.id} has a slanted line`);
  return found;
}

/** Edges may only cross frames that contain one of their ends, and zones where nothing stands. They keep clear of titles. */
function obstacles({ edge, points }: PlacedEdge, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const isOpen = (box: PlacedBox) => shapeOf(box.box) !== 'card' && [edge.from, edge.to].some((id) => flatten([box]).has(id));
  const runsOver = (wall: Rect) => lines(points).some(([a, b]) => meet(lineRect(a, b), wall, -NEAR));
  return [...boxes.values()].flatMap((box) => {
    const found = !isOpen(box) && box.box.kind !== 'zone' && runsOver(box) ? [`${edge.id} runs through ${box.box.id}`] : [];
    const title = { x: box.x, y: box.y, ...titleSize(box.box) };
    if (shapeOf(box.box) !== 'card' && found.length === 0 && runsOver(title))
      found.push(`${edge.id} runs through the title of ${box.box.id}`);
    return found;
  });
}

function labels({ edges }: PlacedDiagram, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const found: string[] = [];
  const placed = edges.flatMap(({ edge, label }) => (label === undefined ? [] : [{ id: edge.id, label }]));
  for (const [index, { id, label }] of placed.entries()) {
    for (const other of placed.slice(index + 1))
      if (meet(label, other.label)) found.push(`the label of ${id} overlaps that of ${other.id}`);
    for (const box of boxes.values()) {
      const wall = shapeOf(box.box) === 'card' ? box : { x: box.x, y: box.y, ...titleSize(box.box) };
      if (meet(label, wall)) found.push(`the label of ${id} overlaps ${box.box.id}`);
    }
  }
  return found;
}

/** Whether rectangles overlap, or are closer than `space`. */
function meet(a: Rect, b: Rect, space = 0): boolean {
  return (
    a.x < b.x + b.width + space && b.x < a.x + a.width + space && a.y < b.y + b.height + space && b.y < a.y + a.height + space
  );
}

/** A line as a rectangle without width or height. */
function lineRect(a: Point, b: Point): Rect {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

function flatten(boxes: readonly PlacedBox[]): ReadonlyMap<string, PlacedBox> {
  return new Map(boxes.flatMap((box): [string, PlacedBox][] => [[box.box.id, box], ...flatten(box.children)]));
}

function lines(points: readonly Point[]): readonly (readonly [Point, Point])[] {
  return points.slice(1).map((end, index) => [points[index] ?? end, end]);
}

function inside(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function onBorder({ x, y, width, height }: Rect, point: Point): boolean {
  const isBetween = (at: number, start: number, end: number) => at >= start - NEAR && at <= end + NEAR;
  const upright = [x, x + width].some((side) => Math.abs(point.x - side) <= NEAR) && isBetween(point.y, y, y + height);
  return upright || ([y, y + height].some((side) => Math.abs(point.y - side) <= NEAR) && isBetween(point.x, x, x + width));
}
