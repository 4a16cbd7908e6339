// Import lines → links to the files that they name.
import { GrammarUtils, type LangiumDocument } from 'langium';
import type { DocumentLinkProvider } from 'langium/lsp';
import type { DocumentLink } from 'vscode-languageserver-types';
import { fileOf, importedUris } from '#language/ast/imports.ts';

export class NetarchDocumentLinkProvider implements DocumentLinkProvider {
  getDocumentLinks(document: LangiumDocument): DocumentLink[] {
    const uris = importedUris(document);
    return (fileOf(document)?.imports ?? []).flatMap(({ $cstNode }, index) => {
      const range = GrammarUtils.findNodeForProperty($cstNode, 'path')?.range;
      const target = uris[index]?.toString();
      return range === undefined || target === undefined ? [] : [{ range, target }];
    });
  }
}
