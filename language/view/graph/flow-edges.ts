// The lit flows and their traces in; numbered edges between boxes out.
import { type EntityId, partId } from '#language/network/id.ts';
import type { Flow } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { BoxId, Edge } from './diagram.ts';
import { type Move, movesOf, nextStep } from './moves.ts';
import { MANY_TARGETS } from './targets.ts';

/** How things become boxes. */
export interface Boxing {
  /** The box that stands for a thing; undefined if none does. */
  readonly standIn: (id: EntityId) => BoxId | undefined;
  /** The box round a box. */
  readonly around: (id: BoxId) => BoxId | undefined;
}

/**
 * One edge for each move of each leg, numbered through the whole story. Moves inside one box, or between things that have none, are left out.
 * Many targets of one step are drawn as one edge to each box round them.
 */
export function flowEdges(flow: Flow, traces: readonly Trace[], boxing: Boxing): readonly Edge[] {
  const edges = new Map<string, Edge>();
  const drawn = storyOf(flow, traces).flatMap((move) => drawable(move, boxing));
  const steps = [...new Set(drawn.map(({ step }) => step))];
  for (const { move, from, to } of drawn) {
    const many = drawn.filter(({ step }) => step === move.step).length > MANY_TARGETS;
    const end = many && from !== to ? (boxing.around(to) ?? to) : to;
    const step = steps.indexOf(move.step) + 1;
    const key = `${step} ${from} ${end} ${move.role}`;
    if (edges.has(key)) continue;
    const id = partId(flow.id, 'step', edges.size + 1);
    edges.set(key, { id, from, to: end, role: move.role, ...labelOf(move), flow: flow.id, step, facts: move.facts });
  }
  return [...edges.values()];
}

function storyOf(flow: Flow, traces: readonly Trace[]): readonly Move[] {
  let story: readonly Move[] = [];
  for (const [leg, trace] of traces.entries()) {
    const [first, ...others] = movesOf(trace, nextStep(story, 1));
    if (first === undefined) continue;
    const words = flow.legs[leg]?.label;
    story = [...story, words === undefined ? first : { ...first, label: words }, ...others];
  }
  return story;
}

interface Drawable {
  readonly move: Move;
  readonly step: number;
  readonly from: BoxId;
  readonly to: BoxId;
}

function drawable(move: Move, { standIn }: Boxing): readonly Drawable[] {
  const [from, to] = [standIn(move.from), standIn(move.to)];
  if (from === undefined || to === undefined || (from === to && move.role !== 'blocked')) return [];
  return [{ move, step: move.step, from, to }];
}

function labelOf({ label }: Move): Pick<Edge, 'label'> {
  return label === undefined ? {} : { label };
}
