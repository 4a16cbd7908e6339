// A reference → the declaration that it names. Names of its VPC or transit gateway come first, then those of file and imports.
import {
  type AstNode,
  type AstNodeDescription,
  type AstNodeDescriptionProvider,
  type AstReflection,
  AstUtils,
  DefaultScopeComputation,
  type LangiumCoreServices,
  type LangiumDocument,
  type LangiumDocuments,
  type LocalSymbols,
  MultiMap,
  type ReferenceInfo,
  type Scope,
  type ScopeProvider,
  stream,
  WorkspaceCache,
} from 'langium';
import {
  type Declaration,
  declarationsOf,
  lookUp,
  type Namespace,
  namespaceSeenFrom,
  type SymbolTable,
  symbolTable,
} from './declarations.ts';
import { isVpc } from './generated/ast.ts';
import { groupOf } from './import-groups.ts';

/** Resolves names by the symbol table of the document, which is rebuilt after each change. */
export class NetarchScopeProvider implements ScopeProvider {
  readonly #reflection: AstReflection;
  readonly #descriptions: AstNodeDescriptionProvider;
  readonly #documents: LangiumDocuments;
  readonly #tables: WorkspaceCache<string, SymbolTable>;

  constructor(services: LangiumCoreServices) {
    this.#reflection = services.shared.AstReflection;
    this.#descriptions = services.workspace.AstNodeDescriptionProvider;
    this.#documents = services.shared.workspace.LangiumDocuments;
    this.#tables = new WorkspaceCache(services.shared);
  }

  getScope(context: ReferenceInfo): Scope {
    const table = this.tableOf(AstUtils.getDocument(context.container));
    const wanted = this.#reflection.getReferenceType(context);
    const isWanted = ({ $type }: AstNode): boolean => this.#reflection.isSubtype($type, wanted);
    return new SymbolScope(table, namespaceSeenFrom(context.container), isWanted, this.#descriptions);
  }

  /** The names that are visible in a document. */
  tableOf(document: LangiumDocument): SymbolTable {
    const { members, documents } = groupOf(document, this.#documents);
    return this.#tables.get((members[0] ?? document).uri.toString(), () => symbolTable(documents));
  }
}

class SymbolScope implements Scope {
  readonly #table: SymbolTable;
  readonly #namespace: Namespace | undefined;
  readonly #isWanted: (node: AstNode) => boolean;
  readonly #descriptions: AstNodeDescriptionProvider;

  constructor(
    table: SymbolTable,
    namespace: Namespace | undefined,
    isWanted: (node: AstNode) => boolean,
    descriptions: AstNodeDescriptionProvider,
  ) {
    this.#table = table;
    this.#namespace = namespace;
    this.#isWanted = isWanted;
    this.#descriptions = descriptions;
  }

  getElement(name: string): AstNodeDescription | undefined {
    const [found] = lookUp(this.#table, this.#namespace, name, this.#isWanted);
    return found && this.#descriptions.createDescription(found.node, name);
  }

  getElements(name: string): ReturnType<Scope['getElements']> {
    const found = lookUp(this.#table, this.#namespace, name, this.#isWanted);
    return stream(found.map(({ node }) => this.#descriptions.createDescription(node, name)));
  }

  /** Each declaration once, by the shortest name that is valid here. */
  getAllElements(): ReturnType<Scope['getAllElements']> {
    const own = [...(this.#ownNames()?.values() ?? [])].flat();
    const others = [...this.#table.global.values()]
      .flat()
      .filter(({ namespace }) => namespace === undefined || namespace !== this.#namespace);
    return stream([
      ...this.#describe(own, ({ name }) => name),
      ...this.#describe(others, (declaration) => this.#shortest(declaration)),
    ]);
  }

  #describe(declarations: readonly Declaration[], nameOf: (declaration: Declaration) => string): readonly AstNodeDescription[] {
    return declarations
      .filter(({ node }) => this.#isWanted(node))
      .map((declaration) => this.#descriptions.createDescription(declaration.node, nameOf(declaration)));
  }

  #ownNames(): ReadonlyMap<string, readonly Declaration[]> | undefined {
    return this.#namespace === undefined ? undefined : this.#table.inNamespace.get(this.#namespace);
  }

  #shortest({ name, qualified, namespace }: Declaration): string {
    const isNested = namespace !== undefined && isVpc(namespace) && (this.#namespace === undefined || !isVpc(this.#namespace));
    const alone = isNested && this.#table.nested.get(name)?.length === 1;
    return alone && !this.#table.global.has(name) ? name : qualified;
  }
}

/** Exports every declaration by its qualified name. There are no local symbols, because the scope provider resolves names itself. */
export class NetarchScopeComputation extends DefaultScopeComputation {
  override async collectExportedSymbols(document: LangiumDocument): Promise<AstNodeDescription[]> {
    return declarationsOf(document).map(({ node, qualified }) => this.descriptions.createDescription(node, qualified, document));
  }

  override async collectLocalSymbols(): Promise<LocalSymbols> {
    return new MultiMap<AstNode, AstNodeDescription>();
  }
}
