// Texts of the syntax tree → values that mean something.

/** The text between the quotes, with `\"` and `\\` resolved. A missing closing quote is forgiven. */
export function unquote(text: string): string {
  const open = text.startsWith('"') ? text.slice(1) : text;
  const closed = isClosed(text) ? open.slice(0, -1) : open;
  return closed.replaceAll(/\\(["\\])/g, '$1');
}

/** Whether a string literal ends with a quote of its own. */
export function isClosed(text: string): boolean {
  return /^"(\\.|[^"\\])*"$/.test(text);
}
