// Blocks → HTML at once, although drawing takes a while: what is not drawn yet is shown as it was, drawn, and shown again.
import type { SnippetParams, SnippetResult } from '#server/protocol.ts';
import { fenceHtml, textHtml } from './fence-html.ts';
import type { Fence } from './fences.ts';

/** What is needed to draw blocks. */
export interface Drawing {
  readonly draw: (params: SnippetParams) => Promise<SnippetResult | null>;
  readonly theme: () => SnippetParams['theme'];
  /** Renders all pages again. Called once after some blocks were drawn. */
  readonly refresh: () => void;
}

/** The HTML of a block now. `uri` is the page that contains it. Throws never. */
export type DrawFence = (fence: Fence, uri: string) => string;

/** The number of blocks that are remembered. */
const KEPT = 100;

/** The blocks of all pages. */
export interface Fences {
  readonly html: DrawFence;
  /** Forgets the blocks with such a text, so that they are drawn again. Returns whether there were some. */
  readonly forget: (isOld: (text: string) => boolean) => boolean;
}

/** Remembers what was drawn: a page is rendered again after every key. */
export function createFences({ draw, theme, refresh }: Drawing): Fences {
  /** By what they show. `undefined` while they are drawn. */
  const drawn = new Map<string, SnippetResult | undefined>();
  /** By their place, so that a page does not flicker while a block is written. */
  const last = new Map<string, string>();
  let waiting = 0;
  const start = async (key: string, params: SnippetParams): Promise<void> => {
    drawn.set(key, undefined);
    for (const oldest of [...drawn.keys()].slice(0, -KEPT)) drawn.delete(oldest);
    waiting += 1;
    const result = await draw(params).catch(() => null);
    waiting -= 1;
    // What could not be drawn is tried again when the page is rendered the next time.
    if (result === null) drawn.delete(key);
    else drawn.set(key, result);
    if (waiting === 0 && result !== null) refresh();
  };
  const html: DrawFence = (fence, uri) => {
    const params = { uri, text: fence.text, theme: theme() };
    const [key, place] = [JSON.stringify(params), `${uri} ${fence.index}`];
    const result = drawn.get(key);
    if (result !== undefined) {
      const shown = fenceHtml(fence, result);
      last.set(place, shown);
      return shown;
    }
    if (!drawn.has(key)) void start(key, params);
    return last.get(place) ?? textHtml(fence.text);
  };
  const forget = (isOld: (text: string) => boolean): boolean => {
    const old = [...drawn.keys()].filter((key) => isOld(JSON.parse(key).text));
    for (const key of old) drawn.delete(key);
    return old.length > 0;
  };
  return { html, forget };
}
