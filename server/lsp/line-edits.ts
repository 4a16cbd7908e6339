// Lines of text, of a suggested fix or an addition → the edits that make them; a title that says what a fix does.
import { type LangiumDocuments, URI } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { ownerOf, shortName } from '#language/network/id.ts';
import type { Sources } from '#language/network/source.ts';
import type { Line } from '#language/what-if/change/lines.ts';
import { editsFor } from '#language/what-if/edits.ts';
import type { SuggestedFix } from '#language/what-if/suggested-fix.ts';

/** The edits of a fix, by the URI of the document. */
export interface FixEdits {
  readonly title: string;
  readonly changes: Record<string, TextEdit[]>;
}

/** The edits in all documents that the fix changes. */
export function fixEdits(fix: SuggestedFix, sources: Sources, documents: LangiumDocuments): FixEdits {
  return { title: titleOf(fix), changes: changesFor(fix.lines, sources, documents) };
}

/** The edits that write the lines, by the URI of the document. */
export function changesFor(lines: readonly Line[], sources: Sources, documents: LangiumDocuments): FixEdits['changes'] {
  const textOf = (uri: string): string => documents.getDocument(URI.parse(uri))?.textDocument.getText() ?? '';
  const changes: Record<string, TextEdit[]> = {};
  for (const { range: place, newText } of editsFor(lines, sources, textOf)) {
    const edits = changes[place.uri] ?? [];
    edits.push({ range: { start: place.start, end: place.end }, newText });
    changes[place.uri] = edits;
  }
  return changes;
}

function titleOf({ lines }: SuggestedFix): string {
  const [first] = lines;
  return lines.length === 1 && first !== undefined
    ? `Add "${first.line}" to ${shortName(ownerOf(first.in))}`
    : `Apply the suggested fix (${lines.length} lines)`;
}
