// Builds Markdown. Text of the user is escaped, so that it is never interpreted as markup.
import type { Labelled } from '#language/network/named.ts';
import type { SourceRange } from '#language/network/source.ts';
import type { Unknown } from '#language/network/unknown.ts';

/** Text that Markdown shows unchanged, also inside a table. URLs and addresses of mail stay text, too. */
export function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#~&$@]|:(?=\/\/)|(?<=www)\./gi, (sign) => ENTITIES.get(sign) ?? `\\${sign}`);
}

// VS Code's renderer removes the backslash of a bracket in the text of a link, and then reads the text again.
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['<', '&lt;'],
  ['[', '&#91;'],
  [']', '&#93;'],
]);

/** Text of the user as code. The fence is longer than every row of backticks in the text, so that none of them ends the code. */
export function code(text: string): string {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([row]) => row.length)) + 1);
  const gap = text.includes('`') ? ' ' : '';
  return `${fence}${gap}${text.replaceAll(/\s+/g, ' ')}${gap}${fence}`;
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
