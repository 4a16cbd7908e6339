// The memory of stateful hops: what was seen on the way there decides what passes on the way back.
import { type Address, formatSocket, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';
import { answerTo, type Packet, type Port } from '#language/network/traffic.ts';
import type { Connection } from './result.ts';

/** One entry: the packet as it came in, and as it went out where the hop translates. */
export interface Entry {
  readonly at: EntityId;
  readonly kind: EntityKind;
  /** Who keeps it: two hops of one thing (interface and host) have tables of their own. */
  readonly keeper: string;
  readonly before: Packet;
  readonly after: Packet;
  /** Whether the initiator's end is the inner one, as for everything that leaves. */
  readonly outbound: boolean;
  readonly idleTimeoutSeconds?: number;
  /** Made by a packet that would have been dropped before: it does not exist in truth. */
  readonly supposed: boolean;
}

/** Entries in the order in which they were made. */
export class ConnectionTable {
  readonly #entries: Entry[] = [];
  readonly #publics = new Map<string, string>();
  readonly #idleSeconds: number;

  /** `idleSeconds`: how long nothing is sent before the answer comes. */
  constructor(idleSeconds: number) {
    this.#idleSeconds = idleSeconds;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Remembers that an internet gateway shows this socket to the world under another address. */
  mapped(address: Address, port: Port | undefined, shown: Address): void {
    this.#publics.set(formatSocket(address, port?.number), formatSocket(shown, port?.number));
  }

  /** The entry whose outgoing packet this one answers, together with whether it has expired meanwhile. */
  answered(keeper: string, packet: Packet): { readonly entry: Entry; readonly expired: boolean } | undefined {
    const entry = this.#entries.find((candidate) => candidate.keeper === keeper && sameFlow(candidate.after, answerTo(packet)));
    if (entry === undefined) return undefined;
    return { entry, expired: entry.idleTimeoutSeconds !== undefined && this.#idleSeconds > entry.idleTimeoutSeconds };
  }

  /** The first entry that any keeper of this kind holds for the flow that this packet answers. */
  answeredAt(kind: EntityKind, packet: Packet): Entry | undefined {
    return this.#entries.find((candidate) => candidate.kind === kind && sameFlow(candidate.after, answerTo(packet)));
  }

  /** The table as a reader sees it. */
  connections(): readonly Connection[] {
    return this.#entries.filter(({ supposed }) => !supposed).map((entry) => this.#connection(entry));
  }

  #connection({ at, kind, before, after, outbound, idleTimeoutSeconds }: Entry): Connection {
    const internal = outbound ? sourceSocket(before) : destinationSocket(before);
    const external = outbound ? destinationSocket(before) : sourceSocket(before);
    const translated = sourceSocket(after);
    const shown = this.#publics.get(translated);
    return {
      at,
      kind,
      internal,
      ...(translated !== sourceSocket(before) && { translated }),
      ...(outbound && shown !== undefined && { public: shown }),
      external,
      ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
    };
  }
}

function sourceSocket({ source, sourcePort }: Packet): string {
  return formatSocket(source, sourcePort?.number);
}

function destinationSocket({ destination, destinationPort }: Packet): string {
  return formatSocket(destination, destinationPort?.number);
}

function sameFlow(a: Packet, b: Packet): boolean {
  return (
    a.protocol === b.protocol &&
    sameAddress(a.source, b.source) &&
    sameAddress(a.destination, b.destination) &&
    a.sourcePort?.number === b.sourcePort?.number &&
    a.destinationPort?.number === b.destinationPort?.number
  );
}
