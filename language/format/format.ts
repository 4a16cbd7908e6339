// Text → the same text, formatted: two spaces of indentation, one property per line, aligned comments. Unreadable declarations stay unchanged.
import type { LangiumCoreServices } from 'langium';
import { type Line, linesOf } from './lines.ts';
import { piecesOf } from './pieces.ts';

/** Some editors write it at the start of a file, and only there. It is no part of the first line. */
const BYTE_ORDER_MARK = '\ufeff';

/** Preserves meaning: all tokens and comments stay, in their order, and a byte order mark. Formatting is idempotent. */
export function formatText(text: string, services: LangiumCoreServices): string {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + formatLines(text.slice(1), services) : formatLines(text, services);
}

function formatLines(text: string, services: LangiumCoreServices): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(text, piecesOf(text, services));
  const columns = commentColumns(lines);
  const written = lines.map((line, index) => (line.spaced ? end : '') + write(line, columns[index] ?? 0, end));
  return written.map((line) => line + end).join('');
}

function write({ indent, code, comment }: Line, column: number, end: string): string {
  const margin = '  '.repeat(indent);
  if (code.startsWith('/*')) return margin + reindent(code, margin, end);
  return comment === undefined ? margin + code : `${(margin + code).padEnd(column)}${comment}`;
}

/** Comment lines that begin with a star are aligned under the first star. Others keep their position. */
function reindent(comment: string, margin: string, end: string): string {
  const [first = '', ...rest] = comment.split(/\r?\n/);
  const starred = rest.every((line) => line.trimStart().startsWith('*'));
  return [first, ...rest.map((line) => (starred ? `${margin} ${line.trim()}` : line))].join(end);
}

/** The column of the comment after each line: two spaces after the longest neighbouring line that has a comment. */
function commentColumns(lines: readonly Line[]): readonly number[] {
  const columns: number[] = [];
  for (let start = 0; start < lines.length; ) {
    let stop = start + 1;
    while (stop < lines.length && continuesRun(lines[stop - 1], lines[stop])) stop += 1;
    const widths = lines.slice(start, stop).map(({ indent, code }) => 2 * indent + code.length + 2);
    columns.push(...widths.map(() => Math.max(...widths)));
    start = stop;
  }
  return columns;
}

function continuesRun(above: Line | undefined, line: Line | undefined): boolean {
  return above?.comment !== undefined && line?.comment !== undefined && !line.spaced && above.indent === line.indent;
}
