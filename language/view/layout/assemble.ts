// Frames + their layouts → boxes, lines and labels of the whole picture.
import type { Diagram, Edge } from '#language/view/graph/diagram.ts';
import type { Cut, Stretch } from './cut.ts';
import type { LabelPlace } from './frame/frame-layout.ts';
import { LABEL_GAP, type LaidFrames, shiftOf } from './input.ts';
import type { PlacedBox, PlacedDiagram, PlacedEdge, PlacedLabel, Point } from './placed.ts';
import type { Frame } from './rows.ts';
import { labelSize } from './sizes.ts';

/** The placed diagram. Edges without both ends, and those that are not in the cut, are left out. */
export function assemble(
  diagram: Diagram,
  root: Frame,
  laid: LaidFrames,
  { chains, stretches }: Cut,
): Omit<PlacedDiagram, 'leftOut'> {
  const origins = new Map<string, Point>();
  const boxes = placeContent(root, ORIGIN, laid, origins);
  const labels = new Map(
    [...stretches].flatMap(([frame, own]) =>
      own.flatMap(({ labelled }, index) => {
        const place = laid.get(frame)?.layout.labels[index];
        return place === undefined ? [] : split({ ...place, ...moved(place, origins.get(frame) ?? ORIGIN) }, labelled);
      }),
    ),
  );
  const lineOf = ({ id }: Edge): readonly Point[] => {
    const chain = chains.get(id) ?? [];
    const parts = chain.map(({ frame, index }) => {
      const origin = origins.get(frame) ?? ORIGIN;
      return (laid.get(frame)?.layout.lines[index] ?? []).map((point) => moved(point, origin));
    });
    const common = chain.findIndex(({ frame, index }) => !isAcross(stretches.get(frame)?.[index]));
    return withoutDetours(joined(parts, common));
  };
  const edges = diagram.edges.flatMap((edge): readonly PlacedEdge[] => {
    const points = lineOf(edge);
    const label = labels.get(edge.id);
    return points.length < 2 ? [] : [{ edge, points, ...(label !== undefined && { label }) }];
  });
  const { width = 0, height = 0 } = laid.get(root.id)?.layout ?? {};
  return { diagram, width, height, boxes, edges };
}

/** Whether a stretch crosses the border of its frame. */
function isAcross(stretch: Stretch | undefined): boolean {
  return stretch !== undefined && ('crossing' in stretch.from || (stretch.to !== undefined && 'crossing' in stretch.to));
}

const ORIGIN: Point = { x: 0, y: 0 };

/** The labels of one line, below each other. */
function split(place: LabelPlace, labelled: readonly Edge[]): readonly (readonly [string, PlacedLabel])[] {
  let { y } = place;
  return labelled.map((edge) => {
    const { width, height } = labelSize(edge) ?? { width: 0, height: 0 };
    const room = place.width - width;
    const x = place.x + { left: room, middle: Math.round(room / 2), right: 0 }[place.lean];
    const label = { x, y, width, height, ...(place.lean === 'left' && { stepAt: 'right' as const }) };
    y += height + LABEL_GAP;
    return [edge.id, label];
  });
}

/** The boxes in a frame. Notes where the content of each frame begins. */
function placeContent(frame: Frame, origin: Point, laid: LaidFrames, origins: Map<string, Point>): readonly PlacedBox[] {
  origins.set(frame.id, origin);
  const own = laid.get(frame.id);
  if (own === undefined) return [];
  const placed = frame.items.map((item, index): readonly PlacedBox[] => {
    const { x, y } = moved(own.layout.items[index] ?? ORIGIN, origin);
    const inner = laid.get(item.id);
    const size = own.sizes[index] ?? { width: 0, height: 0 };
    const shift = inner === undefined ? 0 : shiftOf(size, inner);
    const children = item.frame === undefined ? [] : placeContent(item.frame, { x: x + shift, y }, laid, origins);
    return item.box === undefined ? children : [{ box: item.box, x, y, ...size, children }];
  });
  const zones = frame.zones.map((box, zone): PlacedBox => {
    const rect = own.layout.zones[zone] ?? { x: 0, y: 0, width: 0, height: 0 };
    const children = placed.filter((_, index) => frame.items[index]?.zone === zone).flat();
    return { box, ...rect, ...moved(rect, origin), children };
  });
  return [...placed.filter((_, index) => frame.items[index]?.zone === undefined).flat(), ...zones];
}

/** The parts of a line, from the one in the frame of both ends on: where a straight part may slide, the frame outside has decided its place. */
function joined(parts: readonly (readonly Point[])[], common: number): readonly Point[] {
  if (common < 0) return parts.flat();
  const aligned = [...parts];
  for (let index = common + 1; index < aligned.length; index += 1)
    aligned[index] = slid(aligned[index] ?? [], aligned[index - 1]?.at(-1));
  for (let index = common - 1; index >= 0; index -= 1) aligned[index] = slid(aligned[index] ?? [], aligned[index + 1]?.[0]);
  return aligned.flat();
}

function slid(part: readonly Point[], next: Point | undefined): readonly Point[] {
  const isStraight = part.every(({ x }) => Math.abs(x - (part[0]?.x ?? 0)) < 1);
  return next === undefined || !isStraight ? part : part.map(({ y }) => ({ x: next.x, y }));
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y };
}

/** Without points in the middle of straight lines, and without ways there and back. */
function withoutDetours(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    kept.push(point);
    while (isLastIdle(kept)) kept.splice(-2, 1);
  }
  return kept;
}

/** Whether the last point but one can be left out. */
function isLastIdle(points: readonly Point[]): boolean {
  const [a, b, c] = points.slice(-3);
  if (points.length === 2) return a !== undefined && b !== undefined && isSame(a.x, b.x) && isSame(a.y, b.y);
  if (a === undefined || b === undefined || c === undefined) return false;
  const repeats = isSame(b.x, c.x) && isSame(b.y, c.y);
  return repeats || (isSame(a.x, b.x) && isSame(b.x, c.x)) || (isSame(a.y, b.y) && isSame(b.y, c.y));
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01;
}
