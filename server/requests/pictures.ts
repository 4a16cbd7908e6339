// Draws documents. While a document has syntax errors, its last valid version is drawn.
import { DocumentState, type LangiumDocument, type LangiumDocuments } from 'langium';
import { withImports } from '#language/ast/imports.ts';
import type { Network } from '#language/network/network.ts';
import type { Claims } from '#language/validation/claims.ts';
import { pictureOf } from '#language/view/picture.ts';
import type { NetworkSubject } from '#language/view/subject.ts';
import { written } from '#language/view/write.ts';
import type { Compiled, Compiler } from '#language/workspace.ts';
import type { Choice, DiagramParams, DiagramResult } from '#server/protocol.ts';
import type { NetarchServices } from '#server/services.ts';

/** What is drawn: the network, and the traces of its flows. */
type Drawn = Pick<Compiled, 'network' | 'claims'>;

/** Keeps the last network without syntax errors for each document. */
export class Pictures {
  readonly #documents: LangiumDocuments;
  readonly #compiler: Compiler;
  readonly #lastGood = new Map<string, Drawn>();

  constructor({ netarch, shared }: NetarchServices) {
    const { DocumentBuilder, LangiumDocuments } = shared.workspace;
    this.#documents = LangiumDocuments;
    this.#compiler = netarch.Compiler;
    DocumentBuilder.onDocumentPhase(DocumentState.Validated, (document) => void this.drawn(document));
    DocumentBuilder.onUpdate((_, deleted) => {
      for (const uri of deleted) this.#lastGood.delete(uri.toString());
    });
  }

  /** What to draw of a document. If it has syntax errors and no last valid version, what can be parsed; `undefined` if that is empty. */
  drawn(document: LangiumDocument): (Drawn & { readonly stale: boolean }) | undefined {
    const uri = document.uri.toString();
    const { network, claims } = this.#compiler.compile(document);
    if (!withImports(document, this.#documents).some(isBroken)) {
      this.#lastGood.set(uri, { network, claims });
      return { network, claims, stale: false };
    }
    const drawn = this.#lastGood.get(uri) ?? (isEmpty(network) ? undefined : { network, claims });
    return drawn && { ...drawn, stale: true };
  }
}

/** The requested diagram. Views and flows that do not exist are ignored. */
export async function picture({ network, claims }: Drawn, params: DiagramParams): Promise<Omit<DiagramResult, 'stale'>> {
  const { format, theme } = params;
  return {
    format,
    text: written(await pictureOf(network, subjectOf(network, claims, params)), format, { theme }),
    views: network.views.map(choiceOf),
    flows: network.flows.map(choiceOf),
  };
}

function subjectOf(network: Network, { flows }: Claims, params: DiagramParams): NetworkSubject {
  const { highlight } = params;
  const view = network.views.find(({ name }) => name === params.view);
  const flow = network.flows.find(({ name }) => name === params.flow);
  return { kind: 'network', flows, ...(view && { view }), ...(flow && { flow: flow.id }), ...(highlight && { highlight }) };
}

function choiceOf({ name, label }: { readonly name: string; readonly label?: string }): Choice {
  return { name, label: label ?? name };
}

function isBroken({ parseResult }: LangiumDocument): boolean {
  return parseResult.lexerErrors.length + parseResult.parserErrors.length > 0;
}

/** A network without resources: `internet` always exists. */
function isEmpty({ vpcs, apiGateways, outside }: Network): boolean {
  return vpcs.length + apiGateways.length === 0 && outside.length === 1;
}
