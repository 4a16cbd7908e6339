// Formats a document with edits that change white space only, so that cursors stay in place.
import type { LangiumCoreServices, LangiumDocument } from 'langium';
import type { Formatter } from 'langium/lsp';
import type { DocumentRangeFormattingParams, Range, TextEdit } from 'vscode-languageserver-protocol';
import { formatText } from '#language/format/format.ts';

/** Answers `textDocument/formatting` and `rangeFormatting`. Declarations with syntax errors stay unchanged. */
export class NetarchFormatter implements Formatter {
  readonly #services: LangiumCoreServices;
  readonly formatOnTypeOptions = undefined;

  constructor(services: LangiumCoreServices) {
    this.#services = services;
  }

  formatDocument({ textDocument }: LangiumDocument): TextEdit[] {
    const text = textDocument.getText();
    return spaceEdits(text, formatText(text, this.#services)).map(({ start, end, newText }) => ({
      range: { start: textDocument.positionAt(start), end: textDocument.positionAt(end) },
      newText,
    }));
  }

  formatDocumentRange(document: LangiumDocument, { range }: DocumentRangeFormattingParams): TextEdit[] {
    return this.formatDocument(document).filter((edit) => isInside(edit.range, range));
  }

  formatDocumentOnType(): TextEdit[] {
    return [];
  }
}

interface SpaceEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** The white space that differs between two texts with the same tokens. */
function spaceEdits(before: string, after: string): readonly SpaceEdit[] {
  const edits: SpaceEdit[] = [];
  let newStart = 0;
  for (let start = 0; start < before.length || newStart < after.length; ) {
    const end = endOfSpace(before, start);
    const newEnd = endOfSpace(after, newStart);
    const kept = commonStart(before.slice(start, end), after.slice(newStart, newEnd));
    const newText = after.slice(newStart + kept, newEnd);
    if (before.slice(start + kept, end) !== newText) edits.push({ start: start + kept, end, newText });
    start = end + 1;
    newStart = newEnd + 1;
  }
  return edits;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function endOfSpace(text: string, start: number): number {
  let end = start;
  while (end < text.length && /\s/.test(text.charAt(end))) end += 1;
  return end;
}

function isInside(inner: Range, outer: Range): boolean {
  const startsIn = inner.start.line >= outer.start.line;
  return startsIn && (inner.end.line < outer.end.line || (inner.end.line === outer.end.line && outer.end.character > 0));
}
