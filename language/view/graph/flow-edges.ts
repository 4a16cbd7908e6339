// The lit flows and their traces in; numbered edges between boxes out.

import type { Flow } from '#language/network/claim.ts';
import { partId } from '#language/network/id.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Edge } from './diagram.ts';
import { type Move, movesOf, nextStep } from './moves.ts';
import { type Boxing, toldEdges } from './move-edges.ts';

/** One edge for each move of each leg, numbered through the whole story; their ids are parts of the flow. */
export function flowEdges(flow: Flow, traces: readonly Trace[], boxing: Boxing): readonly Edge[] {
  const edges = toldEdges(storyOf(flow, traces), boxing);
  return edges.map((edge, index) => ({ ...edge, id: partId(flow.id, 'step', index + 1), flow: flow.id }));
}

/** The words of the story itself stand at the start of a leg. */
function storyOf(flow: Flow, traces: readonly Trace[]): readonly Move[] {
  let story: readonly Move[] = [];
  for (const [leg, trace] of traces.entries()) {
    const [first, ...others] = movesOf(trace, nextStep(story, 1));
    if (first === undefined) continue;
    const words = flow.legs[leg]?.label;
    story = [...story, words === undefined ? first : { ...first, said: words }, ...others];
  }
  return story;
}
