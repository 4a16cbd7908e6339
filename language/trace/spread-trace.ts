// The trace of a connection for which AWS may choose among several paths.
import type { EntityId } from '#language/network/id.ts';
import type { Packet } from '#language/network/traffic.ts';
import { uniqueBlockers } from './blockers.ts';
import type { Choice } from './choices.ts';
import type { Blocker, Connection, Direction, Hop, Trace } from './result.ts';
import { allOf, type Verdict } from './verdict.ts';

/** The paths as one trace. `rest`: why more paths are unknown, if there are more. */
export function together(traces: readonly [Trace, ...Trace[]], rest?: string): Trace {
  const [first, ...others] = traces;
  const paths: readonly [Trace, ...Trace[]] = [...first.paths, ...others.flatMap((trace) => trace.paths)];
  return paths.length === 1 && rest === undefined ? first : new SpreadTrace(paths, rest);
}

/** Shows one path that works, if one does, with the verdict of all. */
class SpreadTrace implements Trace {
  readonly paths: readonly [Trace, ...Trace[]];
  readonly verdict: Verdict;
  readonly unknownReason: string | undefined;
  readonly #shown: Trace;

  constructor(paths: readonly [Trace, ...Trace[]], rest: string | undefined) {
    const certain = paths.flatMap(({ uncertain, verdict }) => (uncertain === undefined ? [verdict] : []));
    const possible = paths.flatMap(({ uncertain, verdict }) => (uncertain === undefined ? [] : [verdict]));
    this.paths = paths;
    this.verdict = allOf(rest === undefined ? certain : [...certain, 'unknown'], possible);
    const best = SHOWN_FIRST.flatMap((wanted) => paths.find(({ verdict }) => verdict === wanted) ?? []);
    this.#shown = best[0] ?? paths[0];
    this.unknownReason = this.verdict === 'unknown' ? (reasonOf(paths) ?? rest) : undefined;
  }

  get uncertain(): string | undefined {
    return this.paths.every(({ uncertain }) => uncertain !== undefined) ? this.paths[0].uncertain : undefined;
  }

  get direction(): Direction {
    return this.#shown.direction;
  }

  get packet(): Packet {
    return this.#shown.packet;
  }

  get from(): EntityId {
    return this.#shown.from;
  }

  get to(): EntityId {
    return this.#shown.to;
  }

  get forward(): readonly Hop[] {
    return this.#shown.forward;
  }

  get return(): readonly Hop[] {
    return this.#shown.return;
  }

  get choices(): readonly Choice[] {
    return this.#shown.choices;
  }

  get connections(): readonly Connection[] {
    return this.#shown.connections;
  }

  get nextConnections(): readonly Trace[] {
    return this.#shown.nextConnections;
  }

  /** Why some paths fail; where all do, why the one that is shown fails. */
  get blockers(): readonly Blocker[] {
    if (this.verdict === 'dropped') return this.#shown.blockers;
    return uniqueBlockers(this.paths.flatMap(({ blockers }) => blockers));
  }
}

/** Why one of the paths is unknown, or why it is not known which of them AWS takes. */
function reasonOf(paths: readonly Trace[]): string | undefined {
  return paths.find(({ unknownReason }) => unknownReason)?.unknownReason ?? paths.find(({ uncertain }) => uncertain)?.uncertain;
}

const SHOWN_FIRST: readonly Verdict[] = ['delivered', 'intermittent', 'unknown'];
