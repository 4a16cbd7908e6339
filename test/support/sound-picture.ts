// Checks a placed diagram: boxes and labels do not overlap, and every edge runs from border to border without crossing other boxes.
import assert from 'node:assert/strict';
import type { PlacedBox, PlacedDiagram, PlacedEdge, Point } from '#language/view/layout/placed.ts';
import { lineRect, meet, type Rect } from '#language/view/layout/routing/geometry.ts';
import { titleOf } from '#language/view/layout/routing/scene.ts';
import { shapeOf } from '#language/view/layout/sizes.ts';

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

/** Edges may only cross the borders of frames that contain one of their ends. */
function obstacles({ edge, points }: PlacedEdge, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const open = [...boxes.values()].filter(
    (box) => shapeOf(box.box) !== 'card' && [edge.from, edge.to].some((id) => flatten([box]).has(id)),
  );
  const walls = [...boxes.values()].filter((box) => !open.includes(box));
  return walls
    .filter((wall) => lines(points).some(([a, b]) => meet(lineRect(a, b), wall, -NEAR)))
    .map(({ box }) => `${edge.id} runs through ${box.id}`);
}

function labels({ edges }: PlacedDiagram, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const found: string[] = [];
  const placed = edges.flatMap(({ edge, label }) => (label === undefined ? [] : [{ id: edge.id, label }]));
  for (const [index, { id, label }] of placed.entries()) {
    for (const other of placed.slice(index + 1))
      if (meet(label, other.label)) found.push(`the label of ${id} overlaps that of ${other.id}`);
    for (const box of boxes.values()) {
      const wall = shapeOf(box.box) === 'card' ? box : titleOf(box);
      if (meet(label, wall)) found.push(`the label of ${id} overlaps ${box.box.id}`);
    }
  }
  return found;
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
