// The layout of one frame, from input written by hand: what a reader sees of ELK's answer.
import assert from 'node:assert/strict';
import type { FrameInput, InputItem, InputLine, LineEnd } from '#language/view/layout/frame/frame-input.ts';
import type { FrameLayout, Rect } from '#language/view/layout/frame/frame-layout.ts';
import { layoutFrame } from '#language/view/layout/frame/layout-frame.ts';
import type { Point } from '#language/view/layout/placed.ts';

describe('the layout of a frame', () => {
  it('is the same for the same input, and only reads it', () => {
    const input = frozen(fan(4, { label: { width: 60, height: 18 } }));
    assert.deepEqual(layoutFrame(input), layoutFrame(input));
  });

  it('keeps columns straight against many lines that pull them apart', () => {
    const items = [0, 1].flatMap((row) => [0, 1, 2].map((place) => panel(row, place)));
    const lines = Array.from({ length: 40 }, (_, bundle) => between(bundle, 0, 5));
    const { items: places } = layoutFrame(frame({ rows: 2, items, lines }));
    assert.deepEqual(
      places.slice(0, 3).map(({ x }) => x),
      places.slice(3).map(({ x }) => x),
    );
  });

  it('keeps zones in their columns, with the same rows in all of them', () => {
    const items = [0, 1].flatMap((row) => [0, 1, 2].map((zone) => panel(row, zone, { zone })));
    const lines = [between(0, 0, 5), between(1, 2, 3), between(2, 1, 3)];
    const { items: places, zones } = layoutFrame(frame({ rows: 2, items, lines, zoneTitles: [60, 60, 60] }));
    for (const [index, { x, y }] of zones.entries()) {
      const [upper, lower] = [places[index] ?? assert.fail(), places[index + 3] ?? assert.fail()];
      assert.deepEqual([upper.x - x, lower.x - x], [14, 14]);
      assert.deepEqual([y, upper.y, lower.y], [zones[0]?.y, places[0]?.y, places[3]?.y]);
    }
  });

  it('leads lines into the sides of a card at its middle, although the card has room below it', () => {
    const { lines, items } = layoutFrame(fan(3));
    const middle = (items[0]?.y ?? 0) + 23;
    const ends = lines.map((points) => points.at(-1));
    assert.deepEqual(
      [ends[0]?.y, ends[2]?.y, ends[1]?.y],
      [middle, middle, middle + 23],
      'the left line, the right one, and the one from below',
    );
  });

  it('leads two lines into the same side of a card as far from its middle', () => {
    const cards = [card(0, 0), ...[0, 1, 2, 3, 4].map((place) => card(1, place))];
    const lines = [between(0, 1, 0), between(1, 2, 0), between(2, 3, 0)].map((line) => ({ ...line, isInto: true }));
    const { items, lines: drawn } = layoutFrame(frame({ rows: 3, items: [...cards, card(2, 0)], lines }));
    const heights = drawn.slice(0, 2).map((points) => (points.at(-1)?.y ?? 0) - (items[0]?.y ?? 0) - 23);
    assert.deepEqual(
      heights.toSorted((a, b) => a - b),
      [-7, 7],
    );
  });

  for (const side of ['N', 'S'] as const) {
    it(`keeps lines that cross the border at ${side === 'N' ? 'the top' : 'the bottom'} 14 pixels apart, and right of the title`, () => {
      const lines = [0, 1, 2, 3, 4, 5].map(
        (bundle): InputLine => ({ bundle, isInto: false, from: stop(bundle % 2), to: { crossing: { side, index: bundle } } }),
      );
      const { crossings } = layoutFrame(
        frame({ level: 'subnet', header: 37, title: 90, items: [card(0, 0), card(0, 1)], lines }),
      );
      const places = crossings.map(({ x }) => x).toSorted((a, b) => a - b);
      assert.equal(places.length, 6);
      for (const [index, x] of places.entries()) assert.ok(index === 0 || x - (places[index - 1] ?? 0) >= 14, places.join(', '));
      if (side === 'N') assert.ok((places[0] ?? 0) >= 90);
    });
  }

  it('gives a label its own room: no other line and no other label is there', () => {
    const label = { width: 120, height: 18 };
    const items = [0, 1, 2].flatMap((row) => [0, 1, 2].map((place) => card(row, place)));
    const pairs = [
      [0, 4],
      [1, 3],
      [2, 3],
      [0, 8],
      [2, 6],
      [1, 7],
      [4, 8],
      [5, 6],
      [3, 1],
      [8, 0],
    ] as const;
    const lines = pairs.map(([from, to], bundle): InputLine => ({ ...between(bundle, from, to), label }));
    const layout = layoutFrame(frame({ rows: 3, items, lines }));
    assert.deepEqual(collisions(layout), []);
    assert.equal(layout.labels.filter((one) => one !== undefined).length, lines.length);
  });

  it('draws lines of two bundles apart, although invisible edges hold columns and rows together', () => {
    const items = [card(0, 0), ...[0, 1, 2].map((column) => panel(1, column)), ...[0, 1, 2].map((column) => panel(2, column))];
    const lines = [between(0, 0, 1), between(0, 0, 3), between(1, 0, 2), between(2, 1, 5), between(3, 2, 4), between(4, 3, 5)];
    assert.deepEqual(sharedPieces(layoutFrame(frame({ rows: 3, items, lines })), lines), []);
  });

  it('draws lines apart that cross the border to the outer VPCs of three, past the one in the middle', () => {
    const items = [400, 200, 400].map((width, place) =>
      card(0, place, { width, height: 300, shape: 'frame', isCrossed: place !== 1 }),
    );
    const inside = (item: number, x: number) => ({ stop: { item, inside: { x, least: x, most: x } } });
    const border = (index: number) => ({ crossing: { side: 'N', index } as const });
    const lines = [0, 2].flatMap((item): readonly InputLine[] => [
      { bundle: 0, isInto: false, from: border(1), to: inside(item, 100) },
      { bundle: 1, isInto: true, from: inside(item, 86), to: border(0) },
    ]);
    assert.deepEqual(sharedPieces(layoutFrame(frame({ level: 'region', header: 40, title: 90, items, lines })), lines), []);
  });

  it('keeps the order and the rows of more items than network simplex places', () => {
    const items = [0, 1, 2].flatMap((row) => Array.from({ length: 50 }, (_, place) => card(row, place)));
    const lines = Array.from({ length: 60 }, (_, bundle) => between(bundle, bundle % 50, 50 + ((bundle * 7) % 100)));
    const { items: places } = layoutFrame(frame({ rows: 3, items, lines }));
    for (const row of [0, 1, 2]) {
      const own = places.slice(50 * row, 50 * row + 50);
      assert.equal(new Set(own.map(({ y }) => y)).size, 1);
      for (const [index, { x }] of own.entries()) assert.ok(index === 0 || x >= (own[index - 1]?.x ?? 0) + 120);
    }
  });

  it('is a title alone if the frame is empty', () => {
    assert.deepEqual(layoutFrame(frame({ level: 'subnet', header: 37, title: 90 })).items, []);
  });
});

