// A text that is no document → its diagram and its errors. It has services of its own, so the documents of the editor do not see its names.
import { type FileSystemProvider, URI } from 'langium';
import type { CancellationToken } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver-types';
import { graphOf } from '#language/view/subject.ts';
import { createNetarchServices } from '#language/workspace.ts';
import type { Drawer } from '#server/drawing/drawer.ts';
import type { SnippetParams, SnippetResult } from '#server/protocol.ts';
import { WithText } from '#server/with-text.ts';
import { isEmpty } from './pictures.ts';

/** Draws the text as a new diagram of it would, in the light or dark theme. Rejects with `OperationCancelled` once the token is cancelled. */
export async function drawSnippet(
  { uri, text, theme }: SnippetParams,
  files: FileSystemProvider,
  drawer: Drawer,
  token: CancellationToken,
): Promise<SnippetResult> {
  if (text.length > MOST_CHARACTERS) return { svg: null, errors: [{ line: 0, message: TOO_LONG }] };
  const place = URI.parse(`${uri}.netarch`);
  const { shared, netarch } = createNetarchServices({ fileSystemProvider: () => new WithText(files, place, text) });
  const document = await shared.workspace.LangiumDocuments.getOrCreateDocument(place);
  await shared.workspace.DocumentBuilder.build([document], { validation: true });
  const errors = (document.diagnostics ?? [])
    .filter(({ severity }) => severity === DiagnosticSeverity.Error)
    .map(({ range, message }) => ({ line: range.start.line, message: typeof message === 'string' ? message : message.value }))
    .toSorted((one, other) => one.line - other.line);
  const { lexerErrors, parserErrors } = document.parseResult;
  const { network, claims } = netarch.netarch.Compiler.compile(document);
  if (lexerErrors.length + parserErrors.length > 0 || isEmpty(network)) return { svg: null, errors };
  const diagram = graphOf(network, { kind: 'network', flows: claims.flows });
  const { text: svg } = await drawer.draw({ diagram, format: 'svg', theme }, token);
  return { svg, errors };
}

/** Beyond that, a check would hold up the answers about open documents. */
const MOST_CHARACTERS = 65_536;
const TOO_LONG = 'This block is too long to be drawn here. Save it as a .netarch file.';
