// The core in one module: documents → networks and findings. It does not depend on an editor, a process or a file system.
import {
  createDefaultCoreModule,
  createDefaultSharedCoreModule,
  type DefaultSharedCoreModuleContext,
  DocumentState,
  inject,
  interruptAndCheck,
  type LangiumCoreServices,
  type LangiumDocument,
  type LangiumSharedCoreServices,
  type Module,
  type PartialLangiumCoreServices,
  type PartialLangiumSharedCoreServices,
  WorkspaceCache,
} from 'langium';
import { createBoundedCompletionParser, createBoundedParser } from '#language/ast/bounded-parser.ts';
import { checkText } from '#language/ast/checks.ts';
import { ContextualLexer } from '#language/ast/contextual-lexer.ts';
import { ImportingDocumentBuilder, ImportingIndexManager } from '#language/ast/document-builder.ts';
import { NetarchDocumentValidator } from '#language/ast/document-validator.ts';
import type { NetarchAstType } from '#language/ast/generated/ast.ts';
import { NetarchGeneratedModule, NetarchGeneratedSharedModule } from '#language/ast/generated/module.ts';
import { groupOf, type ImportGroup, ImportingDocuments } from '#language/ast/import-groups.ts';
import { fileOf, type MissingImport, missingImports } from '#language/ast/imports.ts';
import { LexerMessages, NetarchLinker, ParserMessages } from '#language/ast/messages.ts';
import { NetarchScopeComputation, NetarchScopeProvider } from '#language/ast/scopes.ts';
import { NetarchValueConverter } from '#language/ast/value-converter.ts';
import type { Finding, RelatedFinding } from '#language/network/finding.ts';
import { InSteps, type Steps } from '#language/network/in-steps.ts';
import type { Network } from '#language/network/network.ts';
import { findingsIn } from '#language/network/placed-finding.ts';
import { type Meaning, toNetwork } from '#language/to-network/to-network.ts';
import { type ByCause, byCause, type Locate } from '#language/validation/causes.ts';
import { type Claims, settlingClaims } from '#language/validation/claims.ts';
import { validating } from '#language/validation/validate.ts';
import { nameReports, relatedParts } from './name-reports.ts';
import { type NameUses, undefinedNames } from './undefined-names.ts';

/** Everything known about one document and its imports. */
export interface Compiled extends Meaning {
  /** What became of its flows and expectations. */
  readonly claims: Claims;
  /**
   * Problems of reading and of the network, in no particular order; some may be in imported files. Findings with one cause are one. Found when they
   * are first read.
   */
  readonly findings: readonly Finding[];
  /** The names of the document that nothing defines, and the findings that follow from each. */
  readonly undefinedNames: readonly NameUses[];
  readonly followsFrom: (name: NameUses) => readonly RelatedFinding[];
}

/** What documents that import each other have in common. */
interface Common extends Meaning {
  readonly claims: Claims;
  /** The problems of reading, then the findings of all rules. */
  readonly found: InSteps<readonly Finding[]>;
}

/** Compiles documents; the result is kept until any document changes. */
export class Compiler {
  readonly #services: LangiumCoreServices;
  readonly #cache: WorkspaceCache<string, Compiled>;
  /** By the URI of the first member of a group. */
  readonly #common: WorkspaceCache<string, InSteps<Common>>;

  constructor(services: LangiumCoreServices) {
    this.#services = services;
    this.#cache = new WorkspaceCache(services.shared, DocumentState.Linked);
    this.#common = new WorkspaceCache(services.shared, DocumentState.Linked);
  }

  /** The meaning of a document whose names were linked; broken text gives what can be understood of it. */
  compile(document: LangiumDocument): Compiled {
    return this.#cache.get(document.uri.toString(), () => {
      const group = this.#groupOf(document);
      const common = this.#commonOf(group).now();
      const names = undefinedNames(document, common);
      let known: ByCause<NameUses> | undefined;
      const caused = (): ByCause<NameUses> => {
        const locate: Locate = ({ subject, aspect }) => common.sources.locate(subject, aspect);
        known ??= byCause(common.found.now(), names, locate);
        return known;
      };
      return {
        ...(group.members.length > 1 ? ownClaims(common, document) : common),
        undefinedNames: names,
        followsFrom: (name) => caused().follows.get(name) ?? [],
        get findings() {
          return caused().findings;
        },
      };
    });
  }

  /**
   * Does the work for `compile` and its findings with a pause after each flow, expectation and rule, so that an editor can answer about other
   * documents. Rejects if a pause does. What is done is not done again.
   */
  async compileInSteps(document: LangiumDocument, pause: () => Promise<void>): Promise<void> {
    const { found } = await this.#commonOf(this.#groupOf(document)).later(pause);
    await found.later(pause);
  }

  #groupOf(document: LangiumDocument): ImportGroup {
    return groupOf(document, this.#services.shared.workspace.LangiumDocuments);
  }

  #commonOf(group: ImportGroup): InSteps<Common> {
    return this.#common.get(group.members[0]?.uri.toString() ?? '', () => new InSteps(reading(group)));
  }
}

