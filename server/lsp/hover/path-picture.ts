// Draws the path of a trace as an image in Markdown.
import type { Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import { graphOf } from '#language/view/subject.ts';
import type { Drawing, Picture } from '#server/drawing/drawer.ts';
import { answerOr } from '#server/lsp/answering.ts';

/** In characters. VS Code truncates hovers at 100,000 characters, and the tables must fit too. */
const LARGEST = 60_000;

/** The largest width in pixels, so that the hover needs no horizontal scrolling. */
const WIDEST = 640;

/**
 * `undefined` for paths that are too long for a hover, and if drawing fails: the text of the hover is shown without it.
 * The picture has its own background, so that it is readable in every theme.
 */
export function pathPicture(
  network: Network,
  trace: Trace,
  draw: (drawing: Drawing) => Promise<Picture>,
): Promise<string | undefined> {
  return answerOr(undefined, 'the picture of a path', async () => {
    const diagram = graphOf(network, { kind: 'path', trace });
    const { text, width } = await draw({ diagram, format: 'svg', theme: 'light' });
    const bytes = new TextEncoder().encode(text);
    if (lengthInBase64(bytes) > LARGEST) return undefined;
    const data = `data:image/svg+xml;base64,${base64(bytes)}`;
    return `![The path of the packet](${data}|width=${Math.round(Math.min(width, WIDEST))})`;
  });
}

/** Four characters for three bytes. Source: RFC 4648, section 4. */
function lengthInBase64({ length }: Uint8Array): number {
  return 4 * Math.ceil(length / 3);
}

/** `btoa` takes one character for each byte. Works in browsers and in Node. */
function base64(bytes: Uint8Array): string {
  return btoa(String.fromCodePoint(...bytes));
}
