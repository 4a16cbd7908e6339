// Rough routes → their straight runs, those of one bundle merged, each with the range in which it can be moved.
import type { BoxId, Edge } from '#language/view/graph/diagram.ts';
import type { PlacedBox, Point } from '#language/view/layout/placed.ts';
import { CARD, shapeOf } from '#language/view/layout/sizes.ts';
import { across, type Direction, extent, type Rect } from './geometry.ts';
import type { Scene } from './scene.ts';

/** An edge and its way so far. */
export interface Way {
  readonly edge: Edge;
  readonly bundle: string;
  readonly points: readonly Point[];
}

/** One straight line, or several of one bundle on top of each other. */
export interface Run {
  readonly direction: Direction;
  /** The x of a vertical run, the y of a horizontal one, as the search found it. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** The range across its direction in which the run can be moved without touching anything. */
  readonly least: number;
  readonly most: number;
  readonly bundle: string;
  /** Which lines of which ways are here: line i runs from point i to point i + 1. */
  readonly lines: readonly { readonly way: number; readonly line: number }[];
}

/** Every straight line of every way, once. */
export function runsOf(scene: Scene, ways: readonly Way[]): readonly Run[] {
  const lines = ways.flatMap((way, index) => linesOf(scene, way, index));
  const merged: Run[] = [];
  for (const run of lines) {
    const twin = merged.findIndex((other) => isTwin(other, run));
    const other = merged[twin];
    if (other === undefined) merged.push(run);
    else merged[twin] = join(other, run);
  }
  return merged;
}

function isTwin(a: Run, b: Run): boolean {
  const isOnOther = a.direction === b.direction && Math.abs(a.at - b.at) < 1 && a.from <= b.to && b.from <= a.to;
  return isOnOther && a.bundle === b.bundle && a.least <= b.most && b.least <= a.most;
}

function join(a: Run, b: Run): Run {
  return {
    ...a,
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    least: Math.max(a.least, b.least),
    most: Math.min(a.most, b.most),
    lines: [...a.lines, ...b.lines],
  };
}

function linesOf(scene: Scene, { edge, bundle, points }: Way, way: number): readonly Run[] {
  return points.slice(1).map((end, line) => {
    const start = points[line] ?? end;
    const direction: Direction = start.x === end.x ? 'vertical' : 'horizontal';
    const at = direction === 'vertical' ? start.x : start.y;
    const [a, b] = direction === 'vertical' ? [start.y, end.y] : [start.x, end.x];
    const span = { direction, at, from: Math.min(a, b), to: Math.max(a, b) };
    const ends = [...(line === 0 ? [edge.from] : []), ...(line === points.length - 2 ? [edge.to] : [])];
    return { ...span, ...roomOf(scene, span, ends), bundle, lines: [{ way, line }] };
  });
}

/** How near a line may come to the border of a frame or resource beside it, and how near to the corner of the box at its end. */
const KEEP = { border: 7, title: 3, corner: 9 } as const;

interface Span {
  readonly direction: Direction;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function roomOf(scene: Scene, span: Span, ends: readonly BoxId[]): { readonly least: number; readonly most: number } {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const wall = (position: number, margin: number): void => {
    if (position <= span.at) least = Math.max(least, Math.min(span.at, position + margin));
    else most = Math.min(most, Math.max(span.at, position - margin));
  };
  for (const { id, placed } of boxesBeside(scene, span)) {
    if (!ends.includes(id)) for (const border of extent(placed, across(span.direction))) wall(border, KEEP.border);
    const title = scene.titles.get(id);
    if (title !== undefined && touches(title, span) && !covers(title, span)) {
      for (const border of extent(title, across(span.direction))) wall(border, KEEP.title);
    }
  }
  for (const id of ends) {
    const placed = scene.boxes.get(id);
    if (placed === undefined) continue;
    const [start, end] = extent(portExtent(placed, span.direction), across(span.direction));
    wall(start, KEEP.corner);
    wall(end, KEEP.corner);
  }
  return { least, most };
}

/** A horizontal line ends at the upper part of a resource, where its name is, also if the resource has others inside. */
function portExtent(placed: PlacedBox, direction: Direction): Rect {
  if (direction === 'vertical' || shapeOf(placed.box) === 'frame') return placed;
  return { ...placed, height: Math.min(placed.height, CARD.height) };
}

function boxesBeside(scene: Scene, span: Span): readonly { readonly id: BoxId; readonly placed: PlacedBox }[] {
  return [...scene.boxes].filter(([, placed]) => touches(placed, span)).map(([id, placed]) => ({ id, placed }));
}

/** Whether the line runs past the rectangle, on either side or through it. */
function touches(rect: Rect, { direction, from, to }: Span): boolean {
  const [start, end] = extent(rect, direction);
  return from < end && to > start;
}

function covers(rect: Rect, { direction, at }: Span): boolean {
  const [start, end] = extent(rect, across(direction));
  return at > start && at < end;
}
