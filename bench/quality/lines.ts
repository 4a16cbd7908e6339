// The lines of a drawing as an eye sees them: what lies on each other counts once.
import type { DrawnEdge, Point } from './drawing.ts';
import { crossing, lengthOf, NEAR, type Segment, segmentsOf, sharedLength } from './geometry.ts';

/** A straight piece of the line of a bundle. */
interface Piece {
  readonly bundle: string;
  readonly segment: Segment;
}

/** The number of points where two lines cross. Edges that share a line cross once, however many they are. */
export function crossingsOf(edges: readonly DrawnEdge[]): number {
  const seen = new Set<string>();
  for (const [one, other] of neighbours(piecesOf(edges))) {
    const point = crossing(one.segment, other.segment);
    if (point !== undefined) seen.add(`${[one.bundle, other.bundle].toSorted().join('\n')}\n${rounded(point)}`);
  }
  return seen.size;
}

/** For how many pixels the lines of different bundles lie on each other. */
export function pixelsOnEachOther(edges: readonly DrawnEdge[]): number {
  let sum = 0;
  for (const [one, other] of neighbours(joined(piecesOf(edges))))
    if (one.bundle !== other.bundle) sum += sharedLength(one.segment, other.segment);
  return sum;
}

/**
 * The number of bends: a right angle is one, and so is a curve by 90°. A curve that turns by less than 30° altogether counts as straight;
 * one that turns left and then right has two.
 */
export function bendsOf(points: readonly Point[]): number {
  let [bends, turned] = [0, 0];
  const headings = segmentsOf(points).map(([a, b]) => Math.atan2(b.y - a.y, b.x - a.x));
  for (const [index, heading] of headings.slice(1).entries()) {
    const turn = normalised(heading - (headings[index] ?? heading));
    if (turn * turned < 0) {
      bends += bendsIn(turned);
      turned = 0;
    }
    turned += turn;
  }
  return bends + bendsIn(turned);
}

const DEGREE = Math.PI / 180;

function bendsIn(turned: number): number {
  const degrees = Math.abs(turned) / DEGREE;
  return degrees < 30 ? 0 : Math.max(1, Math.round(degrees / 90));
}

/** Between -180° and 180°. */
function normalised(turn: number): number {
  return Math.atan2(Math.sin(turn), Math.cos(turn));
}

/** The length of a line with bends, in pixels. */
export function wayLength(points: readonly Point[]): number {
  return segmentsOf(points).reduce((sum, segment) => sum + lengthOf(segment), 0);
}

/** The pieces of all lines. Of those that two edges of a bundle have in common there is one. */
function piecesOf(edges: readonly DrawnEdge[]): readonly Piece[] {
  const pieces = new Map<string, Piece>();
  for (const { bundle, points } of edges)
    for (const segment of segmentsOf(points)) pieces.set(`${bundle}\n${segment.map(rounded).toSorted()}`, { bundle, segment });
  return [...pieces.values()];
}

/** The same, and pieces of a bundle that lie on each other are one. Only upright and level lines are joined. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const lines = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const [a, b] = piece.segment;
    const line = a.x === b.x ? `x ${a.x}` : a.y === b.y ? `y ${a.y}` : piece.segment.map(rounded).join(' ');
    const key = `${piece.bundle}\n${line}`;
    const known = lines.get(key);
    if (known === undefined) lines.set(key, [piece]);
    else known.push(piece);
  }
  return [...lines.values()].flatMap(joinedOnOneLine);
}

function joinedOnOneLine(pieces: readonly Piece[]): readonly Piece[] {
  const done: Piece[] = [];
  const forward = pieces.map(
    ({ bundle, segment: [a, b] }): Piece => ({ bundle, segment: a.x + a.y < b.x + b.y ? [a, b] : [b, a] }),
  );
  for (const piece of forward.toSorted((p, q) => p.segment[0].x + p.segment[0].y - q.segment[0].x - q.segment[0].y)) {
    const last = done.at(-1);
    const [from, to] = piece.segment;
    if (last === undefined || last.segment[1].x + last.segment[1].y < from.x + from.y) done.push(piece);
    else if (to.x + to.y > last.segment[1].x + last.segment[1].y) done.splice(-1, 1, { ...last, segment: [last.segment[0], to] });
  }
  return done;
}

/** All pairs of pieces that come near each other. */
function* neighbours(pieces: readonly Piece[]): Generator<readonly [Piece, Piece]> {
  const sorted = pieces.map((piece) => ({ piece, ...boundsOf(piece.segment) })).toSorted((a, b) => a.left - b.left);
  for (const [index, one] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next];
      if (other === undefined || other.left > one.right + NEAR) break;
      if (one.top <= other.bottom + NEAR && other.top <= one.bottom + NEAR) yield [one.piece, other.piece];
    }
}

function boundsOf([a, b]: Segment) {
  return { left: Math.min(a.x, b.x), right: Math.max(a.x, b.x), top: Math.min(a.y, b.y), bottom: Math.max(a.y, b.y) };
}

function rounded({ x, y }: Point): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}
