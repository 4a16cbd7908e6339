// The connections that follow where a load balancer, an endpoint or an API gateway ends one: what becomes of them, and their traces.
import type { Blocker, Trace } from '#language/trace/result.ts';

/** What becomes of the connections that follow. */
export interface Disposition {
  /** There are none to make, or one of them works, or may. */
  readonly ok: boolean;
  /** Why nobody can say, where none is known to work and one may. */
  readonly unknownReason: string | undefined;
}

/** The connections that follow. */
export interface NextConnections extends Disposition {
  readonly traces: readonly Trace[];
  /** Why nothing works behind, if nothing does. */
  readonly blockers: readonly Blocker[];
}

/** Nothing follows. */
export const NO_NEXT_CONNECTIONS: NextConnections = { ok: true, unknownReason: undefined, traces: [], blockers: [] };

/** Nothing can follow, for a reason of its own. */
export function noNextConnections(blocker: Blocker): NextConnections {
  return { ok: false, unknownReason: undefined, traces: [], blockers: [blocker] };
}

/** What becomes of the connections; not one more is looked at than it takes to know. */
export function dispositionOf(traces: Iterable<Trace>): Disposition {
  let unknown: Trace | undefined;
  for (const trace of traces) {
    if (trace.verdict === 'delivered') return { ok: true, unknownReason: undefined };
    if (trace.verdict === 'unknown') unknown ??= trace;
  }
  return { ok: unknown !== undefined, unknownReason: unknown?.unknownReason };
}

/**
 * Connections of which it is known what becomes of them, and which are made only when somebody reads them. `blockersOf`: why none of
 * these works.
 */
export class LazyNextConnections implements NextConnections {
  readonly ok: boolean;
  readonly unknownReason: string | undefined;
  readonly #open: () => Iterable<Trace>;
  readonly #blockersOf: (traces: readonly Trace[]) => readonly Blocker[];
  #opened: readonly Trace[] | undefined;

  constructor(
    { ok, unknownReason }: Disposition,
    open: () => Iterable<Trace>,
    blockersOf: (traces: readonly Trace[]) => readonly Blocker[],
  ) {
    this.ok = ok;
    this.unknownReason = unknownReason;
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
