// The connections that follow where a load balancer, an endpoint or an API gateway ends one: what becomes of them, and their traces.
import type { Blocker, Trace } from '#language/trace/result.ts';

/** What becomes of the connections that follow. */
export interface Fate {
  /** There are none to make, or one of them works, or may. */
  readonly ok: boolean;
  /** Why nobody can say, where none is known to work and one may. */
  readonly doubt: string | undefined;
}

/** The connections that follow. */
export interface Legs extends Fate {
  readonly traces: readonly Trace[];
  /** Why nothing works behind, if nothing does. */
  readonly blockers: readonly Blocker[];
}

/** Nothing follows. */
export const NO_LEGS: Legs = { ok: true, doubt: undefined, traces: [], blockers: [] };

/** Nothing can follow, for a reason of its own. */
export function noLegsBecause(blocker: Blocker): Legs {
  return { ok: false, doubt: undefined, traces: [], blockers: [blocker] };
}

/** What becomes of the connections; not one more is looked at than it takes to know. */
export function fateOf(traces: Iterable<Trace>): Fate {
  let unknown: Trace | undefined;
  for (const trace of traces) {
    if (trace.verdict === 'delivered') return { ok: true, doubt: undefined };
    if (trace.verdict === 'unknown') unknown ??= trace;
  }
  return { ok: unknown !== undefined, doubt: unknown?.doubt };
}

/**
 * Connections of which it is known what becomes of them, and which are made only when somebody reads them. `blockersOf`: why none of
 * these works.
 */
export class ForetoldLegs implements Legs {
  readonly ok: boolean;
  readonly doubt: string | undefined;
  readonly #open: () => Iterable<Trace>;
  readonly #blockersOf: (traces: readonly Trace[]) => readonly Blocker[];
  #opened: readonly Trace[] | undefined;

  constructor({ ok, doubt }: Fate, open: () => Iterable<Trace>, blockersOf: (traces: readonly Trace[]) => readonly Blocker[]) {
    this.ok = ok;
    this.doubt = doubt;
    this.#open = open;
    this.#blockersOf = blockersOf;
  }

  get traces(): readonly Trace[] {
    this.#opened ??= [...this.#open()];
    return this.#opened;
  }

  get blockers(): readonly Blocker[] {
    return this.ok ? [] : this.#blockersOf(this.traces);
  }
}
