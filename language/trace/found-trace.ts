// A finished trace; its connection table is put into words, and what follows behind is traced, when somebody reads it.
import type { EntityId } from '#language/network/id.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { ConnectionTable } from './connections.ts';
import type { Journal } from './journal.ts';
import type { Legs } from './next/next-connections.ts';
import type { Query } from './query.ts';
import type { Blocker, Connection, Direction, Hop, Trace, Verdict } from './result.ts';

/** What follows from both legs together. */
interface Conclusion {
  readonly verdict: Verdict;
  readonly direction: Direction;
  readonly doubt: string | undefined;
  readonly legs: Legs;
}

export class FoundTrace implements Trace {
  readonly verdict: Verdict;
  readonly direction: Direction;
  readonly packet: Packet;
  readonly from: EntityId;
  readonly to: EntityId;
  readonly forward: readonly Hop[];
  readonly return: readonly Hop[];
  readonly partly: boolean;
  readonly doubt: string | undefined;
  readonly #ownBlockers: readonly (readonly Blocker[])[];
  readonly #legs: Legs;
  readonly #table: ConnectionTable;

  constructor(query: Query, packet: Packet, forward: Journal, back: Journal, table: ConnectionTable, conclusion: Conclusion) {
    this.verdict = conclusion.verdict;
    this.direction = conclusion.direction;
    this.packet = packet;
    this.from = query.from.id;
    this.to = query.to.id;
    this.forward = forward.hops;
    this.return = back.hops;
    this.partly = forward.partly || back.partly;
    this.doubt = conclusion.doubt;
    this.#ownBlockers = [forward.blockers, back.blockers];
    this.#legs = conclusion.legs;
    this.#table = table;
  }

  get legs(): readonly Trace[] {
    return this.#legs.traces;
  }

  get blockers(): readonly Blocker[] {
    return [...this.#ownBlockers.flat(), ...this.#legs.blockers];
  }

  get connections(): readonly Connection[] {
    return this.#table.connections();
  }
}
