// The next connections, where a load balancer, an endpoint or an API gateway ends one: their disposition and their traces.
import type { Blocker, Trace } from '#language/trace/result.ts';

/** The disposition of the next connections. */
export interface Disposition {
  /** There are none, or at least one of them works or may work. */
  readonly ok: boolean;
  /** Why the result is unknown, where none is known to work and one may. */
  readonly unknownReason: string | undefined;
}

/** The next connections. */
export interface NextConnections extends Disposition {
  readonly traces: readonly Trace[];
  /** Why none works, if none does. */
  readonly blockers: readonly Blocker[];
}

/** There are no next connections, and none are needed. */
export const NO_NEXT_CONNECTIONS: NextConnections = { ok: true, unknownReason: undefined, traces: [], blockers: [] };

/** No next connection can be opened, and why. */
export function noNextConnections(blocker: Blocker): NextConnections {
  return { ok: false, unknownReason: undefined, traces: [], blockers: [blocker] };
}

/** The disposition of the connections. Takes no more of them than it needs. */
export function dispositionOf(traces: Iterable<Trace>): Disposition {
  let unknown: Trace | undefined;
  for (const trace of traces) {
    if (trace.verdict === 'delivered') return { ok: true, unknownReason: undefined };
    if (trace.verdict === 'unknown') unknown ??= trace;
  }
  return { ok: unknown !== undefined, unknownReason: unknown?.unknownReason };
}

/**
 * Next connections with a known disposition. They are traced when they are read. `blockersOf`: why none of these works.
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
