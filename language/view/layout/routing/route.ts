// A scene and one edge in; its rough way out: along the middles of gaps, from border to border.
import type { Edge } from '#language/view/graph/diagram.ts';
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { shapeOf } from '#language/view/layout/sizes.ts';
import { holds, type Rect } from './geometry.ts';
import { CORNER, type Drawn, type Mesh, meshFor, pointAt, portLines } from './mesh.ts';
import { lineage, type Scene } from './scene.ts';
import { cheapestPath, type Terminal } from './search.ts';

/** Prefers the middle of a side, and above and below to the sides, most of all for the lower of two boxes: in pixels of detour. */
const COST = { offMiddle: 1.2, offCentre: 0.06, side: 14, sideBelow: 70, corner: 500 } as const;

/** The bends of the way and its two ends on the borders of the boxes; undefined if a box is missing or walled in. */
export function routeEdge(scene: Scene, edge: Edge, bundle: string, drawn: readonly Drawn[]): readonly Point[] | undefined {
  const from = scene.boxes.get(edge.from);
  const to = scene.boxes.get(edge.to);
  if (from === undefined || to === undefined || from === to) return undefined;
  const mesh = meshFor(scene, from, to, bundle, drawn);
  const outward = { from: stands(scene, to, from), to: stands(scene, from, to) };
  const path = cheapestPath(mesh, terminals(mesh, from, to, outward.from), terminals(mesh, to, from, outward.to));
  if (path === undefined) return undefined;
  const points = straighten(path.map((vertex) => pointAt(mesh, vertex)));
  const fromBorder = clip(points, from, outward.from).toReversed();
  return clip(fromBorder, to, outward.to).toReversed();
}

/** Whether `inner` stands inside `outer`. */
function stands(scene: Scene, inner: PlacedBox, outer: PlacedBox): boolean {
  return lineage(scene, inner.box.id).includes(outer.box.id);
}

/** Where an edge may end. `outward`: the other end stands inside this box, so that the edge meets the border from within. */
function terminals(mesh: Mesh, placed: PlacedBox, other: PlacedBox, outward: boolean): readonly Terminal[] {
  const vertices = Array.from({ length: mesh.xs.length * mesh.ys.length }, (_, vertex) => vertex);
  if (outward)
    return vertices
      .filter((vertex) => !holds(placed, pointAt(mesh, vertex), -1))
      .map((vertex) => ({ vertex, upright: 0, sideways: 0 }));
  const centre = placed.x + placed.width / 2;
  const sideways = placed.y > other.y + other.height ? COST.sideBelow : COST.side;
  if (shapeOf(placed.box) === 'card') {
    const ports = portLines(placed, other);
    return vertices
      .map((vertex) => ({ vertex, point: pointAt(mesh, vertex) }))
      .filter(({ point }) => ports.xs.includes(point.x) && ports.ys.includes(point.y))
      .map(({ vertex, point }) => ({ vertex, upright: Math.abs(point.x - centre) * COST.offMiddle, sideways }));
  }
  return vertices
    .map((vertex) => ({ vertex, point: pointAt(mesh, vertex) }))
    .filter(({ point }) => holds(placed, point))
    .map(({ vertex, point }) => ({
      vertex,
      upright: isNearCorner(point.x, placed.x, placed.width) ? COST.corner : Math.abs(point.x - centre) * COST.offCentre,
      sideways: isNearCorner(point.y, placed.y, placed.height) ? COST.corner : sideways,
    }));
}

function isNearCorner(at: number, start: number, length: number): boolean {
  return at < start + CORNER || at > start + length - CORNER;
}

/** Without the points in the middle of straight lines. */
function straighten(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

/** The way from where it leaves the box for good; `outward`: up to where it first leaves it, told backwards. */
function clip(points: readonly Point[], rect: Rect, outward: boolean): readonly Point[] {
  const inside = points.map((point) => holds(rect, point));
  const last = outward ? inside.indexOf(true) : inside.lastIndexOf(true);
  const [a, b] = outward ? [points[last], points[last - 1]] : [points[last], points[last + 1]];
  if (a === undefined || b === undefined) return points;
  const border: Point = {
    x: Math.min(Math.max(b.x, rect.x), rect.x + rect.width),
    y: Math.min(Math.max(b.y, rect.y), rect.y + rect.height),
  };
  return [border, ...points.slice(outward ? last : last + 1)];
}
