// A scene and one edge → the graph that the search uses: crossings of lanes, and the cost of each step between them.
import type { Lane } from '#language/view/layout/place.ts';
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { CARD, shapeOf } from '#language/view/layout/sizes.ts';
import { type Direction, extent, holds, type Rect } from './geometry.ts';
import { lineage, type Scene } from './scene.ts';

/** Lines that are already drawn, as the next edge sees them. */
export interface Drawn {
  readonly direction: Direction;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** Edges of one bundle share their lines. */
  readonly bundle: string;
}

/** Columns `xs` and rows `ys`; vertex (i, j) has the index i * ys.length + j. Costs of -1 mean: blocked. */
export interface Mesh {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** From a vertex down to the next one, and from a vertex to the right. */
  readonly down: Float64Array;
  readonly right: Float64Array;
  /** What a bend at a vertex costs; infinite inside of resources. */
  readonly bend: Float64Array;
}

/**
 * In pixels of detour: a bend, and more for one right beside an end; a line over the name of a frame and over another line.
 * `early`: how much longer a horizontal line counts for each pixel that it is away from the end.
 * A line along another one counts `company` times longer, one along a line of its bundle is only a part as long.
 */
const COST = { bend: 30, bendBeside: 40, title: 420, crossing: 24, company: 0.06, early: 0.0004, bundle: 0.35 } as const;

/** Lanes of the frames round the two ends and the lines to their ports; everything else is a wall. */
export function meshFor(scene: Scene, from: PlacedBox, to: PlacedBox, bundle: string, drawn: readonly Drawn[]): Mesh {
  const open = new Set([...lineage(scene, from.box.id), ...lineage(scene, to.box.id)]);
  const ports = { from: portLines(from, to), to: portLines(to, from) };
  const lanes = [...open].flatMap((id) => scene.lanes.get(id) ?? []);
  const xs = coordinates(lanes, 'vertical', [...ports.from.xs, ...ports.to.xs]);
  const ys = coordinates(lanes, 'horizontal', [...ports.from.ys, ...ports.to.ys]);
  const mesh: Mesh = {
    xs,
    ys,
    down: lengths(xs, ys, 'vertical'),
    right: lengths(xs, ys, 'horizontal'),
    bend: new Float64Array(xs.length * ys.length).fill(COST.bend),
  };
  preferLateBends(mesh, to);
  addTraffic(mesh, drawn, bundle);
  for (const id of open) {
    const title = scene.titles.get(id);
    const isReached = (id === from.box.id && !isRound(scene, from, to)) || (id === to.box.id && !isRound(scene, to, from));
    if (title !== undefined && !isReached) addCost(mesh, title, COST.title);
    for (const child of scene.children.get(id) ?? []) if (!open.has(child.box.id)) block(mesh, grown(child, CLEAR));
  }
  for (const end of [from, to]) stiffen(mesh, end);
  return mesh;
}

/** Whether `inner` is inside `outer`: then an edge between them ends at the border of `outer` from within. */
export function isRound(scene: Scene, outer: PlacedBox, inner: PlacedBox): boolean {
  return lineage(scene, inner.box.id).includes(outer.box.id);
}

/** Vertical lines by their x, horizontal ones by their y. */
export interface PortLines {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
}

/**
 * The lines on which an edge may reach a box: three from above and below a resource and one from its sides, the middles of a frame.
 * Where a line of the other end crosses the box, the edge may run straight.
 */
export function portLines(placed: PlacedBox, other: PlacedBox): PortLines {
  const { x, width, y, height } = placed;
  const over = columnsOf(other).filter((straight) => straight > x + CORNER && straight < x + width - CORNER);
  if (shapeOf(placed.box) === 'frame') return { xs: [...columnsOf(placed), ...over], ys: [y + height / 2] };
  return { xs: [...columnsOf(placed), ...over], ys: [y + Math.min(height, CARD.height) / 2] };
}

function columnsOf({ box, x, width }: PlacedBox): readonly number[] {
  const parts = shapeOf(box) === 'frame' ? [0.5] : [0.25, 0.5, 0.75];
  return parts.map((part) => Math.round(x + width * part));
}

/** Boxes are not reached nearer to a corner than this. */
export const CORNER = 12;

/** Where a vertex is in the diagram. */
export function pointAt({ xs, ys }: Mesh, vertex: number): Point {
  return { x: xs[Math.floor(vertex / ys.length)] ?? 0, y: ys[vertex % ys.length] ?? 0 };
}

