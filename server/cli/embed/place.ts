// A marker → the file of its picture, and the image line for it.
import { basename, dirname, extname, join } from 'node:path';
import type { Chosen } from '#server/asking/choose.ts';
import type { Image, Marker } from './markdown.ts';
import type { Request } from './request.ts';

/** Where the picture is. */
export interface Place {
  /** An absolute path. */
  readonly path: string;
  readonly format: 'svg' | 'png';
  /** The image to be added below the marker; `undefined` if there is one. */
  readonly added: Omit<Image, 'line'> | undefined;
}

/**
 * The image below the marker is its picture if its name begins with that of the source, wherever it is. So an unrelated image is never
 * overwritten. Otherwise the picture is an SVG beside the Markdown file, and `label` describes it. `number` counts the blocks that are drawn.
 */
export function placeOf(markdown: string, marker: Marker, request: Request, label: string, number: number): Chosen<Place> {
  const { source, wanted, style } = request;
  const stem = source === undefined ? `${withoutExtension(markdown)}-netarch` : withoutExtension(source);
  const { image } = marker;
  if (image !== undefined && basename(decoded(image.url)).startsWith(stem)) {
    const url = decoded(image.url);
    const format = FORMATS.find((one) => extname(url).toLowerCase() === `.${one}`);
    if (format === undefined) return { ok: false, problem: `${url} is not a supported picture; use .svg or .png` };
    if (/^[a-z][\w+.-]*:|^\//i.test(url)) return { ok: false, problem: `${url} must be relative to the Markdown file` };
    return { ok: true, value: { path: join(dirname(markdown), url), format, added: undefined } };
  }
  const parts = [stem, wanted.view, wanted.flow, wanted.highlight, style.theme === 'dark' ? 'dark' : undefined];
  const count = source === undefined && number > 1 ? [String(number)] : [];
  const file = `${[...parts.filter((part) => part !== undefined), ...count].join('-')}.svg`;
  const added = { alt: label.replace(/[[\]\\<>`*_]/g, ' '), url: encodeURI(file).replace(/[()]/g, encodeURIComponent) };
  return { ok: true, value: { path: join(dirname(markdown), file), format: 'svg', added } };
}

const FORMATS = ['svg', 'png'] as const;

function withoutExtension(path: string): string {
  return basename(path, extname(path));
}

/** A path in a URL may have escapes, or percent signs that are none. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
