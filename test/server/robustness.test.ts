// Arbitrary text: every stage returns a value, every request gets an answer, every error has a location. Nothing throws or hangs.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import { CancellationToken } from 'vscode-languageserver';
import { diagramOf } from '#language/view/graph/diagram-of.ts';
import { selectionRanges } from '#server/lsp/selection-ranges.ts';
import { countClaims } from '#server/requests/claims.ts';
import { Pictures } from '#server/requests/pictures.ts';
import { resourceAt } from '#server/requests/resource-at.ts';
import { runs } from '#test/support/chance.ts';
import { brokenText } from '#test/support/mutations.ts';
import { lspServices, withDocument } from '#test/support/services.ts';

const services = lspServices();
const { netarch } = services;
const pictures = new Pictures(netarch);

/** The number of texts for the core. Every n-th of them is also used for all requests, and for the diagram. */
const TEXTS = 10_000;
const EVERY_REQUEST = 25;
const EVERY_PICTURE = 400;

/** The errors that the server logs. */
const complaints: unknown[] = [];

describe('arbitrary text', () => {
  const { error } = console;
  before(() => {
    console.error = (...words: readonly unknown[]) => complaints.push(words);
  });
  after(() => {
    console.error = error;
  });

  it('passes all stages and all requests', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(brokenText(5), fc.double({ min: 0, max: 1, noNaN: true }), (text, at) => {
        count += 1;
        const place = count % EVERY_REQUEST === 0 ? Math.floor(at * text.length) : undefined;
        return withDocument(text, (document) => check(document, place, count % EVERY_PICTURE === 0), { services });
      }),
      { numRuns: runs(TEXTS) },
    );
  });
});

/** Compiles a document; optionally sends all requests at a position, and draws the diagram. */
async function check(document: LangiumDocument, place: number | undefined, isDrawn: boolean): Promise<void> {
  checkDiagnostics(document);
  const { network, claims } = netarch.netarch.Compiler.compile(document);
  const traces = new Map([...claims.flows].map(([id, connections]) => [id, connections.map(({ trace }) => trace)]));
  diagramOf(network, { traces });
  if (place !== undefined) await ask(document, place);
  const drawn = isDrawn ? pictures.drawn(document) : undefined;
  if (drawn) await pictures.picture(drawn, { uri: '', theme: 'light', format: 'svg' }, CancellationToken.None);
  assert.deepEqual(complaints, []);
}

/** A text with syntax errors has a diagnostic, and every diagnostic is inside the text. */
function checkDiagnostics({ diagnostics = [], parseResult, textDocument }: LangiumDocument): void {
  const errors = [...parseResult.lexerErrors, ...parseResult.parserErrors];
  assert.ok(errors.length === 0 || diagnostics.some(({ code }) => code === 'syntax'));
  for (const { range, message } of diagnostics) {
    const length = textDocument.offsetAt(range.end) - textDocument.offsetAt(range.start);
    assert.ok(range.start.line < textDocument.lineCount && length >= 0, `${message}: ${JSON.stringify(range)}`);
  }
}

async function ask(document: LangiumDocument, offset: number): Promise<void> {
  const { lsp } = netarch;
  const textDocument = { uri: document.uri.toString() };
  const position = document.textDocument.positionAt(offset);
  const at = { textDocument, position };
  const range = {
    start: { line: 0, character: 0 },
    end: document.textDocument.positionAt(document.textDocument.getText().length),
  };
  const options = { tabSize: 2, insertSpaces: true };
  await lsp.DocumentSymbolProvider?.getSymbols(document, at);
  await lsp.FoldingRangeProvider?.getFoldingRanges(document, at);
  await lsp.SemanticTokenProvider?.semanticHighlight(document, at);
  await lsp.InlayHintProvider?.getInlayHints(document, { textDocument, range });
  await lsp.DocumentLinkProvider?.getDocumentLinks(document, at);
  await lsp.CompletionProvider?.getCompletion(document, at);
  await lsp.HoverProvider?.getHoverContent(document, at);
  await lsp.DefinitionProvider?.getDefinition(document, at);
  await lsp.ReferencesProvider?.findReferences(document, { ...at, context: { includeDeclaration: true } });
  await lsp.DocumentHighlightProvider?.getDocumentHighlight(document, at);
  await lsp.RenameProvider?.prepareRename(document, at);
  await lsp.RenameProvider?.rename(document, { ...at, newName: 'an-unused-name' });
  await lsp.Formatter?.formatDocument(document, { ...at, options });
  const diagnostics = document.diagnostics ?? [];
  await lsp.CodeActionProvider?.getCodeActions(document, { textDocument, range, context: { diagnostics } });
  selectionRanges(document, [position]);
  const compiled = netarch.netarch.Compiler.compile(document);
  resourceAt(document, position, compiled);
  countClaims(compiled.claims);
}
