// Ways with their final bends in; a place for every label out, on its own line and on nothing else.
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { labelSize, type Size, shapeOf } from '#language/view/layout/sizes.ts';
import { covers, lineRect, meet, type Rect } from './geometry.ts';
import type { Run, Way } from './runs.ts';
import type { Scene } from './scene.ts';

/** The size of a bundle's label, which stands once for all its ways; undefined without one. */
export function labelOf(way: Way): Size | undefined {
  return labelSize(way.edge);
}

/** The free line that a label leaves on both sides, so that the line and its arrow can be seen. */
const LINE_LEFT = 10;

/** Whether a line of this length can carry the label. */
export function carries(direction: Run['direction'], length: number, size: Size): boolean {
  return length >= (direction === 'vertical' ? size.height : size.width) + 2 * LINE_LEFT;
}

/** The best run for each label, by the index of the way that brings it: where all of a bundle run together, lying rather than upright, long. */
export function carriersOf(ways: readonly Way[], runs: readonly Run[]): ReadonlyMap<number, Run> {
  const carriers = new Map<number, Run>();
  for (const way of labelledWays(ways)) {
    const size = labelOf(ways[way] as Way);
    const own = runs.filter(
      ({ bundle, direction, from, to }) =>
        bundle === ways[way]?.bundle && size !== undefined && carries(direction, to - from, size),
    );
    const best = own.toSorted((a, b) => rank(b) - rank(a))[0];
    if (best !== undefined) carriers.set(way, best);
  }
  return carriers;
}

function rank({ lines, direction, from, to }: Run): number {
  return lines.length * 10_000 + (direction === 'horizontal' ? 5_000 : 0) + Math.min(4_999, to - from);
}

/** The first way of each bundle that has a label. */
export function labelledWays(ways: readonly Way[]): readonly number[] {
  const seen = new Set<string>();
  return [...ways.keys()].filter((index) => {
    const way = ways[index];
    if (way === undefined || labelOf(way) === undefined || seen.has(way.bundle)) return false;
    seen.add(way.bundle);
    return true;
  });
}

/** Places by the index of the way. A label for which there is no room is left out. */
export function placeLabels(scene: Scene, ways: readonly Way[], taken: readonly Rect[]): ReadonlyMap<number, Rect> {
  const walls = [...wallsOf(scene), ...taken];
  const picture = boundsOf(scene);
  const borders = [...scene.boxes.values()].filter(({ box }) => shapeOf(box) !== 'card');
  const lines = ways.flatMap(({ bundle, points }) =>
    points.slice(1).map((end, index) => ({ bundle, rect: lineRect(points[index] ?? end, end) })),
  );
  const placed = new Map<number, Rect>();
  for (const index of labelledWays(ways)) {
    const way = ways[index] as Way;
    const size = labelOf(way);
    if (size === undefined) continue;
    const blocked = [...walls, ...placed.values()];
    const others = lines.filter(({ bundle }) => bundle !== way.bundle).map(({ rect }) => rect);
    const candidates = ways.filter(({ bundle }) => bundle === way.bundle).flatMap(({ points }) => candidatesOn(points, size));
    let best: { readonly rect: Rect; readonly cost: number } | undefined;
    for (const { rect, cost: own } of candidates) {
      if (best !== undefined && own >= best.cost) continue;
      if (!covers(picture, rect) || blocked.some((wall) => meet(rect, wall, 3))) continue;
      const cost =
        own +
        60 * others.filter((line) => meet(rect, line, 2)).length +
        15 * borders.filter((box) => crossesBorder(rect, box)).length;
      if (best === undefined || cost < best.cost) best = { rect, cost };
    }
    if (best !== undefined) placed.set(index, best.rect);
  }
  return placed;
}

/** All boxes and the margin round them. */
function boundsOf(scene: Scene): Rect {
  const boxes = [...scene.boxes.values()];
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)), Math.min(...boxes.map(({ y }) => y))];
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

const MARGIN = 16;

function wallsOf(scene: Scene): readonly Rect[] {
  const things = [...scene.boxes.values()].filter(({ box }) => shapeOf(box) === 'card');
  return [...things, ...scene.titles.values()];
}

/** Steps outwards from the middle of each line, in pixels. */
const STEP = 6;

/** Places on a way: the middle of its longest lying line costs least. */
function candidatesOn(points: readonly Point[], size: Size): readonly { readonly rect: Rect; readonly cost: number }[] {
  return points.slice(1).flatMap((end, index) => {
    const start = points[index] ?? end;
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
    const upright = start.x === end.x;
    const room = length - (upright ? size.height : size.width) - 2 * LINE_LEFT;
    const [x, y] = [(start.x + end.x) / 2 - size.width / 2, (start.y + end.y) / 2 - size.height / 2];
    const found: { readonly rect: Rect; readonly cost: number }[] = [];
    for (let away = 0; away <= room / 2; away += STEP) {
      for (const shift of away === 0 ? [0] : [-away, away]) {
        const rect = { ...size, x: upright ? x : x + shift, y: upright ? y + shift : y };
        found.push({ rect, cost: away * 0.05 + (upright ? 8 : 0) - Math.min(20, room / 20) });
      }
    }
    return found;
  });
}

function crossesBorder(rect: Rect, frame: PlacedBox): boolean {
  return !covers(frame, rect) && meet(rect, frame);
}
