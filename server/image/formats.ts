// The formats of files: those that the core writes as text, and images that are made of its SVG. Imports no writer, so it loads at once.
import type { Style } from '#language/view/write.ts';

/** All formats, each named by its file extension. */
export const FILE_FORMATS = ['svg', 'png', 'pdf', 'drawio'] as const;

/** The name of a format. */
export type FileFormat = (typeof FILE_FORMATS)[number];

/** How to draw a file. */
export interface FileStyle extends Style {
  /** Pixels of a PNG for each CSS pixel. Default: 2, for sharp text on today's screens. */
  readonly scale?: number;
}

/** The largest scale of a PNG. */
export const MAX_SCALE = 10;

/** The format that a word names (`png`); `undefined` if it names none. */
export function fileFormatNamed(word: string): FileFormat | undefined {
  return FILE_FORMATS.find((format) => format === word);
}
