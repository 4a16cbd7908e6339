// The layout of one frame: its size, and everything in it by the indexes of the frame's input.
import type { Point } from '#language/view/layout/placed.ts';
import type { Size } from '#language/view/layout/sizes.ts';

/** A size at a place. */
export interface Rect extends Point, Size {}

/** Coordinates are from the frame's top left corner, in CSS pixels. */
export interface FrameLayout extends Size {
  readonly items: readonly Point[];
  readonly zones: readonly Rect[];
  /** In the direction of the traffic. */
  readonly lines: readonly (readonly Point[])[];
  /** The labels of the lines that have some. */
  readonly labels: readonly (LabelPlace | undefined)[];
  /** Where each crossing is on the upper or lower border. */
  readonly crossings: readonly CrossingPlace[];
}

/** The place for all labels of a line. */
export interface LabelPlace extends Rect {
  readonly lean: Lean;
}

/** A label beside other lines is on the outer side of its own: it ends, or begins, at its line. */
export type Lean = 'left' | 'middle' | 'right';

/** A line that runs straight from the border to a card may be moved along the card, so that it is straight outside too. */
export interface CrossingPlace extends Range {
  readonly x: number;
}

/** From the least to the greatest x. */
export interface Range {
  readonly least: number;
  readonly most: number;
}
