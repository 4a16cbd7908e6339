// Measured boxes → boxes with coordinates, and the lanes between them in which edges can run.
import type { Arranged } from './arrange.ts';
import { columnGap, columnGapKey, type Gaps, rowGap, rowGapKey } from './gaps.ts';
import { contentWidth, type Measured, rowWidth } from './measure.ts';
import type { PlacedBox } from './placed.ts';

/** The middle of a gap. `at` is the x of a vertical lane or the y of a horizontal one. */
export interface Lane {
  readonly direction: 'vertical' | 'horizontal';
  readonly at: number;
  /** Where the gap begins and ends along the lane. */
  readonly from: number;
  readonly to: number;
  /** How wide the gap is now. */
  readonly room: number;
  readonly gap: string;
  /** The frame whose gap it is; empty for the diagram. */
  readonly frame: string;
}

/** Boxes with absolute coordinates, and the lanes of all frames. */
export interface Placement {
  readonly boxes: readonly PlacedBox[];
  readonly lanes: readonly Lane[];
}

/** Everything inside the measured box, with the box's own corner at `x`, `y` and stretched to `width`. */
export function placeContent(measured: Measured, x: number, y: number, width: number, gaps: Gaps): Placement {
  const { arranged, cells, rowHeights } = measured;
  const boxes: PlacedBox[] = [];
  const lanes: Lane[] = [];
  let top = y + measured.header;
  for (const [row, line] of cells.entries()) {
    const above = rowGap(arranged, row, gaps);
    lanes.push(horizontal(arranged, row, { top, room: above, x, width }));
    top += above;
    const height = rowHeights[row] ?? 0;
    const placed = placeRow({ measured, line, row, x, y: top, width, height }, gaps);
    boxes.push(...placed.boxes);
    lanes.push(...placed.lanes);
    top += height;
  }
  const last = Math.max(1, cells.length);
  const below = rowGap(arranged, last, gaps);
  lanes.push(horizontal(arranged, last, { top, room: below, x, width }));
  lanes.push(...sideLanes(measured, { x, width, from: y + measured.header, to: top + below }, gaps));
  return { boxes, lanes };
}

interface RowPlace {
  readonly measured: Measured;
  readonly line: readonly Measured[];
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function placeRow({ measured, line, row, x, y, width, height }: RowPlace, gaps: Gaps): Placement {
  const { arranged } = measured;
  const widths = widthsOf(measured, line, width, gaps);
  const boxes: PlacedBox[] = [];
  const lanes: Lane[] = [];
  let left = x + startOf(measured, widths, row, width, gaps);
  for (const [column, cell] of line.entries()) {
    if (column > 0) {
      const room = columnGap(arranged, column, row, gaps);
      lanes.push({
        direction: 'vertical',
        at: left + room / 2,
        from: y,
        to: y + height,
        room,
        gap: columnGapKey(arranged, column, row),
        frame: arranged.id,
      });
      left += room;
    }
    const placed = placeCell(cell, left, y, widths[column] ?? cell.width, height, gaps);
    boxes.push(...placed.boxes);
    lanes.push(...placed.lanes);
    left += widths[column] ?? cell.width;
  }
  return { boxes, lanes };
}

/** AZs and subnets are as high as their row; everything else keeps its height. */
function placeCell(cell: Measured, x: number, y: number, width: number, rowHeight: number, gaps: Gaps): Placement {
  const { box, shape } = cell.arranged;
  if (box === undefined) return placeContent(cell, x, y, width, gaps);
  const height = box.kind === 'zone' || box.kind === 'subnet' ? rowHeight : cell.height;
  const content = shape === 'card' ? { boxes: [], lanes: [] } : placeContent(cell, x, y, width, gaps);
  return { boxes: [{ box, x, y, width, height, children: content.boxes }], lanes: content.lanes };
}

function widthsOf({ arranged, columnWidths }: Measured, line: readonly Measured[], width: number, gaps: Gaps): readonly number[] {
  if (arranged.alignment === 'grid') return columnWidths;
  const [only, second] = line;
  if (arranged.alignment === 'stack' && only?.arranged.shape === 'frame' && second === undefined)
    return [width - sides(arranged, gaps)];
  return line.map((cell) => cell.width);
}

/** Where a row begins: a grid as a whole is in the middle of its frame; any other row is centred on its own. */
function startOf(measured: Measured, widths: readonly number[], row: number, width: number, gaps: Gaps): number {
  const { arranged } = measured;
  const left = columnGap(arranged, 'left', row, gaps);
  const right = columnGap(arranged, 'right', row, gaps);
  const content =
    arranged.alignment === 'grid' ? contentWidth(measured, gaps) - left - right : rowWidth(arranged, widths, row, gaps);
  return left + (width - left - right - content) / 2;
}

function sides(arranged: Arranged, gaps: Gaps): number {
  return columnGap(arranged, 'left', 0, gaps) + columnGap(arranged, 'right', 0, gaps);
}

interface SidePlace {
  readonly x: number;
  readonly width: number;
  readonly from: number;
  readonly to: number;
}

function sideLanes({ arranged }: Measured, { x, width, from, to }: SidePlace, gaps: Gaps): readonly Lane[] {
  const lane = (side: 'left' | 'right'): Lane => {
    const room = columnGap(arranged, side, 0, gaps);
    const at = side === 'left' ? x + room / 2 : x + width - room / 2;
    return { direction: 'vertical', at, from, to, room, gap: columnGapKey(arranged, side, 0), frame: arranged.id };
  };
  return [lane('left'), lane('right')];
}

interface StripPlace {
  readonly top: number;
  readonly room: number;
  readonly x: number;
  readonly width: number;
}

function horizontal(arranged: Arranged, row: number, { top, room, x, width }: StripPlace): Lane {
  const gap = rowGapKey(arranged, row);
  return { direction: 'horizontal', at: top + room / 2, from: x, to: x + width, room, gap, frame: arranged.id };
}
