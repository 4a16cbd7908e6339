// What a packet met on one leg, written down step by step.
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind, Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { ConnectionTable, Entry } from './connections.ts';
import { type Lookup, lookupIn } from './lookup.ts';
import type { Blocker, DropCode, Hop, LegName, Step } from './result.ts';

/** Where something happens. */
export interface Place {
  readonly id: EntityId;
  readonly kind: EntityKind;
}

/** What decided, and why. */
export interface Decision {
  readonly by: string;
  readonly reason: string;
  readonly decidedBy?: EntityId;
  readonly assumed?: boolean;
  /** Of a refusal: whether it is for some ports of a range only. */
  readonly partly?: boolean;
}

/** How a packet may choose among ports and targets. */
export interface Choices {
  /** `all`: every port of a range must pass; `any`: one is enough, as for somebody who tries them out. */
  readonly ports: 'all' | 'any';
  /** The target that a load balancer picks, where several are possible; the first one otherwise. */
  readonly target?: EntityId;
}

/** Collects hops and blockers of one leg; filters that refuse are noted and supposed to have passed, so that every blocker is found. */
export class Journal {
  readonly hops: Hop[] = [];
  readonly blockers: Blocker[] = [];
  readonly network: Network;
  readonly lookup: Lookup;
  readonly leg: LegName;
  readonly table: ConnectionTable;
  readonly choices: Choices;

  constructor(network: Network, leg: LegName, table: ConnectionTable, choices: Choices) {
    this.network = network;
    this.lookup = lookupIn(network);
    this.leg = leg;
    this.table = table;
    this.choices = choices;
  }

  /** Notes a step that lets the packet go on. */
  pass(step: Step, place: Place, packet: Packet, decision: Decision): void {
    this.#note(step, place, packet, decision, true);
  }

  /** Notes a refusal. The caller decides whether the packet can be supposed to go on. */
  block(step: 'filter' | 'drop', place: Place, packet: Packet, code: DropCode, decision: Decision): void {
    this.#note(step, place, packet, decision, false);
    const { by, reason, decidedBy, partly } = decision;
    this.blockers.push({
      leg: this.leg,
      at: place.id,
      code,
      by,
      reason,
      ...(decidedBy && { decidedBy }),
      ...(partly && { partly }),
    });
  }

  /** Makes an entry; one of a packet that was only supposed to have come this far is kept for the answer and shown to nobody. */
  remember(entry: Omit<Entry, 'supposed'>): void {
    this.table.add({ ...entry, supposed: this.blockers.length > 0 });
  }

  #note(
    step: Step,
    { id, kind }: Place,
    packet: Packet,
    { by, reason, decidedBy, assumed = false }: Decision,
    allowed: boolean,
  ): void {
    this.hops.push({ at: id, kind, step, by, allowed, packet, reason, assumed, ...(decidedBy && { decidedBy }) });
  }
}
