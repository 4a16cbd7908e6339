// A scene and one edge → its rough route: along the middles of gaps, from the border of one box to that of the other.
import type { Edge } from '#language/view/graph/diagram.ts';
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { labelSize, type Size, shapeOf } from '#language/view/layout/sizes.ts';
import { holds, type Rect } from './geometry.ts';
import { carries } from './labelled.ts';
import { CORNER, type Drawn, isRound, type Mesh, meshFor, pointAt, portLines } from './mesh.ts';
import type { Scene } from './scene.ts';
import { cheapestPath, type SideCosts, type Terminal } from './search.ts';

/**
 * In pixels of detour. Edges prefer the middle of a side, the top and bottom (most of all at the lower of two boxes), and sides that
 * face the other box. They keep away from corners. What is outside is above a gateway.
 */
const COST = {
  offMiddle: 1.2,
  offCentre: 0.06,
  side: 14,
  sideOfLower: 150,
  sideOfGateway: 400,
  wrongSide: 120,
  corner: 500,
  hurdle: 600,
} as const;

/** The bends of the way and its two ends on the borders of the boxes; undefined if a box is missing or walled in. */
export function routeEdge(scene: Scene, edge: Edge, bundle: string, drawn: readonly Drawn[]): readonly Point[] | undefined {
  const from = scene.boxes.get(edge.from);
  const to = scene.boxes.get(edge.to);
  if (from === undefined || to === undefined || from === to) return undefined;
  const mesh = meshFor(scene, from, to, bundle, drawn);
  const direct = findWay(scene, mesh, from, to, 0);
  const size = labelSize(edge);
  if (direct === undefined || size === undefined || hasRoomFor(direct, size)) return direct;
  return findWay(scene, mesh, from, to, COST.hurdle) ?? direct;
}

/** A short horizontal line has no space for a label. A vertical one crosses a gap that can be made wider. */
function hasRoomFor(points: readonly Point[], size: Size): boolean {
  return points.some((end, index) => {
    const start = points[index - 1] ?? end;
    return start.y !== end.y || carries('horizontal', Math.abs(end.x - start.x), size);
  });
}

function findWay(scene: Scene, mesh: Mesh, from: PlacedBox, to: PlacedBox, hurdle: number): readonly Point[] | undefined {
  const outward = { from: isRound(scene, from, to), to: isRound(scene, to, from) };
  const [starts, goals] = [terminals(mesh, from, to, outward.from), terminals(mesh, to, from, outward.to)];
  const path = cheapestPath(mesh, withHurdle(starts, hurdle), withHurdle(goals, hurdle));
  if (path === undefined) return undefined;
  const points = straighten(path.map((vertex) => pointAt(mesh, vertex)));
  const fromBorder = clip(points, from, outward.from).toReversed();
  return clip(fromBorder, to, outward.to).toReversed();
}

/** Higher costs for ends at the sides of boxes. */
function withHurdle(terminals: readonly Terminal[], hurdle: number): readonly Terminal[] {
  if (hurdle === 0) return terminals;
  return terminals.map(({ vertex, costs }) => ({
    vertex,
    costs: { ...costs, left: costs.left + hurdle, right: costs.right + hurdle },
  }));
}

/** Where an edge may end. `outward`: the other end is inside this box, so that the edge ends at the border from within. */
function terminals(mesh: Mesh, placed: PlacedBox, other: PlacedBox, outward: boolean): readonly Terminal[] {
  if (outward) return verticesWhere(mesh, (point) => !holds(placed, point, -1)).map((vertex) => ({ vertex, costs: FREE }));
  const isCard = shapeOf(placed.box) === 'card';
  const ports = portLines(placed, other);
  const isPort = (point: Point) => ports.ys.includes(point.y) && ports.xs.includes(point.x);
  const vertices = verticesWhere(mesh, isCard ? isPort : (point) => holds(placed, point));
  const off = isCard ? COST.offMiddle : COST.offCentre;
  return vertices.map((vertex) => ({ vertex, costs: sideCosts(placed, other, pointAt(mesh, vertex), off) }));
}

function verticesWhere({ xs, ys }: Mesh, isWanted: (point: Point) => boolean): readonly number[] {
  const found: number[] = [];
  for (const [i, x] of xs.entries()) {
    for (const [j, y] of ys.entries()) if (isWanted({ x, y })) found.push(i * ys.length + j);
  }
  return found;
}

const FREE: SideCosts = { below: 0, right: 0, above: 0, left: 0 };

function sideCosts(placed: PlacedBox, other: PlacedBox, point: Point, off: number): SideCosts {
  const [isBelow, isAbove] = [other.y >= placed.y + placed.height, other.y + other.height <= placed.y];
  const nearCorner = (at: number, start: number, length: number) => at < start + CORNER || at > start + length - CORNER;
  const upright = nearCorner(point.x, placed.x, placed.width)
    ? COST.corner
    : Math.abs(point.x - placed.x - placed.width / 2) * off;
  const sideways = nearCorner(point.y, placed.y, placed.height)
    ? COST.corner
    : isAbove
      ? isGateway(placed)
        ? COST.sideOfGateway
        : COST.sideOfLower
      : COST.side;
  return {
    below: upright + (isAbove ? COST.wrongSide : 0),
    above: upright + (isBelow ? COST.wrongSide : 0),
    right: sideways + (other.x + other.width <= placed.x ? COST.wrongSide : 0),
    left: sideways + (other.x >= placed.x + placed.width ? COST.wrongSide : 0),
  };
}

function isGateway({ box }: PlacedBox): boolean {
  return box.kind === 'igw' || box.kind === 'egress-igw';
}

/** Without the points in the middle of straight lines. */
function straighten(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}

/** The way from where it leaves the box for good; `outward`: up to where it first leaves it, in reverse order. */
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
