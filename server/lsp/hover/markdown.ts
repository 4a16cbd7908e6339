// Builds Markdown. Text of the user is escaped, so that it is never interpreted as markup.
import type { Labelled } from '#language/network/named.ts';
import type { SourceRange } from '#language/network/source.ts';
import type { Unknown } from '#language/network/unknown.ts';

/** Text that Markdown shows unchanged, also inside a table. */
export function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#~&$]/g, (sign) => (sign === '<' ? '&lt;' : `\\${sign}`));
}

/** The label behind the title of a resource, a rule or a route; empty without a label. */
export function labelMarkdown({ label }: Labelled): string {
  return label === undefined ? '' : ` · ${escaped(label)}`;
}

/** Why something is unknown, as the end of a sentence without its full stop; empty if the text does not say. */
export function reasonMarkdown({ reason }: Unknown): string {
  return reason === undefined || reason === '' ? '' : `: ${escaped(reason)}`;
}

/** The text as a link to a line, or the text alone for resources that no line declares. */
export function linked(text: string, place: SourceRange | undefined): string {
  return place === undefined ? escaped(text) : `[${escaped(text)}](${place.uri}#L${place.start.line + 1})`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => ':--'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A list; items are Markdown already. */
export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Paragraphs, tables and lists below each other; empty ones are left out. */
export function blocks(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
