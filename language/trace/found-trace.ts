// A finished trace of one path. Its connection entries become text, and its next connections are traced, when they are read.
import type { EntityId } from '#language/network/id.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Choice } from './choices.ts';
import type { ConnectionTable } from './connections.ts';
import type { Journal } from './journal.ts';
import type { NextConnections } from './next/next-connections.ts';
import type { Query } from './query.ts';
import type { Blocker, Connection, Direction, Hop, Trace } from './result.ts';
import type { Verdict } from './verdict.ts';

/** The result of both directions together. */
interface Conclusion {
  readonly verdict: Verdict;
  readonly direction: Direction;
  readonly unknownReason: string | undefined;
  readonly choices: readonly Choice[];
  readonly uncertain: string | undefined;
  readonly next: NextConnections;
}

/** A trace that renders its words, blockers and connections when they are read. */
export class FoundTrace implements Trace {
  readonly verdict: Verdict;
  readonly direction: Direction;
  readonly packet: Packet;
  readonly from: EntityId;
  readonly to: EntityId;
  readonly forward: readonly Hop[];
  readonly return: readonly Hop[];
  readonly unknownReason: string | undefined;
  readonly choices: readonly Choice[];
  readonly uncertain: string | undefined;
  readonly #ownBlockers: readonly (readonly Blocker[])[];
  readonly #next: NextConnections;
  readonly #table: ConnectionTable;

  constructor(query: Query, packet: Packet, forward: Journal, back: Journal, table: ConnectionTable, conclusion: Conclusion) {
    this.verdict = conclusion.verdict;
    this.direction = conclusion.direction;
    this.packet = packet;
    this.from = query.from.id;
    this.to = query.to.id;
    this.forward = forward.hops;
    this.return = back.hops;
    this.unknownReason = conclusion.unknownReason;
    this.choices = conclusion.choices;
    this.uncertain = conclusion.uncertain;
    this.#ownBlockers = [forward.blockers, back.blockers];
    this.#next = conclusion.next;
    this.#table = table;
  }

  get paths(): readonly [Trace] {
    return [this];
  }

  get nextConnections(): readonly Trace[] {
    return this.#next.traces;
  }

  get blockers(): readonly Blocker[] {
    return [...this.#ownBlockers.flat(), ...this.#next.blockers];
  }

  get connections(): readonly Connection[] {
    return this.#table.connections();
  }
}
