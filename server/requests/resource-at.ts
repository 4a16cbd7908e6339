// Finds the innermost resource whose declaration contains a position.
import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import { type EntityId, ownerOf } from '#language/network/id.ts';
import type { Compiled } from '#language/workspace.ts';

/** For parts without their own box (a rule, a step), the resource that they belong to. Null outside all declarations. */
export function resourceAt(document: LangiumDocument, position: Position, { network, idOf }: Compiled): EntityId | null {
  const offset = document.textDocument.offsetAt(position);
  const root = document.parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeBeforeOffset(root, offset);
  let node: AstNode | undefined = leaf?.astNode;
  for (; node !== undefined; node = node.$container) {
    const { $cstNode } = node;
    const id = idOf(node);
    const inside = $cstNode !== undefined && $cstNode.offset <= offset && offset <= $cstNode.end;
    if (id !== undefined && inside && network.byId.has(ownerOf(id))) return ownerOf(id);
  }
  return null;
}
