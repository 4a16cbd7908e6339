// Folding: blocks, comments, consecutive line comments, and imports.
import { type AstNode, CstUtils, type LangiumDocument } from 'langium';
import { DefaultFoldingRangeProvider, type FoldingRangeAcceptor } from 'langium/lsp';
import { FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types';
import { fileOf } from '#language/ast/imports.ts';

/** Answers `textDocument/foldingRange` with blocks, comments and imports. */
export class NetarchFoldingRangeProvider extends DefaultFoldingRangeProvider {
  protected override collectFolding(document: LangiumDocument, accept: FoldingRangeAcceptor): void {
    super.collectFolding(document, accept);
    const imports = (fileOf(document)?.imports ?? []).flatMap(({ $cstNode }) => $cstNode?.range.start.line ?? []);
    for (const run of runsOf(imports)) acceptRun(run, FoldingRangeKind.Imports, accept);
    for (const run of runsOf(lineComments(document.parseResult.value))) acceptRun(run, FoldingRangeKind.Comment, accept);
  }
}

function acceptRun(lines: readonly number[], kind: FoldingRangeKind, accept: FoldingRangeAcceptor): void {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined || first === last) return;
  accept(FoldingRange.create(first, last, undefined, undefined, kind));
}

/** The lines that contain nothing but a line comment. */
function lineComments(root: AstNode): readonly number[] {
  if (root.$cstNode === undefined) return [];
  const leaves = CstUtils.flattenCst(root.$cstNode).toArray();
  return leaves.flatMap(({ tokenType, range }, index) => {
    const behindCode = leaves[index - 1]?.range.end.line === range.start.line;
    return tokenType.name === 'SL_COMMENT' && !behindCode ? [range.start.line] : [];
  });
}

/** Splits ascending numbers into runs without gaps. */
function runsOf(lines: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.at(-1) === line - 1) run.push(line);
    else runs.push([line]);
  }
  return runs;
}