function* reading({ members, documents }: ImportGroup): Steps<Common> {
  const filesOf = (some: readonly LangiumDocument[]) => some.flatMap((one) => fileOf(one) ?? []);
  const meaning = toNetwork(filesOf(documents), filesOf(members));
  yield;
  const claims = yield* settlingClaims(meaning.network);
  return { ...meaning, claims, found: new InSteps(finding(meaning, claims)) };
}

function* finding({ network, problems }: Meaning, claims: Claims): Steps<readonly Finding[]> {
  return [...problems, ...(yield* validating(network, claims))];
}

/** Without the expectations of the other members. */
function ownClaims(common: Common, document: LangiumDocument): Common {
  const { network, claims, sources } = common;
  const uri = document.uri.toString();
  const isOwn = ({ id }: Network['expectations'][number]): boolean => sources.locate(id)?.uri === uri;
  const judgements = claims.judgements.filter(({ expectation }) => isOwn(expectation));
  return {
    ...common,
    network: { ...network, expectations: network.expectations.filter(isOwn) },
    claims: { ...claims, judgements },
  };
}

/** What the language adds to Langium's services. */
export interface NetarchAddedServices {
  readonly netarch: { readonly Compiler: Compiler };
}

/** Langium's services and the language's own, without those of an editor. */
export type NetarchCoreServices = LangiumCoreServices & NetarchAddedServices;

/** The language's own services; an editor adds its features on top. */
export const NetarchModule: Module<NetarchCoreServices, PartialLangiumCoreServices & NetarchAddedServices> = {
  parser: {
    Lexer: (services) => new ContextualLexer(services),
    LangiumParser: createBoundedParser,
    CompletionParser: createBoundedCompletionParser,
    ValueConverter: () => new NetarchValueConverter(),
    ParserErrorMessageProvider: () => new ParserMessages(),
    LexerErrorMessageProvider: () => new LexerMessages(),
  },
  references: {
    Linker: (services) => new NetarchLinker(services),
    ScopeProvider: (services) => new NetarchScopeProvider(services),
    ScopeComputation: (services) => new NetarchScopeComputation(services),
  },
  validation: {
    DocumentValidator: (services) =>
      new NetarchDocumentValidator(
        services,
        (document) => nameReports(document, services.netarch.Compiler.compile(document)),
        (document, token) => services.netarch.Compiler.compileInSteps(document, () => interruptAndCheck(token)),
      ),
  },
  netarch: { Compiler: (services) => new Compiler(services) },
};

/** Services that all languages of a workspace share. */
export const NetarchSharedModule: Module<LangiumSharedCoreServices, PartialLangiumSharedCoreServices> = {
  workspace: {
    DocumentBuilder: (services) => new ImportingDocumentBuilder(services),
    IndexManager: (services) => new ImportingIndexManager(services),
    LangiumDocuments: (services) => new ImportingDocuments(services),
  },
};

/** The core without an editor: what the command line and the tests use. */
export function createNetarchServices(context: DefaultSharedCoreModuleContext): {
  readonly shared: LangiumSharedCoreServices;
  readonly netarch: NetarchCoreServices;
} {
  const shared = inject(createDefaultSharedCoreModule(context), NetarchGeneratedSharedModule, NetarchSharedModule);
  const netarch = inject(createDefaultCoreModule({ shared }), NetarchGeneratedModule, NetarchModule);
  shared.ServiceRegistry.register(netarch);
  reportFindings(netarch);
  return { shared, netarch };
}

/** The imports of a built document itself whose files are missing or cannot be read. */
export function missingImportsOf({ workspace }: LangiumSharedCoreServices, document: LangiumDocument): readonly MissingImport[] {
  const { DocumentBuilder: builder, LangiumDocuments: documents } = workspace;
  const reads = builder instanceof ImportingDocumentBuilder ? builder : undefined;
  return missingImports(document, documents, (uri) => reads?.whyUnreadable(uri));
}

/** Makes findings diagnostics of their document. */
export function reportFindings(services: NetarchCoreServices): void {
  services.validation.ValidationRegistry.register<NetarchAstType>({
    File: (file, accept) => {
      const document = file.$document;
      if (document === undefined) return;
      checkText(file, missingImportsOf(services.shared, document), accept);
      const { findings, sources } = services.netarch.Compiler.compile(document);
      for (const { code, severity, message, range, related } of findingsIn(document.uri.toString(), findings, sources)) {
        accept(severity, message, { node: file, range, code, ...relatedParts(related) });
      }
    },
  });
}
