// Draws the path of a trace as an image in Markdown.
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';

/** VS Code truncates hovers at 100,000 characters, and the tables must fit too. */
const LARGEST = 60_000;

/** The largest width in pixels, so that the hover needs no horizontal scrolling. */
const WIDEST = 640;

/** `undefined` for paths that are too long for a hover. The picture has its own background, so that it is readable in every theme. */
export async function pathPicture(network: Network, trace: Trace): Promise<string | undefined> {
  const placed = await pictureOf(network, { kind: 'path', trace });
  const svg = written(placed, 'svg', { theme: 'light' });
  const data = `data:image/svg+xml;base64,${base64(svg)}`;
  if (data.length > LARGEST) return undefined;
  return `![The path of the packet](${data}|width=${Math.round(Math.min(placed.width, WIDEST))})`;
}

/** `btoa` accepts only characters up to U+00FF, so the text is encoded first. Works in browsers and in Node. */
function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
