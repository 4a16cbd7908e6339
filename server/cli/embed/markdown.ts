// The text of a Markdown file → its markers: `<!-- netarch: shop.netarch view=edge -->`, each with the image below it and the block above it.

/** A comment that asks for a picture. */
export interface Marker {
  /** From 0, the line of the comment. */
  readonly line: number;
  /** The words of the comment after `netarch:`; quotes are removed. */
  readonly words: readonly string[];
  /** The netarch block that ends just above the comment. */
  readonly block: string | undefined;
  /** The next line with text, if it is an image. */
  readonly image: Image | undefined;
}

/** A line that consists of one image. */
export interface Image {
  readonly line: number;
  readonly alt: string;
  /** As it is written. */
  readonly url: string;
}

const FENCE = /^[\s>]*(`{3,}|~{3,})[ \t]*([^\s`]*)/;
const MARKER = /^\s*<!--\s*netarch:(.*?)-->\s*$/;
const IMAGE = /^\s*!\[([^\]]*)\]\(<?([^()<>]+?)>?\)\s*$/;
const WORD = /(?:[^\s"]|"[^"]*")+/g;

/** The markers in the order of the text. What is inside of a fenced block is an example, and no marker. */
export function markersIn(text: string): readonly Marker[] {
  const lines = linesOf(text).map((line) => line.trimEnd());
  const markers: Marker[] = [];
  let block: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, fence, language] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      const end = endOfFence(lines, at, fence);
      block = language === 'netarch' ? lines.slice(at + 1, end).join('\n') : undefined;
      at = end;
      continue;
    }
    const [, said] = MARKER.exec(line) ?? [];
    if (said !== undefined) markers.push({ line: at, words: wordsIn(said), block, image: imageAfter(lines, at) });
    if (line !== '') block = undefined;
  }
  return markers;
}

/** A word with spaces is in quotes. */
function wordsIn(text: string): readonly string[] {
  return (text.match(WORD) ?? []).map((word) => word.replaceAll('"', ''));
}

/** The line of the closing fence, or the end of the text. */
function endOfFence(lines: readonly string[], start: number, fence: string): number {
  const end = lines.findIndex((line, at) => {
    const closing = line.replace(/^[\s>]*/, '');
    return at > start && closing.startsWith(fence) && closing.split(fence[0] ?? '').join('') === '';
  });
  return end < 0 ? lines.length : end;
}

function imageAfter(lines: readonly string[], marker: number): Image | undefined {
  const line = lines.findIndex((text, at) => at > marker && text.trim() !== '');
  const [, alt, url] = IMAGE.exec(lines[line] ?? '') ?? [];
  return alt === undefined || url === undefined ? undefined : { line, alt, url };
}

/** The text with these new images below the comments of the given lines. Everything else stays, line endings too. */
export function withImages(text: string, images: ReadonlyMap<number, Omit<Image, 'line'>>): string {
  return linesOf(text)
    .map((line, at) => {
      const image = images.get(at);
      if (image === undefined) return line;
      const [indent = ''] = /^\s*/.exec(line) ?? [];
      const ending = /\r?\n$/.exec(line)?.[0];
      // A comment in the last line may have no ending.
      const before = ending === undefined ? `${line}${/\r\n/.test(text) ? '\r\n' : '\n'}` : line;
      return `${before}${indent}![${image.alt}](${image.url})${ending ?? ''}`;
    })
    .join('');
}

/** Lines with their endings. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}
