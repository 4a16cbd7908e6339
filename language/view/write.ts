// A placed diagram → a file's text, by one of the writers beside this file. A new format is a folder and a line in `FORMATS` and `written`.
import type { PlacedDiagram } from './layout/placed.ts';
import { svgOf } from './svg/svg.ts';
import type { ThemeName } from './svg/theme.ts';
import { drawioOf } from './to-drawio/drawio.ts';

/** The formats of diagrams, each named by its file extension. */
export const FORMATS = ['svg', 'drawio'] as const;

/** The name of a format. */
export type PictureFormat = (typeof FORMATS)[number];

/** How to draw, not what. */
export interface Style {
  readonly theme: ThemeName;
}

/** The whole file. The same diagram and style give the same text, byte for byte. */
export function written(picture: PlacedDiagram, format: PictureFormat, { theme }: Style): string {
  switch (format) {
    case 'svg':
      return svgOf(picture, { theme });
    case 'drawio':
      return drawioOf(picture, theme);
  }
}

/** The format that a word names (`svg`); `undefined` if it names none. */
export function formatNamed(word: string): PictureFormat | undefined {
  return FORMATS.find((format) => format === word);
}
