// A user's text → text that is safe in XML. A label is never markup.

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** What XML 1.0 forbids (section 2.2, "Char"): control characters, lone surrogates, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;

/** Safe as element content and in quoted attributes. Forbidden characters become U+FFFD; line breaks and tabs become a space. */
export function escapeXml(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** The same for several lines. Line breaks are kept. */
export function escapeLines(lines: readonly string[]): string {
  return lines.map(escapeXml).join('\n');
}

/** One line of characters that XML allows. */
export function cleanText(text: string): string {
  return text.replace(/[\t\n\r]/g, ' ').replace(FORBIDDEN, '\ufffd');
}

/** A number with at most two decimals, formatted the same on every machine. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100 + 0);
}
