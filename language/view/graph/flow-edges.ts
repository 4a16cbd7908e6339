// The highlighted flows and their traces → numbered edges between boxes.

import type { Flow } from '#language/network/claim.ts';
import { partId } from '#language/network/id.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Edge } from './diagram.ts';
import { type Boxing, moveEdges } from './move-edges.ts';
import { type Move, movesOf, nextStep } from './moves.ts';

/** One edge for each move of each step, numbered through the whole flow. Their ids are parts of the flow. */
export function edgesOfFlow(flow: Flow, traces: readonly Trace[], boxing: Boxing): readonly Edge[] {
  const edges = moveEdges(movesOfFlow(flow, traces), boxing);
  return edges.map((edge, index) => ({ ...edge, id: partId(flow.id, 'edge', index + 1), flow: flow.id }));
}

/** A label of the flow is shown at the start of its step. */
function movesOfFlow(flow: Flow, traces: readonly Trace[]): readonly Move[] {
  let moves: readonly Move[] = [];
  for (const [step, trace] of traces.entries()) {
    const [first, ...others] = movesOf(trace, nextStep(moves, 1));
    if (first === undefined) continue;
    const words = flow.steps[step]?.label;
    moves = [...moves, words === undefined ? first : { ...first, said: words }, ...others];
  }
  return moves;
}
