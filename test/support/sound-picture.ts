// Checks a placed diagram: boxes and labels do not overlap, and every edge runs from border to border without crossing other boxes.
import assert from 'node:assert/strict';
import { bundlesOf } from '#language/view/layout/bundles.ts';
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
    ...crossedZones(placed, boxes),
    ...sharedWays(placed),
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
  const walls = [...boxes.values()].map(wallOf);
  return [...missing, ...edges.flatMap((edge) => [...ends(edge, boxes), ...obstacles(edge, walls)])];
}

function ends({ edge, points }: PlacedEdge, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const found: string[] = [];
  const [from, to, first, last] = [boxes.get(edge.from), boxes.get(edge.to), points[0], points.at(-1)];
  if (from === undefined || to === undefined || first === undefined || last === undefined) return [`${edge.id} has no ends`];
  if (!onBorder(from, first)) found.push(`${edge.id} does not begin at ${edge.from}`);
  if (from !== to && !onBorder(to, last)) found.push(`${edge.id} does not end at ${edge.to}`);
  if (piecesOf(points).some(({ width, height }) => width > 0 && height > 0)) found.push(`${edge.id} has a slanted line`);
  return found;
}

/** A box that lines keep away from: all of it, or its title alone. */
interface Wall {
  readonly box: PlacedBox;
  readonly inner: ReadonlyMap<string, PlacedBox>;
  readonly isCard: boolean;
  readonly title: Rect;
}

function wallOf(box: PlacedBox): Wall {
  const isCard = shapeOf(box.box) === 'card';
  return { box, inner: flatten([box]), isCard, title: { x: box.x, y: box.y, ...titleSize(box.box) } };
}

/** Edges may only cross frames that contain one of their ends, and zones (see `crossedZones`). They keep clear of titles. */
function obstacles({ edge, points }: PlacedEdge, walls: readonly Wall[]): readonly string[] {
  const pieces = piecesOf(points);
  const runsOver = (wall: Rect) => pieces.some((piece) => meet(piece, wall, -NEAR));
  return walls.flatMap(({ box, inner, isCard, title }) => {
    const isOpen = box.box.kind === 'zone' || (!isCard && (inner.has(edge.from) || inner.has(edge.to)));
    if (!isOpen && runsOver(box)) return [`${edge.id} runs through ${box.box.id}`];
    return !isCard && runsOver(title) ? [`${edge.id} runs through the title of ${box.box.id}`] : [];
  });
}

/**
 * A zone that has neither end of an edge may be crossed only in the gap between two rows. Rows are those of all zones of the VPC, so the
 * place of a subnet that the zone does not have stays empty.
 */
function crossedZones({ edges }: PlacedDiagram, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  return [...boxes.values()].flatMap(({ children }) => {
    const zones = children.filter(({ box }) => box.kind === 'zone');
    const rows = zones.flatMap((zone) => zone.children);
    const first = Math.min(...rows.map(({ y }) => y));
    const last = Math.max(...rows.map(({ y, height }) => y + height));
    const isBetweenRows = ({ y, height }: Rect) =>
      y >= first && y + height <= last && rows.every((row) => y >= row.y + row.height || y + height <= row.y);
    return zones.flatMap((zone) => {
      const own = flatten([zone]);
      return edges
        .filter(({ edge }) => !own.has(edge.from) && !own.has(edge.to))
        .filter(({ points }) => piecesOf(points).some((piece) => meet(piece, zone) && !isBetweenRows(common(piece, zone))))
        .map(({ edge }) => `${edge.id} crosses ${zone.box.id} not between two rows`);
    });
  });
}

/** Lines that do not belong together never lie on each other. */
function sharedWays({ diagram, edges }: PlacedDiagram): readonly string[] {
  const bundles = bundlesOf(diagram.edges);
  const ways = edges.flatMap(({ edge: { id }, points }) =>
    piecesOf(points).map(({ x, y, width, height }) => {
      const [on, start, length] = width > height ? [`y ${Math.round(y)}`, x, width] : [`x ${Math.round(x)}`, y, height];
      return { id, bundle: bundles.get(id), on, start, end: start + length };
    }),
  );
  const found: string[] = [];
  const furthest = new Map<string, (typeof ways)[number]>();
  for (const way of ways.toSorted((a, b) => a.start - b.start)) {
    const before = furthest.get(way.on);
    if (before !== undefined && way.start < before.end - NEAR && way.bundle !== before.bundle)
      found.push(`${way.id} lies on ${before.id} at ${way.on}`);
    if (before === undefined || way.end > before.end) furthest.set(way.on, way);
  }
  return found;
}

function labels({ diagram, edges }: PlacedDiagram, boxes: ReadonlyMap<string, PlacedBox>): readonly string[] {
  const found: string[] = [];
  const bundles = bundlesOf(diagram.edges);
  const placed = edges.flatMap(({ edge, label }) => (label === undefined ? [] : [{ id: edge.id, label }]));
  for (const [index, { id, label }] of placed.entries()) {
    for (const other of placed.slice(index + 1))
      if (meet(label, other.label)) found.push(`the label of ${id} overlaps that of ${other.id}`);
    for (const box of boxes.values()) {
      const wall = shapeOf(box.box) === 'card' ? box : { x: box.x, y: box.y, ...titleSize(box.box) };
      if (meet(label, wall)) found.push(`the label of ${id} overlaps ${box.box.id}`);
    }
    for (const { edge, points } of edges)
      if (bundles.get(edge.id) !== bundles.get(id) && piecesOf(points).some((piece) => meet(piece, label)))
        found.push(`${edge.id} runs through the label of ${id}`);
  }
  return found;
}

/** Whether rectangles overlap, or are closer than `space`. */
function meet(a: Rect, b: Rect, space = 0): boolean {
  return (
    a.x < b.x + b.width + space && b.x < a.x + a.width + space && a.y < b.y + b.height + space && b.y < a.y + a.height + space
  );
}

/** The part that rectangles that meet have in common. */
function common(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return { x, y, width: Math.min(a.x + a.width, b.x + b.width) - x, height: Math.min(a.y + a.height, b.y + b.height) - y };
}

function flatten(boxes: readonly PlacedBox[]): ReadonlyMap<string, PlacedBox> {
  return new Map(boxes.flatMap((box): [string, PlacedBox][] => [[box.box.id, box], ...flatten(box.children)]));
}

/** The straight pieces of a line, as rectangles without width or height. */
function piecesOf(points: readonly Point[]): readonly Rect[] {
  return points.slice(1).map((b, index) => {
    const a = points[index] ?? b;
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  });
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
