// Arranged boxes and gaps → the size of every box, from the innermost boxes outwards.
import type { Arranged } from './arrange.ts';
import { columnGap, type Gaps, rowGap } from './gaps.ts';
import { CARD, headerHeight, type Size, titleWidth } from './sizes.ts';

/** A box with its size and those of its rows and columns, in CSS pixels. */
export interface Measured extends Size {
  readonly arranged: Arranged;
  readonly header: number;
  readonly rowHeights: readonly number[];
  /** Of a grid. */
  readonly columnWidths: readonly number[];
  readonly cells: readonly (readonly Measured[])[];
}

/** The smallest size that holds everything inside. */
export function measure(arranged: Arranged, gaps: Gaps): Measured {
  const { box, shape, rows } = arranged;
  if (shape === 'card') {
    return { arranged, header: 0, rowHeights: [], columnWidths: [], cells: [], width: arranged.cardWidth, height: CARD.height };
  }
  const cells = rows.map((row) =>
    aligned(
      row.map((cell) => measure(cell, gaps)),
      gaps,
    ),
  );
  const rowHeights = cells.map((row) => Math.max(0, ...row.map(({ height }) => height)));
  const columnWidths = columnWidthsOf(cells);
  const header = box === undefined ? 0 : headerHeight(box);
  const least = box === undefined ? 0 : shape === 'host' ? arranged.cardWidth : titleWidth(box) + FREE_BESIDE_TITLE;
  const draft = { arranged, header, rowHeights, columnWidths, cells, width: 0, height: 0 };
  return { ...draft, width: Math.max(least, contentWidth(draft, gaps)), height: heightOf(draft, gaps) };
}

/** The space for edges that enter a frame beside its title. */
const FREE_BESIDE_TITLE = 40;

/** Stacks side by side get the same rows and the same width, so that their rows align. */
function aligned(cells: readonly Measured[], gaps: Gaps): readonly Measured[] {
  const [first, second] = cells;
  if (first?.arranged.alignment !== 'stack' || second === undefined) return cells;
  const rowHeights = first.rowHeights.map((_, row) => Math.max(...cells.map((cell) => cell.rowHeights[row] ?? 0)));
  const width = Math.max(...cells.map((cell) => cell.width));
  return cells.map((cell) => ({ ...cell, rowHeights, width, height: heightOf({ ...cell, rowHeights }, gaps) }));
}

function columnWidthsOf(cells: readonly (readonly Measured[])[]): readonly number[] {
  const columns = Math.max(0, ...cells.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => Math.max(0, ...cells.map((row) => row[column]?.width ?? 0)));
}

/** The width of the content and the gaps on both sides of it. */
export function contentWidth({ arranged, columnWidths, cells }: Measured, gaps: Gaps): number {
  const sides = columnGap(arranged, 'left', 0, gaps) + columnGap(arranged, 'right', 0, gaps);
  if (arranged.alignment === 'grid') return sides + rowWidth(arranged, columnWidths, 0, gaps);
  return (
    sides +
    Math.max(
      0,
      ...cells.map((row, index) =>
        rowWidth(
          arranged,
          row.map(({ width }) => width),
          index,
          gaps,
        ),
      ),
    )
  );
}

/** The width of one row: its cells and the gaps between them. */
export function rowWidth(arranged: Arranged, widths: readonly number[], row: number, gaps: Gaps): number {
  return widths.reduce((sum, width, column) => sum + width + (column === 0 ? 0 : columnGap(arranged, column, row, gaps)), 0);
}

function heightOf({ arranged, header, rowHeights }: Measured, gaps: Gaps): number {
  const rows = rowHeights.reduce((sum, height, row) => sum + height + rowGap(arranged, row, gaps), 0);
  const empty = rowHeights.length === 0 ? rowGap(arranged, 0, gaps) : 0;
  return header + rows + empty + rowGap(arranged, Math.max(1, rowHeights.length), gaps);
}
