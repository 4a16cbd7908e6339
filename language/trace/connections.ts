// The memory of stateful hops: what was seen on the way there decides what passes on the way back.
import { type Address, formatSocket, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';
import { answerType, type Packet, type Port } from '#language/network/traffic.ts';
import type { Connection } from './result.ts';

/** One entry: the packet as it came in, and as it went out where the hop translates. */
export interface Entry {
  readonly at: EntityId;
  readonly kind: EntityKind;
  /** Who keeps it: an interface, a NAT, a gateway, a node. */
  readonly keeper: object;
  /** Which of its tables: an interface tracks connections for its groups, the host behind it translates, a balancer ends them. */
  readonly role: Role;
  readonly before: Packet;
  readonly after: Packet;
  /** Whether the initiator's end is the inner one, as for everything that leaves. */
  readonly outbound: boolean;
  readonly idleTimeoutSeconds?: number;
}

/** What a connection entry is for: a stateful filter, an address translation, or the client's side of a load balancer. */
export type Role = 'tracking' | 'translation' | 'front';

/** Entries in the order in which they were made. */
export class ConnectionTable {
  readonly #entries: Entry[] = [];
  /** Made by packets that would have been dropped before: they do not exist in truth. */
  #supposed: Set<Entry> | undefined;
  readonly #publics: { readonly address: Address; readonly port: Port | undefined; readonly shown: Address }[] = [];
  readonly #inspected: { readonly appliance: EntityId; readonly packet: Packet; answered: boolean }[] = [];
  readonly #idleSeconds: number;
  #shown: readonly Connection[] | undefined;

  /** `idleSeconds`: how long nothing is sent before the answer comes. */
  constructor(idleSeconds: number) {
    this.#idleSeconds = idleSeconds;
  }

  /** `supposed`: it is needed to follow the answer, and does not exist in truth. */
  add(entry: Entry, supposed: boolean): void {
    this.#entries.push(entry);
    if (!supposed) return;
    this.#supposed ??= new Set();
    this.#supposed.add(entry);
  }

  /** Remembers that an internet gateway shows this socket to the world under another address. */
  mapped(address: Address, port: Port | undefined, shown: Address): void {
    this.#publics.push({ address, port, shown });
  }

  /** The entry whose outgoing packet this one answers, together with whether it has expired meanwhile. */
  answered(keeper: object, role: Role, packet: Packet): { readonly entry: Entry; readonly expired: boolean } | undefined {
    for (const entry of this.#entries) {
      if (entry.keeper === keeper && entry.role === role && isAnswer(packet, entry.after))
        return { entry, expired: entry.idleTimeoutSeconds !== undefined && this.#idleSeconds > entry.idleTimeoutSeconds };
    }
    return undefined;
  }

  /** The first translation that resources of this kind keep for the flow that this packet answers. */
  answeredAt(kind: EntityKind, packet: Packet): Entry | undefined {
    return this.#entries.find((entry) => entry.kind === kind && entry.role === 'translation' && isAnswer(packet, entry.after));
  }

  /** An appliance sees a packet on its way there, and expects the answer. */
  inspected(appliance: EntityId, packet: Packet): void {
    this.#inspected.push({ appliance, packet, answered: false });
  }

  /** An appliance sees an answer. False: it has not seen what is answered. */
  inspectedAnswer(appliance: EntityId, packet: Packet): boolean {
    const found = this.#inspected.find((one) => one.appliance === appliance && isAnswer(packet, one.packet));
    if (found !== undefined) found.answered = true;
    return found !== undefined;
  }

  /** The first appliance that still waits for the answer. */
  missed(): EntityId | undefined {
    return this.#inspected.find(({ answered }) => !answered)?.appliance;
  }

  /** The table as a reader sees it, when all entries are made. */
  connections(): readonly Connection[] {
    this.#shown ??= this.#entries.filter((entry) => !this.#supposed?.has(entry)).map((entry) => this.#connection(entry));
    return this.#shown;
  }

  #connection({ at, kind, before, after, outbound, idleTimeoutSeconds }: Entry): Connection {
    const internal = outbound ? sourceSocket(before) : destinationSocket(before);
    const external = outbound ? destinationSocket(before) : sourceSocket(before);
    const translated = sourceSocket(after);
    const shown = outbound ? this.#shownAs(after) : undefined;
    return {
      at,
      kind,
      internal,
      ...(translated !== sourceSocket(before) && { translated }),
      ...(shown !== undefined && { public: shown }),
      external,
      ...(idleTimeoutSeconds !== undefined && { idleTimeoutSeconds }),
    };
  }

  #shownAs({ source, sourcePort }: Packet): string | undefined {
    const found = this.#publics.find(({ address, port }) => sameAddress(address, source) && port?.number === sourcePort?.number);
    return found && formatSocket(found.shown, found.port?.number);
  }
}

function sourceSocket({ source, sourcePort }: Packet): string {
  return formatSocket(source, sourcePort?.number);
}

function destinationSocket({ destination, destinationPort }: Packet): string {
  return formatSocket(destination, destinationPort?.number);
}

/** Whether the packet comes from where the other one went to, and goes to where it came from. */
function isAnswer(packet: Packet, asked: Packet): boolean {
  return (
    packet.protocol === asked.protocol &&
    packet.icmpType === answerType(asked.icmpType) &&
    packet.destinationPort?.number === asked.sourcePort?.number &&
    packet.sourcePort?.number === asked.destinationPort?.number &&
    sameAddress(packet.source, asked.destination) &&
    sameAddress(packet.destination, asked.source)
  );
}
