// Wraps a long text after a heading.

/** Breaks at spaces. Further lines are indented by the length of the heading. A word that is too long is not broken. */
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
