// A trace → the picture of its path, as an image inside of Markdown.
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';

/** VS Code cuts hovers off at 100,000 characters; the tables must fit, too. */
const LARGEST = 60_000;

/** Pixels beyond which the picture is made smaller, so that a hover need not be scrolled sideways. */
const WIDEST = 640;

/** Undefined for paths too long for a hover. The picture has its own background, so that it can be read in every theme. */
export async function pathPicture(network: Network, trace: Trace): Promise<string | undefined> {
  const placed = await pictureOf(network, { kind: 'path', trace });
  const svg = written(placed, 'svg', { theme: 'light' });
  const data = `data:image/svg+xml;base64,${base64(svg)}`;
  if (data.length > LARGEST) return undefined;
  return `![The path of the packet](${data}|width=${Math.round(Math.min(placed.width, WIDEST))})`;
}

/** In browsers as in Node: `btoa` takes bytes. */
function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
}
