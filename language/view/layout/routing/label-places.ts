// Routed edges with their final bends → a place for every label, on its own edge and on nothing else.
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { EDGE_LABEL, type Size, shapeOf } from '#language/view/layout/sizes.ts';
import { covers, lineRect, meet, type Rect } from './geometry.ts';
import { type Labelled, LINE_LEFT, labelledWays } from './labelled.ts';
import type { Way } from './runs.ts';
import type { Scene } from './scene.ts';

/** The places of the labels, and the labels that need more space. */
export interface LabelPlaces {
  /** By the index of the way. */
  readonly places: ReadonlyMap<number, Rect>;
  /** Those without a place, or with one for the number of their step only. */
  readonly crowded: readonly Labelled[];
}

/** `taken`: the places of labels that are already placed. */
export function placeLabels(scene: Scene, ways: readonly Way[], taken: readonly Rect[]): LabelPlaces {
  const surroundings = surroundingsOf(scene, ways);
  const places = new Map<number, Rect>();
  const crowded: Labelled[] = [];
  for (const labelled of labelledWays(ways)) {
    const walls = [...scene.legible, ...taken, ...places.values()];
    const whole = bestPlace(surroundings, labelled, labelled.size, walls);
    if (whole === undefined) crowded.push(labelled);
    const place = whole ?? (labelled.way.edge.step === undefined ? undefined : bestPlace(surroundings, labelled, DISC, walls));
    if (place !== undefined) places.set(labelled.index, place);
  }
  return { places, crowded };
}

const DISC: Size = { width: EDGE_LABEL.disc, height: EDGE_LABEL.height };

interface Surroundings {
  readonly ways: readonly Way[];
  readonly picture: Rect;
  /** What a label should not cover, though it may. */
  readonly borders: readonly PlacedBox[];
  readonly lines: readonly { readonly bundle: string; readonly rect: Rect }[];
}

function surroundingsOf(scene: Scene, ways: readonly Way[]): Surroundings {
  return {
    ways,
    picture: boundsOf(scene),
    borders: [...scene.boxes.values()].filter(({ box }) => shapeOf(box) !== 'card'),
    lines: ways.flatMap(({ bundle, points }) =>
      points.slice(1).map((end, index) => ({ bundle, rect: lineRect(points[index] ?? end, end) })),
    ),
  };
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

interface Candidate {
  readonly rect: Rect;
  readonly cost: number;
}

/** What a place costs more for each line of others under it, and for each border. */
const COST = { line: 60, border: 15, upright: 8 } as const;

function bestPlace(
  { ways, picture, borders, lines }: Surroundings,
  { way }: Labelled,
  size: Size,
  walls: readonly Rect[],
): Rect | undefined {
  const others = lines.filter(({ bundle }) => bundle !== way.bundle).map(({ rect }) => rect);
  const own = ways.filter(({ bundle }) => bundle === way.bundle);
  let best: Candidate | undefined;
  for (const { rect, cost } of own.flatMap(({ points }) => candidatesOn(points, size))) {
    if (best !== undefined && cost >= best.cost) continue;
    if (!covers(picture, rect) || walls.some((wall) => meet(rect, wall, CLEAR))) continue;
    const crossed = others.filter((line) => meet(rect, line, 2)).length;
    const cut = borders.filter((frame) => !covers(frame, rect) && meet(rect, frame)).length;
    const total = cost + COST.line * crossed + COST.border * cut;
    if (best === undefined || total < best.cost) best = { rect, cost: total };
  }
  return best?.rect;
}

const CLEAR = 3;

/** Steps outwards from the middle of each line, in pixels. */
const STEP = 6;

/** Places on a way: the middle of its longest horizontal line costs least. */
function candidatesOn(points: readonly Point[], size: Size): readonly Candidate[] {
  return points.slice(1).flatMap((end, index) => {
    const start = points[index] ?? end;
    const length = Math.abs(end.x - start.x) + Math.abs(end.y - start.y);
    const isUpright = start.x === end.x;
    const room = length - (isUpright ? size.height : size.width) - 2 * LINE_LEFT;
    const [x, y] = [(start.x + end.x) / 2 - size.width / 2, (start.y + end.y) / 2 - size.height / 2];
    const found: Candidate[] = [];
    for (let away = 0; away <= room / 2; away += STEP) {
      for (const shift of away === 0 ? [0] : [-away, away]) {
        const rect = { ...size, x: isUpright ? x : x + shift, y: isUpright ? y + shift : y };
        found.push({ rect, cost: away * 0.05 + (isUpright ? COST.upright : 0) - Math.min(20, room / 20) });
      }
    }
    return found;
  });
}
