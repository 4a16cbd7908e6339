// Decides whether a proposal that the grammar allows also makes sense at the position in the line.
import { GrammarAST } from 'langium';
import type { CompletionContext, NextFeature } from 'langium/lsp';
import { FlowEnd, reflection } from '#language/ast/generated/ast.ts';
import { WORDS } from '#language/ast/words.ts';

/** The grammar ignores line breaks: it would propose the next declaration right after the name of this one. */
export function fitsHere(context: CompletionContext, next: NextFeature): boolean {
  const before = context.textDocument.getText().slice(0, context.tokenOffset);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  if (/\bevery\s*$/.test(before)) return true;
  if (/^\s*external\s+$/.test(line)) return GrammarAST.isKeyword(next.feature) && EXTERNAL.has(next.feature.value);
  if (line.trim() === '' && !/(?:->|,)\s*$/.test(before)) {
    return beginsLine(next) || !context.features.some(beginsLine);
  }
  const opensBlock = countOf(line, '{') > countOf(line, '}');
  if (isFlowEnd(next)) return opensBlock || /(?:->|\bexpect|\breaches)\s*$/.test(before);
  return opensBlock || !beginsLine(next);
}

/** What can be external. */
const EXTERNAL: ReadonlySet<string> = new Set(['vpc', 'security-group']);

/** A step begins with its first end, a workload with its kind, which the grammar parses as a string. */
function beginsLine(next: NextFeature): boolean {
  const { property, type } = next;
  if (type === undefined) return property === 'kind';
  return isFlowEnd(next) || WORDS.items.has(type);
}

function isFlowEnd({ type }: NextFeature): boolean {
  return type !== undefined && reflection.isSubtype(type, FlowEnd.$type);
}

function countOf(text: string, sign: string): number {
  return text.split(sign).length - 1;
}
