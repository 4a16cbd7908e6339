// Expands a selection step by step: word, value, property, block, file.
import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import type { Position, Range, SelectionRange } from 'vscode-languageserver-types';

/** The ranges that contain each position, the smallest first. */
export function selectionRanges(document: LangiumDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => selectionRange(document, position));
}

function selectionRange(document: LangiumDocument, position: Position): SelectionRange {
  const root = document.parseResult.value;
  const leaf = CstUtils.findDeclarationNodeAtOffset(root.$cstNode, document.textDocument.offsetAt(position));
  const nodes = leaf === undefined ? [root] : upFrom(leaf.astNode);
  const ranges = [leaf?.range, ...nodes.map(({ $cstNode }) => $cstNode?.range)].filter((range) => range !== undefined);
  return nest(ranges.filter((range, index) => !same(range, ranges[index - 1]))) ?? { range: { start: position, end: position } };
}

function upFrom(node: AstNode): readonly AstNode[] {
  return node.$container === undefined ? [node] : [node, ...upFrom(node.$container)];
}

function nest([range, ...outer]: readonly Range[]): SelectionRange | undefined {
  if (range === undefined) return undefined;
  const parent = nest(outer);
  return parent === undefined ? { range } : { range, parent };
}

function same(a: Range, b: Range | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
