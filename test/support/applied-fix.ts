// A text and the lines of a suggested fix → the text with these lines.
import type { Position, Sources } from '#language/network/source.ts';
import type { Line } from '#language/what-if/change/lines.ts';
import { editsFor } from '#language/what-if/edits.ts';
import { core, withDocument } from './services.ts';

/** The text after the edits of the lines. */
export function applied(text: string, lines: readonly Line[]): Promise<string> {
  return withDocument(
    text,
    (document) => {
      const { sources } = core.netarch.netarch.Compiler.compile(document);
      return edited(text, sources, lines);
    },
    { validation: false },
  );
}

function edited(text: string, sources: Sources, lines: readonly Line[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, character }: Position): number => (starts[line] ?? 0) + character;
  const edits = editsFor(lines, sources, () => text).map(({ range, newText }) => ({
    from: offset(range.start),
    to: offset(range.end),
    newText,
  }));
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((changed, { from, to, newText }) => changed.slice(0, from) + newText + changed.slice(to), text);
}
