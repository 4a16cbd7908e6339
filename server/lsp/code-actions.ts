// Quick fixes for diagnostics.
import type { LangiumDocument } from 'langium';
import type { CodeActionProvider } from 'langium/lsp';
import type { CodeActionParams, Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { formatPrefix, parsePrefix } from '#language/network/address.ts';

/** Answers `textDocument/codeAction` with quick fixes for netarch's own diagnostics. */
export class NetarchCodeActionProvider implements CodeActionProvider {
  getCodeActions(document: LangiumDocument, { context }: CodeActionParams): CodeAction[] {
    return context.diagnostics.flatMap((diagnostic) => {
      const fixes = fixesOf(diagnostic, document.textDocument.getText(diagnostic.range));
      return fixes.map(({ title, edit }) => ({
        title,
        kind: CodeActionKind.QuickFix,
        diagnostics: [diagnostic],
        isPreferred: fixes.length === 1,
        edit: { changes: { [document.textDocument.uri]: [edit] } },
      }));
    });
  }
}

interface Fix {
  readonly title: string;
  readonly edit: TextEdit;
}

/** The fixes for one diagnostic. `text` is the text that it underlines. */
function fixesOf({ code, range, data }: Diagnostic, text: string): readonly Fix[] {
  const replace = (newText: string): Fix => ({ title: `Change to ${newText}`, edit: { range, newText } });
  switch (code) {
    case 'unknown-name':
      return suggestionsIn(data).map(replace);
    case 'cidr-host-bits': {
      const prefix = parsePrefix(text);
      return prefix === undefined ? [] : [replace(formatPrefix(prefix))];
    }
    case 'subnet-intent-mismatch':
      return text === 'public' || text === 'private' ? [replace(text === 'public' ? 'private' : 'public')] : [];
    case 'unclosed-quote':
      return [{ title: 'Close the quote', edit: { range: { start: range.end, end: range.end }, newText: '"' } }];
    default:
      return [];
  }
}

/** The similar names that the validator attached to the diagnostic. Editors send them back unchanged. */
function suggestionsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('suggestions' in data) || !Array.isArray(data.suggestions)) return [];
  return data.suggestions.filter((one) => typeof one === 'string');
}
