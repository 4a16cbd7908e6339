// Hops and blockers as the walk notes them. Their decision and its words are computed when they are read.
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { Packet, TraceDirection } from '#language/network/traffic.ts';
import type { Decide, Decision } from './decision/decision.ts';
import { wordsOf } from './decision/words/words.ts';
import type { Place } from './place.ts';
import type { Blocker, DropCode, Hop, Step } from './result.ts';

/** A hop that makes its decision when it is first read. */
export class NotedHop implements Hop {
  readonly step: Step;
  readonly allowed: boolean;
  readonly packet: Packet;
  readonly #place: Place;
  readonly #decide: Decide;
  readonly #doubtful: boolean;
  #decision: Decision | undefined;

  constructor(place: Place, step: Step, allowed: boolean, packet: Packet, decide: Decide, doubtful = false) {
    this.step = step;
    this.allowed = allowed;
    this.packet = packet;
    this.#doubtful = doubtful;
    this.#place = place;
    this.#decide = decide;
  }

  get at(): EntityId {
    return this.#place.id;
  }

  get kind(): EntityKind {
    return this.#place.kind;
  }

  get decision(): Decision {
    this.#decision ??= this.#decide();
    return this.#decision;
  }

  get by(): string {
    return wordsOf(this.decision).by;
  }

  get reason(): string {
    return wordsOf(this.decision).reason;
  }

  get decidedBy(): EntityId | undefined {
    return this.decision.decidedBy;
  }

  get doubtful(): boolean {
    return this.#doubtful || this.decision.uncertain !== undefined;
  }

  get assumed(): boolean {
    return this.decision.assumed ?? false;
  }
}

/** A blocker. All its fields are those of its hop. */
export class NotedBlocker implements Blocker {
  readonly direction: TraceDirection;
  readonly code: DropCode;
  readonly hop: Hop;

  constructor(direction: TraceDirection, code: DropCode, hop: Hop) {
    this.direction = direction;
    this.code = code;
    this.hop = hop;
  }

  get at(): EntityId {
    return this.hop.at;
  }

  get by(): string {
    return this.hop.by;
  }

  get reason(): string {
    return this.hop.reason;
  }

  get decidedBy(): EntityId | undefined {
    return this.hop.decidedBy;
  }

  get intermittent(): boolean {
    const { decision } = this.hop;
    if (decision.kind === 'security-group' || decision.kind === 'firewall') return decision.result === 'some-ports';
    return decision.kind === 'network-acl' && decision.intermittent;
  }
}

/** A connection that cannot be opened: a blocker whose hop is in no path, since no packet is sent. */
export function unopened(place: Place, packet: Packet, code: DropCode, decision: Decision): Blocker {
  return new NotedBlocker('forward', code, new NotedHop(place, 'drop', false, packet, () => decision));
}
