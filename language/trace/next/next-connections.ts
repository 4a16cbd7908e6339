// The next connections, where a load balancer, an endpoint or an API gateway ends one: their verdict and their traces.
import { uniqueBlockers } from '#language/trace/blockers.ts';
import type { Blocker, Trace } from '#language/trace/result.ts';
import { allOf, type Verdict } from '#language/trace/verdict.ts';

/** The disposition of the next connections: AWS opens one of them. */
export interface Disposition {
  readonly verdict: Verdict;
  readonly unknownReason: string | undefined;
}

/** The next connections. */
export interface NextConnections extends Disposition {
  readonly traces: readonly Trace[];
  /** Why some fail, or why there are none. */
  readonly blockers: readonly Blocker[];
}

/** There are no next connections, and none are needed. */
export const NO_NEXT_CONNECTIONS: NextConnections = {
  verdict: 'delivered',
  unknownReason: undefined,
  traces: [],
  blockers: [],
};

/** Whether a next connection works is not known, and why. */
export function unknownNextConnections(reason: string): NextConnections {
  return { verdict: 'unknown', unknownReason: reason, traces: [], blockers: [] };
}

/** No next connection can be opened, and why. */
export function noNextConnections(blocker: Blocker): NextConnections {
  return { verdict: 'dropped', unknownReason: undefined, traces: [], blockers: [blocker] };
}

/** The disposition of these connections: they all must work. Without any, there is nobody to connect to. */
export function dispositionOf(all: readonly PossibleTrace[]): Disposition {
  const certain = all.flatMap(({ trace, uncertain }) => (uncertain === undefined ? [trace.verdict] : []));
  const possible = all.flatMap(({ trace, uncertain }) => (uncertain === undefined ? [] : [trace.verdict]));
  const verdict = all.length === 0 ? 'dropped' : allOf(certain, possible);
  const reason = (): string | undefined =>
    all.find(({ trace }) => trace.verdict === 'unknown')?.trace.unknownReason ?? all.find((one) => one.uncertain)?.uncertain;
  return { verdict, unknownReason: verdict === 'unknown' ? reason() : undefined };
}

/** One of the connections. `uncertain`: why it is not known whether it is opened at all, if it is not. */
export interface PossibleTrace {
  readonly trace: Trace;
  readonly uncertain?: string | undefined;
}

/** Next connections with a known disposition. They are traced when they are read. `blockersOf`: why some of these fail. */
export class LazyNextConnections implements NextConnections {
  readonly verdict: Verdict;
  readonly unknownReason: string | undefined;
  readonly #open: () => readonly Trace[];
  readonly #blockersOf: (traces: readonly Trace[]) => readonly Blocker[];
  #opened: readonly Trace[] | undefined;

  constructor(
    { verdict, unknownReason }: Disposition,
    open: () => readonly Trace[],
    blockersOf: (traces: readonly Trace[]) => readonly Blocker[],
  ) {
    this.verdict = verdict;
    this.unknownReason = unknownReason;
    this.#open = open;
    this.#blockersOf = blockersOf;
  }

  get traces(): readonly Trace[] {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  get blockers(): readonly Blocker[] {
    return this.verdict === 'delivered' ? [] : this.#blockersOf(this.traces);
  }
}

/** Next connections that are traced already. */
export function nextOf(traces: readonly Trace[]): NextConnections {
  return new LazyNextConnections(
    dispositionOf(traces.map((trace) => ({ trace }))),
    () => traces,
    () => uniqueBlockers(traces.flatMap(({ blockers }) => blockers)),
  );
}

/** The next connections of one of these, whichever AWS takes. */
export function eitherOf(all: readonly NextConnections[]): NextConnections {
  const verdict = allOf(all.map((one) => one.verdict));
  return {
    verdict,
    unknownReason: verdict === 'unknown' ? all.find(({ unknownReason }) => unknownReason)?.unknownReason : undefined,
    get traces(): readonly Trace[] {
      return all.flatMap(({ traces }) => traces);
    },
    get blockers(): readonly Blocker[] {
      return uniqueBlockers(all.flatMap(({ blockers }) => blockers));
    },
  };
}