function frame(more: Partial<FrameInput>): FrameInput {
  return { level: 'vpc', header: 0, title: 0, rows: 1, items: [], zoneTitles: [], aboveZones: 0, lines: [], passes: 0, ...more };
}

function card(row: number, place: number, more: Partial<InputItem> = {}): InputItem {
  return { row, place, width: 120, height: 46, shape: 'card', isCrossed: false, ...more };
}

/** A subnet or a VPC, in a column. */
function panel(row: number, column: number, more: Partial<InputItem> = {}): InputItem {
  return card(row, column, { column, width: 300, height: 100, shape: 'frame', ...more });
}

function between(bundle: number, from: number, to: number): InputLine {
  return { bundle, isInto: false, from: stop(from), to: stop(to) };
}

function stop(item: number): LineEnd {
  return { stop: { item } };
}

/** Lines of one bundle from each of `count` cards to a card above them. */
function fan(count: number, more: Partial<InputLine> = {}): FrameInput {
  const items = [card(0, 0), ...Array.from({ length: count }, (_, place) => card(1, place)), card(2, 0)];
  const lines = Array.from({ length: count }, (_, index) => ({ ...between(0, index + 1, 0), isInto: true, ...more }));
  return frame({ rows: 3, items, lines });
}

/** Labels that meet a line of another bundle, or another label. */
function collisions({ lines, labels }: FrameLayout): readonly string[] {
  return labels.flatMap((label, index) => {
    if (label === undefined) return [];
    const crossed = lines.flatMap((points, line) =>
      line !== index && piecesOf(points).some((piece) => meet(piece, label)) ? [`label ${index}, line ${line}`] : [],
    );
    const met = labels.flatMap((other, two) =>
      other !== undefined && two > index && meet(label, other) ? [`labels ${index} and ${two}`] : [],
    );
    return [...crossed, ...met];
  });
}

/** Pieces of lines of different bundles that lie on each other. */
function sharedPieces(layout: FrameLayout, lines: readonly InputLine[]): readonly string[] {
  const pieces = layout.lines.flatMap((points, index) =>
    piecesOf(points).map((piece) => ({ piece, bundle: lines[index]?.bundle })),
  );
  return pieces.flatMap(({ piece: a, bundle }, index) =>
    pieces
      .slice(index + 1)
      .filter(({ piece: b, bundle: other }) => bundle !== other && (isAlong(a, b) || isAlong(turned(a), turned(b))))
      .map(({ bundle: other }) => `${bundle} and ${other} at ${a.x}, ${a.y}`),
  );
}

/** Whether two level pieces have more than one point in common. */
function isAlong(a: Rect, b: Rect): boolean {
  return a.height === 0 && b.height === 0 && a.y === b.y && a.x < b.x + b.width && b.x < a.x + a.width;
}

function turned({ x, y, width, height }: Rect): Rect {
  return { x: y, y: x, width: height, height: width };
}

function piecesOf(points: readonly Point[]): readonly Rect[] {
  return points.slice(1).map((b, index) => {
    const a = points[index] ?? b;
    return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
  });
}

function meet(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
