// Finds the flow, the step or the expectation at a position.
import type { LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import { isExpectation, isFlow, isFlowStep } from '#language/ast/generated/ast.ts';
import type { Compiled } from '#language/workspace.ts';
import type { Question } from '#server/answers.ts';
import { nodesAt } from './node-at.ts';

/** A step or an expectation; elsewhere in a flow the whole flow. Null outside of them. */
export function claimAt(document: LangiumDocument, position: Position, { idOf }: Compiled): Question | null {
  for (const node of nodesAt(document, position)) {
    const id = idOf(node);
    if (id === undefined) continue;
    if (isFlowStep(node) || isExpectation(node)) return { kind: 'claim', id };
    if (isFlow(node)) return { kind: 'flow', id };
  }
  return null;
}
