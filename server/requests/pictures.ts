// Draws documents. While a document has syntax errors, its last valid version is drawn.
import { DocumentState, isOperationCancelled, type LangiumDocument, type LangiumDocuments, URI } from 'langium';
import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { withImports } from '#language/ast/import-groups.ts';
import { entityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { graphOf, type NetworkSubject } from '#language/view/subject.ts';
import type { Compiled, Compiler } from '#language/workspace.ts';
import { type Drawer, Refusal } from '#server/drawing/drawer.ts';
import type { Choice, DiagramParams, DiagramResult } from '#server/protocol.ts';
import type { NetarchServices } from '#server/services.ts';
import { Comparisons } from './comparisons.ts';
import { Edits } from './edits.ts';
import { tracesOf } from './stories.ts';
import { leftWithout } from './what-if.ts';

/** What is drawn of a document. */
interface Drawn {
  readonly compiled: Compiled;
  readonly stale: boolean;
  readonly partial?: true;
  /** The URIs of the document and its imports. */
  readonly documents: ReadonlySet<string>;
}

/** Draws, and keeps the last network without syntax errors for each document. */
export class Pictures {
  readonly #documents: LangiumDocuments;
  readonly #compiler: Compiler;
  readonly #drawer: Drawer;
  readonly #edits: Edits;
  readonly #comparisons: Comparisons;
  readonly #lastGood = new Map<string, Compiled>();

  constructor({ netarch, drawing, shared }: NetarchServices) {
    const { DocumentBuilder, LangiumDocuments, FileSystemProvider } = shared.workspace;
    this.#documents = LangiumDocuments;
    this.#compiler = netarch.Compiler;
    this.#drawer = drawing.Diagrams;
    this.#edits = new Edits(DocumentBuilder);
    this.#comparisons = new Comparisons(FileSystemProvider);
    DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document) => void this.drawn(document));
    DocumentBuilder.onUpdate((_, deleted) => {
      for (const uri of deleted) this.#lastGood.delete(uri.toString());
    });
  }

  /** What to draw of a document. If it has syntax errors and no last valid version, what can be parsed; `undefined` if that is empty. */
  drawn(document: LangiumDocument): Drawn | undefined {
    const uri = document.uri.toString();
    const compiled = this.#compiler.compile(document);
    const read = withImports(document, this.#documents);
    const documents = new Set(read.map((one) => one.uri.toString()));
    if (!read.some(isBroken)) {
      this.#lastGood.set(uri, compiled);
      return { compiled, documents, stale: false };
    }
    const last = this.#lastGood.get(uri);
    if (last !== undefined) return { compiled: last, documents, stale: true };
    return isEmpty(compiled.network) ? undefined : { compiled, documents, stale: true, partial: true };
  }

  /**
   * The requested diagram. Views and flows that do not exist are ignored. Rejects with `RequestCancelled` if the client cancels, and with
   * `ContentModified` if one of the documents is edited, because the client requests the diagram again when their networks are known.
   */
  async picture(
    { compiled, documents, stale, partial }: Drawn,
    params: DiagramParams,
    token: CancellationToken,
  ): Promise<DiagramResult> {
    const { format, theme, scale, transparent } = params;
    const style = { theme, ...(scale !== undefined && { scale }), ...(transparent !== undefined && { transparent }) };
    const { network } = compiled;
    const imports = this.#versionsIn(documents, params.uri);
    const old = params.against && (await this.#comparisons.against(params.uri, imports, params.against, network));
    const subject = { ...subjectOf(compiled, params), ...(old?.ok && { against: old.value }) };
    // The mark is no part of the picture: the same picture is drawn once, wherever the cursor is.
    const { marked = null, ...diagram } = graphOf(network, subject);
    try {
      const { text, encoding } = await this.#edits.cancelling(documents, token, (either) =>
        this.#drawer.draw({ diagram, format, ...style }, either),
      );
      const { showsInternal: internal = false, folds = false } = diagram;
      const [views, flows] = [network.views.map(choiceOf), network.flows.map(choiceOf)];
      const notes = { ...(partial && { partial }), ...(old?.ok === false && { notCompared: old.problem }) };
      return { format, text, encoding, stale, ...notes, internal, folds, marked, views, flows };
    } catch (error) {
      const { RequestCancelled, RequestFailed, ContentModified } = LSPErrorCodes;
      if (error instanceof Refusal) throw new ResponseError(RequestFailed, error.message);
      if (!isOperationCancelled(error)) throw error;
      throw token.isCancellationRequested
        ? new ResponseError(RequestCancelled, 'The request was cancelled.')
        : new ResponseError(ContentModified, 'The text changed while its diagram was drawn. Try again.');
    }
  }

  /** Changes whenever an import of the document changes. */
  #versionsIn(documents: ReadonlySet<string>, document: string): string {
    const imports = [...documents].filter((uri) => uri !== document);
    return imports.map((uri) => `${uri} ${this.#documents.getDocument(URI.parse(uri))?.textDocument.version}`).join('\n');
  }
}

function subjectOf(compiled: Compiled, params: DiagramParams): NetworkSubject {
  const { network } = compiled;
  const { highlight, internal, folding, focus, around, question, without = [] } = params;
  const { flows } = leftWithout(compiled, without).claims;
  const view = network.views.find(({ name }) => name === params.view);
  const flow = network.flows.find(({ name }) => name === params.flow);
  return {
    kind: 'network',
    flows,
    ...(view && { view }),
    ...(flow && { flow: flow.id }),
    ...(question && { packets: tracesOf(compiled, question, without) }),
    ...(highlight && { highlight }),
    ...(internal !== undefined && { internal }),
    ...(folding !== undefined && { folding }),
    ...(focus !== undefined && { focus: entityId(focus) }),
    ...(around !== undefined && { around }),
  };
}

function choiceOf({ name, label }: { readonly name: string; readonly label?: string }): Choice {
  return { name, label: label ?? name };
}

function isBroken({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length + parseResult.parserErrors.length > 0;
}

/** A network without resources: `internet` always exists. */
export function isEmpty({ vpcs, apiGateways, outside }: Network): boolean {
  return vpcs.length + apiGateways.length === 0 && outside.length === 1;
}
