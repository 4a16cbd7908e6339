// Links from import lines to the imported files.
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import { importsOf } from '#language/ast/imports.ts';

/** Answers `textDocument/documentLink` with one link for each import whose path can be resolved. */
export class NetarchDocumentLinkProvider implements DocumentLinkProvider {
  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    return importsOf(document).flatMap(({ node, uri }) => {
      const range = GrammarUtils.findNodeForProperty(node.$cstNode, 'path')?.range;
      const target = uri?.toString();
      return range === undefined || target === undefined ? [] : [{ range, target }];
    });
  }
}
