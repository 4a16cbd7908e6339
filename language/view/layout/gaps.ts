// A frame and the index of a gap → the width of the gap: its default width, or more if many edges run through it.
import type { Arranged } from './arrange.ts';

/** Widths that edges need, by the gap's key; any other gap has its default width. */
export type Gaps = ReadonlyMap<string, number>;

/** Each gap with the greatest of its widths. */
export function widest(...all: readonly Gaps[]): Gaps {
  const merged = new Map<string, number>();
  for (const [key, room] of all.flatMap((one) => [...one])) merged.set(key, Math.max(room, merged.get(key) ?? 0));
  return merged;
}

/** The horizontal gap above row `index`; after the last row the one below it. */
export function rowGapKey({ gapsOf }: Arranged, index: number): string {
  return `${gapsOf} row ${index}`;
}

/** The vertical gap left of column `index` of a grid; the first and the last one run along the sides of every frame. */
export function columnGapKey({ gapsOf, alignment }: Arranged, index: number | 'left' | 'right', row: number): string {
  const shared = alignment === 'grid' || typeof index === 'string';
  return shared ? `${gapsOf} column ${index}` : `${gapsOf} row ${row} column ${index}`;
}

/** The height of the gap above row `index`, in CSS pixels. */
export function rowGap(arranged: Arranged, index: number, gaps: Gaps): number {
  const { top, rows, bottom } = USUAL[levelOf(arranged)];
  const usual = index === 0 ? top : index === Math.max(1, arranged.rows.length) ? bottom : rows;
  return Math.max(usual, gaps.get(rowGapKey(arranged, index)) ?? 0);
}

/** The width of the gap left of column `index`, or of that at a side, in CSS pixels. */
export function columnGap(arranged: Arranged, index: number | 'left' | 'right', row: number, gaps: Gaps): number {
  const { side, columns } = USUAL[levelOf(arranged)];
  return Math.max(typeof index === 'string' ? side : columns, gaps.get(columnGapKey(arranged, index, row)) ?? 0);
}

interface UsualGaps {
  readonly top: number;
  readonly rows: number;
  readonly bottom: number;
  readonly side: number;
  readonly columns: number;
}

type Level = 'picture' | 'frameless' | 'region' | 'vpc' | 'zone' | 'subnet' | 'host';

const USUAL: Readonly<Record<Level, UsualGaps>> = {
  picture: { top: 20, rows: 44, bottom: 20, side: 20, columns: 26 },
  frameless: { top: 0, rows: 34, bottom: 0, side: 0, columns: 30 },
  region: { top: 2, rows: 30, bottom: 16, side: 16, columns: 30 },
  vpc: { top: 2, rows: 34, bottom: 18, side: 18, columns: 22 },
  zone: { top: 2, rows: 24, bottom: 14, side: 14, columns: 16 },
  subnet: { top: 10, rows: 14, bottom: 14, side: 14, columns: 14 },
  host: { top: 10, rows: 10, bottom: 10, side: 10, columns: 12 },
};

function levelOf({ box, shape }: Arranged): Level {
  if (shape === 'picture' || shape === 'frameless') return shape;
  if (box?.kind === 'region' || box?.kind === 'vpc' || box?.kind === 'zone' || box?.kind === 'subnet') return box.kind;
  return 'host';
}
