// String literals of the syntax tree → their values.

/** The text between the quotes, with `\"` and `\\` unescaped. The closing quote may be missing. */
export function unquote(text: string): string {
  const open = text.startsWith('"') ? text.slice(1) : text;
  const closed = isClosed(text) ? open.slice(0, -1) : open;
  return closed.replaceAll(/\\(["\\])/g, '$1');
}

/** Whether a string literal has its closing quote. */
export function isClosed(text: string): boolean {
  return /^"(\\.|[^"\\])*"$/.test(text);
}
