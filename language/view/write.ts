// A placed diagram → a file's text, by one of the writers beside this file. A new format is a folder, and a line in `PictureFormat` and `written`.
import type { PlacedDiagram } from './layout/placed.ts';
import { svgOf } from './svg/svg.ts';
import type { ThemeName } from './svg/theme.ts';
import { drawioOf } from './to-drawio/drawio.ts';

/** The formats of diagrams that are text, each named by its file extension. */
export type PictureFormat = 'svg' | 'drawio';

/** How to draw, not what. */
export interface Style {
  readonly theme: ThemeName;
  /** Without the background of the theme. Default: with it. A diagram of draw.io never has one. */
  readonly transparent?: boolean;
}

/** The whole file. The same diagram and style give the same text, byte for byte. */
export function written(picture: PlacedDiagram, format: PictureFormat, style: Style): string {
  switch (format) {
    case 'svg':
      return svgOf(picture, style);
    case 'drawio':
      return drawioOf(picture, style.theme);
  }
}
