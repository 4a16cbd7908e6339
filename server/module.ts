// The dependency injection module of the language server: lists every feature with the class that implements it.
import { inject, type Module } from 'langium';
import {
  createDefaultModule,
  createDefaultSharedModule,
  type DefaultSharedModuleContext,
  type LangiumSharedServices,
  type PartialLangiumServices,
  type PartialLangiumSharedServices,
} from 'langium/lsp';
import { NetarchGeneratedModule, NetarchGeneratedSharedModule } from '#language/ast/generated/module.ts';
import { NetarchModule, NetarchSharedModule, reportFindings } from '#language/workspace.ts';
import type { Drawer } from './drawing/drawer.ts';
import { answering } from './lsp/answering.ts';
import { NetarchCodeActionProvider } from './lsp/code-actions.ts';
import { NetarchCompletionProvider } from './lsp/completion/completion.ts';
import { NetarchDefinitionProvider } from './lsp/definition.ts';
import { AnsweringDocumentBuilder } from './lsp/document-builder.ts';
import { ReportingDocumentFactory } from './lsp/document-factory.ts';
import { NetarchDocumentLinkProvider } from './lsp/document-links.ts';
import { NetarchDocumentSymbolProvider } from './lsp/document-symbols.ts';
import { NetarchDocumentUpdateHandler } from './lsp/document-updates.ts';
import { NetarchDocumentationProvider } from './lsp/documentation.ts';
import { NetarchFoldingRangeProvider } from './lsp/folding.ts';
import { NetarchFormatter } from './lsp/formatter.ts';
import { NetarchFuzzyMatcher } from './lsp/fuzzy-matcher.ts';
import { NetarchHoverProvider } from './lsp/hover/hover.ts';
import { NetarchInlayHintProvider } from './lsp/inlay-hints.ts';
import { NetarchLanguageServer } from './lsp/language-server.ts';
import { NetarchNodeKindProvider } from './lsp/node-kinds.ts';
import { NetarchReferences } from './lsp/references.ts';
import { NetarchRenameProvider } from './lsp/rename.ts';
import { NetarchSemanticTokenProvider } from './lsp/semantic-tokens.ts';
import { NetarchWorkspaceManager } from './lsp/workspace-manager.ts';
import type { DrawingServices, NetarchServices } from './services.ts';

/** The features for a document, in the order of the protocol. Features that are not listed are those of Langium. */
const NetarchLspModule: Module<NetarchServices, PartialLangiumServices> = {
  lsp: {
    CodeActionProvider: (services) => answering(new NetarchCodeActionProvider(services), { getCodeActions: [] }),
    CompletionProvider: (services) => answering(new NetarchCompletionProvider(services), { getCompletion: undefined }),
    DefinitionProvider: (services) => answering(new NetarchDefinitionProvider(services), { getDefinition: undefined }),
    DocumentLinkProvider: () => answering(new NetarchDocumentLinkProvider(), { getDocumentLinks: [] }),
    DocumentSymbolProvider: (services) => answering(new NetarchDocumentSymbolProvider(services), { getSymbols: [] }),
    FoldingRangeProvider: (services) => answering(new NetarchFoldingRangeProvider(services), { getFoldingRanges: [] }),
    Formatter: (services) => answering(new NetarchFormatter(services), { formatDocument: [], formatDocumentRange: [] }),
    HoverProvider: (services) => answering(new NetarchHoverProvider(services), { getHoverContent: undefined }),
    InlayHintProvider: (services) => answering(new NetarchInlayHintProvider(services), { getInlayHints: [] }),
    RenameProvider: (services) => answering(new NetarchRenameProvider(services), { rename: undefined, prepareRename: undefined }),
    SemanticTokenProvider: (services) =>
      answering(new NetarchSemanticTokenProvider(services), {
        semanticHighlight: { data: [] },
        semanticHighlightRange: { data: [] },
      }),
  },
  documentation: { DocumentationProvider: (services) => new NetarchDocumentationProvider(services) },
  references: { References: (services) => new NetarchReferences(services) },
};

/** The features for a workspace. */
const NetarchSharedLspModule: Module<LangiumSharedServices, PartialLangiumSharedServices> = {
  lsp: {
    DocumentUpdateHandler: (services) => new NetarchDocumentUpdateHandler(services),
    FuzzyMatcher: () => new NetarchFuzzyMatcher(),
    LanguageServer: (services) => new NetarchLanguageServer(services),
    NodeKindProvider: () => new NetarchNodeKindProvider(),
  },
  workspace: {
    DocumentBuilder: (services) => new AnsweringDocumentBuilder(services),
    LangiumDocumentFactory: (services) => new ReportingDocumentFactory(services),
    WorkspaceManager: (services) => new NetarchWorkspaceManager(services),
  },
};

/** What a language server gets from its platform. `newDrawer` is called once for each kind of picture. */
export interface NetarchContext extends DefaultSharedModuleContext {
  readonly newDrawer: () => Drawer;
}

/** Creates the services of a language server. Without a connection they can be called directly, as tests do. */
export function createNetarchLspServices({ newDrawer, ...context }: NetarchContext): {
  readonly shared: LangiumSharedServices;
  readonly netarch: NetarchServices;
} {
  const shared = inject(
    createDefaultSharedModule(context),
    NetarchGeneratedSharedModule,
    NetarchSharedModule,
    NetarchSharedLspModule,
  );
  const drawing: Module<NetarchServices, DrawingServices> = { drawing: { Diagrams: newDrawer, Paths: newDrawer } };
  const netarch = inject(createDefaultModule({ shared }), NetarchGeneratedModule, NetarchModule, NetarchLspModule, drawing);
  shared.ServiceRegistry.register(netarch);
  reportFindings(netarch);
  return { shared, netarch };
}
