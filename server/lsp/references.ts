// References to resources. `production.worker-1` consists of two names; each is found and renamed separately.
import {
  type AstNode,
  AstUtils,
  type CstNode,
  CstUtils,
  DefaultReferences,
  type DocumentSegment,
  type FindReferencesOptions,
  type LangiumCoreServices,
  type LangiumDocuments,
  type Reference,
  type ReferenceDescription,
  type Stream,
  stream,
  UriUtils,
} from 'langium';
import { isNamespace, type Namespace, namespaceOf } from '#language/ast/declarations.ts';

/** References whose segment is the name of the resource alone, not the whole qualified name. */
export class NetarchReferences extends DefaultReferences {
  readonly #documents: LangiumDocuments;

  constructor(services: LangiumCoreServices) {
    super(services);
    this.#documents = services.shared.workspace.LangiumDocuments;
  }

  override findDeclarations(leaf: CstNode): AstNode[] {
    const found = super.findDeclarations(leaf);
    const whole = CstUtils.getDatatypeNode(leaf);
    if (whole === undefined || leaf.end === whole.end) return found;
    return found.flatMap((node) => namespaceOf(node) ?? []);
  }

  override findReferences(target: AstNode, options: FindReferencesOptions): Stream<ReferenceDescription> {
    const byName = super.findReferences(target, options).map((one) => ({ ...one, segment: this.#lastWord(one) }));
    return isNamespace(target) ? stream([...byName, ...this.#qualifiers(target, options)]) : byName;
  }

  /** The first part of every qualified name `vpc.resource` and `gateway.table`. */
  #qualifiers(namespace: Namespace, { documentUri }: FindReferencesOptions): readonly ReferenceDescription[] {
    const target = AstUtils.getDocument(namespace);
    return this.#documents.all.toArray().flatMap((document) => {
      if (documentUri !== undefined && !UriUtils.equals(document.uri, documentUri)) return [];
      return document.references.flatMap((reference) => {
        const word = 'ref' in reference ? qualifierOf(reference, namespace) : undefined;
        if (word === undefined) return [];
        return {
          sourceUri: document.uri,
          sourcePath: this.nodeLocator.getAstNodePath(word.astNode),
          targetUri: target.uri,
          targetPath: this.nodeLocator.getAstNodePath(namespace),
          segment: CstUtils.toDocumentSegment(word),
          local: target === document,
        };
      });
    });
  }

  #lastWord({ sourceUri, segment }: ReferenceDescription): DocumentSegment {
    const document = this.#documents.getDocument(sourceUri)?.textDocument;
    const word = document?.getText(segment.range).match(/[^\s./*]+$/)?.[0];
    if (document === undefined || word === undefined) return segment;
    const start = document.positionAt(segment.end - word.length);
    return { offset: segment.end - word.length, length: word.length, end: segment.end, range: { start, end: segment.range.end } };
  }
}

function qualifierOf({ $refNode, $refText, ref }: Reference, namespace: Namespace): CstNode | undefined {
  if ($refNode === undefined || ref === undefined || !$refText.includes('.') || namespaceOf(ref) !== namespace) return undefined;
  return CstUtils.flattenCst($refNode).find(({ hidden }) => !hidden);
}
