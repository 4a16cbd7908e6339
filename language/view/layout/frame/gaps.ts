// The usual gaps of each kind of frame, in CSS pixels.
import type { Level } from './frame-input.ts';

/** `side`: left and right of everything; `rows` and `columns`: between items; `bottom`: below the last row. */
export interface Gaps {
  readonly side: number;
  readonly rows: number;
  readonly bottom: number;
  readonly columns: number;
}

/** By the kind of frame: the larger, the wider. */
export const GAPS: Readonly<Record<Level, Gaps>> = {
  picture: { side: 18, rows: 32, bottom: 18, columns: 26 },
  region: { side: 14, rows: 28, bottom: 14, columns: 26 },
  band: { side: 0, rows: 0, bottom: 0, columns: 26 },
  vpc: { side: 14, rows: 22, bottom: 14, columns: 22 },
  subnet: { side: 14, rows: 14, bottom: 14, columns: 14 },
  loose: { side: 0, rows: 14, bottom: 0, columns: 14 },
  host: { side: 10, rows: 12, bottom: 10, columns: 12 },
};

/**
 * The frame of a zone, which is drawn round its column: the strip with its title, and the space left and right of its subnets, and below them.
 * `clear` is the part of the gap between two zones that belongs to each column, so that lines between zones have space on both sides.
 */
export const ZONE = { header: 32, side: 14, bottom: 14, clear: 5 } as const;

/** The least width of a frame beyond its title and the gap after it. */
export const RIGHT_OF_TITLE = 34;

/** The least height above the first row of a frame without a title. */
export const TOP: Readonly<Record<Level, number>> = { picture: 18, region: 0, band: 0, vpc: 0, subnet: 8, loose: 0, host: 0 };
