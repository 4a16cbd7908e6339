// A placed diagram + format → the content of a file, also of images. Only an image loads the renderer.
import type { PlacedDiagram } from '#language/view/layout/placed.ts';
import { written } from '#language/view/write.ts';
import type { FileFormat, FileStyle } from './formats.ts';

/** The content of a file, or one sentence about why it cannot be made. */
export type FileContent =
  | { readonly ok: true; readonly value: string | Uint8Array }
  | { readonly ok: false; readonly problem: string };

/** The whole file. The same diagram and style give the same bytes. */
export async function fileOf(picture: PlacedDiagram, format: FileFormat, style: FileStyle): Promise<FileContent> {
  switch (format) {
    case 'svg':
    case 'drawio':
      return { ok: true, value: written(picture, format, style) };
    case 'png': {
      const { pngOf } = await import('./png.ts');
      return pngOf(written(picture, 'svg', style), style.scale ?? DEFAULT_SCALE);
    }
    case 'pdf': {
      const { pdfOf } = await import('./pdf/pdf.ts');
      return { ok: true, value: await pdfOf(written(picture, 'svg', style), picture.diagram.title) };
    }
  }
}

/** Two pixels for each CSS pixel: sharp on today's screens. */
const DEFAULT_SCALE = 2;
