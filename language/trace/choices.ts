// What AWS chooses on the path of a packet, and all paths that its choices lead to.
import type { EntityId } from '#language/network/id.ts';
import type { ConnectionEnd } from './connection-end.ts';

/** One choice of AWS: the resource that chooses, and what it chooses. */
export interface Choice {
  /**
   * What is chosen: the subnet from which a service sends, or in which it is called; a target, a pod, the target of a route; the subnet of
   * an attachment to a transit gateway.
   */
  readonly of: 'sender' | 'receiver' | 'target' | 'pod' | 'route' | 'attachment';
  readonly at: EntityId;
  readonly chosen: EntityId;
  /** The share of connections, from 0 to 1, where AWS says how it spreads them. */
  readonly share: number | undefined;
}

/** Where AWS and Kubernetes spread connections evenly, unless weights say otherwise. Source: Elastic Load Balancing, "How Elastic Load Balancing works". */
const SPREAD_EVENLY: ReadonlySet<Choice['of']> = new Set(['target', 'pod']);

/** The choices on one path: those that were given, and then always the first option. */
export class ChoicePath {
  readonly #given: readonly number[];
  readonly #taken: { readonly index: number; readonly options: number }[] = [];
  readonly #made: Choice[] = [];
  /** Why it is not known whether AWS takes this path at all, if it is not. */
  uncertain: string | undefined;

  /** `given`: the index of the option at each choice, in the order in which a packet meets them. */
  constructor(given: readonly number[] = []) {
    this.#given = given;
  }

  /**
   * The option to follow; `undefined` if there are none. A single option is no choice.
   * `uncertaintyOf`: why it is not known whether AWS takes the option at all. `shareOf`: the share of connections.
   */
  choose<T>(
    of: Choice['of'],
    at: EntityId,
    options: readonly T[],
    idOf: (option: T) => EntityId,
    uncertaintyOf: (option: T) => string | undefined = () => undefined,
    shareOf: (option: T) => number | undefined = () => (SPREAD_EVENLY.has(of) ? 1 / options.length : undefined),
  ): T | undefined {
    const [only] = options;
    if (only === undefined || options.length === 1) return only;
    const index = this.#given[this.#taken.length] ?? 0;
    const chosen = options[index] ?? only;
    this.uncertain ??= uncertaintyOf(chosen);
    this.#taken.push({ index, options: options.length });
    this.#made.push({ of, at, chosen: idOf(chosen), share: shareOf(chosen) });
    return chosen;
  }

  /** The choices made so far. */
  get made(): readonly Choice[] {
    return this.#made;
  }

  /** How far the path is, for `backTo`. */
  mark(): { readonly taken: number; readonly made: number; readonly uncertain: string | undefined } {
    return { taken: this.#taken.length, made: this.#made.length, uncertain: this.uncertain };
  }

  /** Goes back to the mark. From there, the path takes the same options again. */
  backTo({ taken, made, uncertain }: ReturnType<ChoicePath['mark']>): void {
    this.#taken.length = taken;
    this.#made.length = made;
    this.uncertain = uncertain;
  }

  /** The choices of the next path, depth first; `undefined` after the last one. */
  next(): readonly number[] | undefined {
    const indexes = this.#taken.map(({ index }) => index);
    for (let last = this.#taken.length - 1; last >= 0; last -= 1) {
      const { index, options } = this.#taken[last] ?? { index: 0, options: 0 };
      if (index + 1 < options) return [...indexes.slice(0, last), index + 1];
    }
    return undefined;
  }
}

/** Which ends of a connection AWS chose among these pairs: no choice where all have the same interface. */
export function chosenEnds(
  pairs: readonly (readonly [from: ConnectionEnd, to: ConnectionEnd])[],
  [from, to]: readonly [from: ConnectionEnd, to: ConnectionEnd],
): readonly Choice[] {
  const [froms, tos] = [pairs.map(([one]) => one), pairs.map(([, one]) => one)];
  return [...chosenEnd('sender', froms, from), ...chosenEnd('receiver', tos, to)];
}

/** The subnet says which interface it is. AWS documents for no service that all of its interfaces are used alike. */
function chosenEnd(
  of: 'sender' | 'receiver',
  ends: readonly ConnectionEnd[],
  { id, interface: own, endpoint }: ConnectionEnd,
): readonly Choice[] {
  const all = new Set(ends.map((end) => end.endpoint ?? end.interface));
  const iface = endpoint ?? own;
  return iface === undefined || all.size < 2
    ? []
    : [{ of, at: endpoint?.owner ?? id, chosen: iface.subnet.id, share: undefined }];
}

/** After this number of paths, the rest is unknown. */
const MOST_PATHS = 512;

/** What is found on every path that AWS may choose, until it is decided. `isComplete`: there are not more than `MOST_PATHS`. */
export function followAll<T>(
  follow: (path: ChoicePath) => T,
  isDecided: (found: readonly [T, ...T[]]) => boolean,
): { readonly found: readonly [T, ...T[]]; readonly isComplete: boolean } {
  const first = new ChoicePath();
  const found: [T, ...T[]] = [follow(first)];
  let given = first.next();
  while (given !== undefined && !isDecided(found)) {
    if (found.length === MOST_PATHS) return { found, isComplete: false };
    const path = new ChoicePath(given);
    found.push(follow(path));
    given = path.next();
  }
  return { found, isComplete: true };
}

/** The share of connections that take a path with these choices; `undefined` where AWS does not say. */
export function shareOf(choices: readonly Choice[]): number | undefined {
  return choices.reduce<number | undefined>(
    (share, one) => (share === undefined || one.share === undefined ? undefined : share * one.share),
    1,
  );
}
