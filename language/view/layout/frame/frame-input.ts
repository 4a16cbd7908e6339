// One frame as numbers, which is all that its layout depends on: sizes, rows, and lines between items. Alike frames are equal values.
import type { Size } from '#language/view/layout/sizes.ts';
import type { CrossingPlace } from './frame-layout.ts';

/** `band`: one row of a grid of VPCs; `loose`: resources in a zone but in no subnet. These two frames are not drawn. */
export type Level = 'picture' | 'region' | 'band' | 'vpc' | 'subnet' | 'host' | 'loose';

/** Whether a frame of this level contains VPCs. */
export function isOuter(level: Level): boolean {
  return level === 'picture' || level === 'region' || level === 'band';
}

/** The upper or the lower border. */
export type Side = 'N' | 'S';

/** Lengths are in CSS pixels. */
export interface FrameInput {
  readonly level: Level;
  /** The height of the strip with the frame's title, and the width of the title. 0 without. */
  readonly header: number;
  readonly title: number;
  /** The number of rows. */
  readonly rows: number;
  readonly items: readonly InputItem[];
  /** The widths of the zones' titles. */
  readonly zoneTitles: readonly number[];
  /** More room above the zones, so that they start at the same height as those of the VPC beside it. */
  readonly aboveZones: number;
  readonly lines: readonly InputLine[];
  /** In a band: how many lines pass each band of the grid, at most, so that the columns of all bands are at the same places. */
  readonly passes: number;
}

/** A card, a frame that is laid out already, or an empty place. */
export interface InputItem extends Size {
  readonly row: number;
  readonly place: number;
  readonly column?: number;
  readonly zone?: number;
  readonly shape: 'card' | 'frame' | 'empty';
  /** Whether lines go on inside. Where they meet it is decided already. */
  readonly isCrossed: boolean;
}

/** A stretch of a bundle. */
export interface InputLine {
  /** Lines with the same number share a trunk. */
  readonly bundle: number;
  /** Whether the trunk is at the end, otherwise at the start. */
  readonly isInto: boolean;
  readonly from: LineEnd;
  /** Absent for a packet that never leaves its place. */
  readonly to?: LineEnd;
  /** The size of all labels on it, below each other. */
  readonly label?: Size;
}

/** One end of a line: an item or a place on the border. */
export type LineEnd = { readonly stop: InputStop } | { readonly crossing: InputCrossing };

/** Where a line meets an item. */
export interface InputStop {
  /** The index of the item. */
  readonly item: number;
  /** The place from the item's left side where the line goes on inside. Absent if the line ends at the item. */
  readonly inside?: CrossingPlace;
}

/** A place on the frame's border. */
export interface InputCrossing {
  readonly side: Side;
  /** The index of the place. Several lines may cross at the same one. Places with greater indexes aim further right. */
  readonly index: number;
}
