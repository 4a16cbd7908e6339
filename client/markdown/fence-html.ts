// The diagram and the errors of a block → HTML for a Markdown preview, under its strictest security policy: no script, no inline style.
import type { SnippetResult } from '#server/protocol.ts';
import type { Fence } from './fences.ts';

/** The picture, then the errors with the lines of the page. Without a picture, the text. */
export function fenceHtml({ text, line }: Pick<Fence, 'text' | 'line'>, { svg, errors }: SnippetResult): string {
  const list = errors.map((error) => `<li>Line ${line + 2 + error.line}: ${escaped(error.message)}</li>`);
  const shown = svg === null ? textHtml(text) : pictureHtml(svg);
  return `<div class="netarch">${shown}${list.length === 0 ? '' : `<ul class="netarch-errors">${list.join('')}</ul>`}</div>\n`;
}

/** The block as it is written, while there is no picture. */
export function textHtml(text: string): string {
  return `<pre><code class="language-netarch">${escaped(text)}</code></pre>\n`;
}

/** An image can neither run anything nor change the page. */
function pictureHtml(svg: string): string {
  const label = /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? 'Network diagram';
  return `<img alt="${label}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
