// The syntax tree at a position.
import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';

/** The nodes whose text contains the position, innermost first. */
export function* nodesAt(document: LangiumDocument, position: Position): Iterable<AstNode> {
  const offset = document.textDocument.offsetAt(position);
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeBeforeOffset(root, offset);
  for (let node = leaf?.astNode; node !== undefined; node = node.$container) {
    const { $cstNode } = node;
    if ($cstNode !== undefined && $cstNode.offset <= offset && offset <= $cstNode.end) yield node;
  }
}