function coordinates(lanes: readonly Lane[], direction: Direction, ports: readonly number[]): readonly number[] {
  const all = [...lanes.filter((lane) => lane.direction === direction).map(({ at }) => at), ...ports];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

function lengths(xs: readonly number[], ys: readonly number[], direction: Direction): Float64Array {
  const costs = new Float64Array(xs.length * ys.length).fill(-1);
  const line = direction === 'vertical' ? ys : xs;
  for (let i = 0; i < xs.length; i += 1) {
    for (let j = 0; j < ys.length; j += 1) {
      const step = direction === 'vertical' ? j : i;
      const next = line[step + 1];
      if (next !== undefined) costs[i * ys.length + j] = next - (line[step] ?? 0);
    }
  }
  return costs;
}

/** Calls `visit` with every step of a direction that touches the inside of the rectangle. */
function eachStep({ xs, ys }: Mesh, rect: Rect, direction: Direction, visit: (step: number) => void): void {
  const [x0, x1] = extent(rect, 'horizontal');
  const [y0, y1] = extent(rect, 'vertical');
  const [stepsX, stepsY] = direction === 'vertical' ? [0, 1] : [1, 0];
  for (let i = firstAfter(xs, x0) - stepsX; i < xs.length && (xs[i] ?? x0) < x1; i += 1) {
    for (let j = firstAfter(ys, y0) - stepsY; j < ys.length && (ys[j] ?? y0) < y1; j += 1) {
      if (i >= 0 && j >= 0) visit(i * ys.length + j);
    }
  }
}

/** The index of the first number greater than the limit, in an ascending list. */
function firstAfter(list: readonly number[], limit: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function block(mesh: Mesh, rect: Rect): void {
  eachStep(mesh, rect, 'vertical', (step) => mesh.down.fill(-1, step, step + 1));
  eachStep(mesh, rect, 'horizontal', (step) => mesh.right.fill(-1, step, step + 1));
}

/** Lines keep away from what they pass. */
const CLEAR = 4.5;

function grown({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

function addCost(mesh: Mesh, rect: Rect, cost: number): void {
  eachStep(mesh, rect, 'vertical', (step) => raise(mesh.down, step, cost));
  eachStep(mesh, rect, 'horizontal', (step) => raise(mesh.right, step, cost));
}

function raise(costs: Float64Array, step: number, cost: number): void {
  const now = costs[step] ?? -1;
  if (now >= 0) costs[step] = now + cost;
}

/** Horizontal lines count as shorter near the end. So branches leave their trunk late, and similar ones at the same height. */
function preferLateBends({ xs, ys, right }: Mesh, to: PlacedBox): void {
  for (const [j, y] of ys.entries()) {
    const factor = 1 + COST.early * Math.abs(y - to.y - to.height / 2);
    for (let i = 0; i < xs.length - 1; i += 1) {
      const step = i * ys.length + j;
      right[step] = (right[step] ?? 0) * factor;
    }
  }
}

/** No bend inside a resource or on its border, and if possible none near the ends, where the arrows are. */
function stiffen({ xs, ys, bend }: Mesh, end: PlacedBox): void {
  const isCard = shapeOf(end.box) === 'card';
  const beside = grown(end, ARROW_ROOM);
  for (const [i, x] of xs.entries()) {
    for (const [j, y] of ys.entries()) {
      const vertex = i * ys.length + j;
      if (isCard && holds(end, { x, y }, -CLEAR)) bend[vertex] = Number.POSITIVE_INFINITY;
      else if (holds(beside, { x, y }) && !holds(end, { x, y })) bend[vertex] = COST.bend + COST.bendBeside;
    }
  }
}

const ARROW_ROOM = 14;

/** Crossings and other lines on the same track add cost; lines of the same bundle reduce it. */
function addTraffic(mesh: Mesh, drawn: readonly Drawn[], bundle: string): void {
  for (const { direction, at, from, to, bundle: other } of drawn) {
    const own = other === bundle;
    const line: Rect =
      direction === 'vertical'
        ? { x: at - 1, y: from, width: 2, height: to - from }
        : { x: from, y: at - 1, width: to - from, height: 2 };
    const along = direction === 'vertical' ? mesh.down : mesh.right;
    eachStep(mesh, line, direction, (step) => {
      const now = along[step] ?? -1;
      if (now >= 0) along[step] = own ? now * COST.bundle : now * (1 + COST.company);
    });
    if (own) continue;
    const cross = direction === 'vertical' ? mesh.right : mesh.down;
    const half: Rect = direction === 'vertical' ? { ...line, x: at - 0.5, width: 0.5 } : { ...line, y: at - 0.5, height: 0.5 };
    eachStep(mesh, half, direction === 'vertical' ? 'horizontal' : 'vertical', (step) => raise(cross, step, COST.crossing));
  }
}
