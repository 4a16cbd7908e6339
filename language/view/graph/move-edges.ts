// The moves of a flow → numbered edges between boxes.
import type { EntityId } from '#language/network/id.ts';
import type { BoxId, Edge } from './diagram.ts';
import type { Move } from './moves.ts';
import { MANY_TARGETS } from './targets.ts';

/** How resources become boxes. */
export interface Boxing {
  /** The box that represents a resource; `undefined` if none does. */
  readonly boxFor: (id: EntityId) => BoxId | undefined;
  /** The box around a box. */
  readonly around: (id: BoxId) => BoxId | undefined;
}

/** An edge of a flow, before it has an id. */
export type MoveEdge = Omit<Edge, 'id' | 'flow'> & { readonly step: number };

/**
 * One edge for each move. Moves inside one box, or between resources without a box, are left out; the others are numbered without gaps.
 * Many targets of one step are drawn as one edge to each box around them.
 */
export function moveEdges(moves: readonly Move[], boxing: Boxing): readonly MoveEdge[] {
  const drawn = withoutHosts(
    moves.flatMap((move) => drawable(move, boxing)),
    boxing,
  );
  const steps = [...new Set(drawn.map(({ step }) => step))];
  const edges = new Map<string, MoveEdge>();
  for (const { step, from, to, role, facts, doubt, madeBy, ...words } of drawn) {
    const said = words.said ?? words.label;
    const label = doubt === 'unknown' ? [said, '?'].filter((one) => one !== undefined).join(' ') : said;
    const isMany = drawn.filter((other) => other.step === step).length > MANY_TARGETS;
    const end = isMany && from !== to ? (boxing.around(to) ?? to) : to;
    const key = `${step} ${from} ${end} ${role}`;
    if (edges.has(key)) continue;
    edges.set(key, {
      from,
      to: end,
      role,
      ...(label !== undefined && { label }),
      step: steps.indexOf(step) + 1,
      ...(doubt !== undefined && { doubt }),
      ...(madeBy !== undefined && { madeBy }),
      facts,
    });
  }
  return [...edges.values()];
}

/** A pod that leaves through its node is one move, from the pod to the next place: the node is part of the pod's own box. */
function withoutHosts(moves: readonly Drawable[], { around }: Boxing): readonly Drawable[] {
  return moves.flatMap((move, index) => {
    const [before, after] = [moves[index - 1], moves[index + 1]];
    const isExit = (one: Drawable | undefined, next: Drawable | undefined) =>
      one !== undefined &&
      one.role !== 'blocked' &&
      around(one.from) === one.to &&
      next?.from === one.to &&
      next.step === one.step + 1;
    if (isExit(move, after)) return [];
    if (before === undefined || !isExit(before, move)) return [move];
    const label = [before.label, move.label].filter((one) => one !== undefined).join(' ');
    const said = before.said ?? move.said;
    return [
      {
        ...move,
        from: before.from,
        ...(label !== '' && { label }),
        ...(said !== undefined && { said }),
        facts: [...before.facts, ...move.facts],
      },
    ];
  });
}

type Drawable = Omit<Move, 'from' | 'to'> & { readonly from: BoxId; readonly to: BoxId };

function drawable(move: Move, { boxFor }: Boxing): readonly Drawable[] {
  const [from, to] = [boxFor(move.from), boxFor(move.to)];
  if (from === undefined || to === undefined || (from === to && move.role !== 'blocked')) return [];
  return [{ ...move, from, to }];
}
