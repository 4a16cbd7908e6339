// A long list behind a heading → lines of a width that can be read.

/** Breaks at spaces; what follows stands below the start of the text. A word that is too long stays whole. */
export function wrapped(heading: string, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = heading;
  let isFresh = true;
  for (const word of text.split(' ')) {
    if (!isFresh && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(heading.length);
      isFresh = true;
    }
    line += isFresh ? word : ` ${word}`;
    isFresh = false;
  }
  return [...lines, line];
}
