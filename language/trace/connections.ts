// The connection tables of stateful hops: what they saw on the forward path decides what passes on the return path.
import { type Address, formatSocket, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { answerType, type Packet, type Port, type PortRange } from '#language/network/traffic.ts';
import type { Connection } from './result.ts';

/** One entry: the packet as it came in, and as it went out after a translation. */
export interface Entry {
  readonly at: EntityId;
  readonly kind: EntityKind;
  /** What keeps it: an interface, a NAT gateway, another gateway, a node. */
  readonly keeper: object;
  /** Which of its tables. An interface tracks connections for its security groups, its owner translates, a load balancer ends them. */
  readonly role: Role;
  readonly before: Packet;
  readonly after: Packet;
  /** Whether the initiator is the internal end, as for outbound connections. */
  readonly outbound: boolean;
  readonly idleTimeoutSeconds?: number;
}

/** What a connection entry is for: a stateful filter, an address translation, or the client's side of a load balancer. */
export type Role = 'tracking' | 'translation' | 'front';

/** What an AWS Network Firewall made of a request, by the client's port: only its stateless rules passed it, or its reply meets no stateful rule. */
export interface Flow {
  readonly stateless: readonly PortRange[];
  readonly passed: readonly PortRange[];
}

/** That of an appliance that is not modelled. */
const NO_RULES: Flow = { stateless: [], passed: [] };

/** All connection tables of one trace: entries in the order in which they are made. */
export class ConnectionTable {
  readonly #entries: Entry[] = [];
  /** Entries of packets that are dropped before: followed for the reply, and not shown. */
  #hypothetical: Set<Entry> | undefined;
  readonly #publics: { readonly address: Address; readonly port: Port | undefined; readonly shown: Address }[] = [];
  readonly #inspected: {
    readonly appliance: EntityId;
    readonly keeper: object;
    readonly packet: Packet;
    readonly flow: Flow;
    answered: boolean;
  }[] = [];
  readonly #subnets = new Map<EntityId, Subnet>();
  readonly #idleSeconds: number;
  /** How many of the entries the reply may match: those of the request. */
  #requested = 0;
  #shown: readonly Connection[] | undefined;

  /** `idleSeconds`: how long the connection is idle before the reply comes. */
  constructor(idleSeconds: number) {
    this.#idleSeconds = idleSeconds;
  }

  /** How much is in the table, for `backTo`. */
  mark(): { readonly entries: number; readonly publics: number; readonly inspected: number } {
    return { entries: this.#entries.length, publics: this.#publics.length, inspected: this.#inspected.length };
  }

  /** Forgets what was added since the mark. */
  backTo({ entries, publics, inspected }: ReturnType<ConnectionTable['mark']>): void {
    this.#entries.length = entries;
    this.#publics.length = publics;
    this.#inspected.length = inspected;
  }

  /** `hypothetical`: it is needed to follow the reply of a dropped packet, and is not shown. */
  add(entry: Entry, hypothetical: boolean): void {
    this.#entries.push(entry);
    if (!hypothetical) return;
    this.#hypothetical ??= new Set();
    this.#hypothetical.add(entry);
  }

  /** Notes that an internet gateway maps this socket to a public address. */
  mapped(address: Address, port: Port | undefined, shown: Address): void {
    this.#publics.push({ address, port, shown });
  }

  /**
   * The reply is sent now. Until then no packet matches an entry, and later packets match only the entries made so far: a packet is no
   * reply to itself.
   */
  startReply(): void {
    this.#requested = this.#entries.length;
  }

  /** The entry that this packet is a reply to, and whether it has expired. */
  answered(keeper: object, role: Role, packet: Packet): { readonly entry: Entry; readonly expired: boolean } | undefined {
    const entry = this.#find(packet, (one) => one.keeper === keeper && one.role === role);
    return entry && { entry, expired: entry.idleTimeoutSeconds !== undefined && this.#idleSeconds > entry.idleTimeoutSeconds };
  }

  /** The first translation entry of this kind of resource that the packet is a reply to. */
  answeredAt(kind: EntityKind, packet: Packet): Entry | undefined {
    return this.#find(packet, (entry) => entry.kind === kind && entry.role === 'translation');
  }

  #find(packet: Packet, isWanted: (entry: Entry) => boolean): Entry | undefined {
    for (let index = 0; index < this.#requested; index += 1) {
      const entry = this.#entries[index];
      if (entry !== undefined && isWanted(entry) && isAnswer(packet, entry.after)) return entry;
    }
    return undefined;
  }

  /** The entry by which the packet got its source address on the forward path, if it was translated. */
  translatedSource({ source }: Packet): Entry | undefined {
    return this.#entries.find(
      ({ role, before, after }) => role === 'translation' && after.source === source && before.source !== source,
    );
  }

  /** Notes the subnet by which the connection leaves an attachment in appliance mode. */
  useSubnet(attachment: EntityId, subnet: Subnet): void {
    this.#subnets.set(attachment, subnet);
  }

  /** The subnet by which the connection leaves an attachment in appliance mode, in both directions. */
  subnetUsedBy(attachment: EntityId): Subnet | undefined {
    return this.#subnets.get(attachment);
  }

  /** An appliance sees a packet on the forward path, and expects the reply. `keeper`: the appliance, or one of its endpoints. */
  inspected(appliance: EntityId, keeper: object, packet: Packet, flow: Flow = NO_RULES): void {
    this.#inspected.push({ appliance, keeper, packet, flow, answered: false });
  }

  /** An appliance sees a reply. `undefined`: it has not seen the request. */
  inspectedAnswer(keeper: object, packet: Packet): Flow | undefined {
    const found = this.#inspected.find((one) => one.keeper === keeper && isAnswer(packet, one.packet));
    if (found !== undefined) found.answered = true;
    return found?.flow;
  }

  /** The first appliance that has not seen the reply. */
  missed(): EntityId | undefined {
    return this.#inspected.find(({ answered }) => !answered)?.appliance;
  }

  /** The entries as text, when all are made. */
  connections(): readonly Connection[] {
    this.#shown ??= this.#entries.filter((entry) => !this.#hypothetical?.has(entry)).map((entry) => this.#connection(entry));
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

/**
 * Whether the packet is a reply to the other one: addresses and ports are exchanged, and the ICMP type is that of the reply. Ports are
 * compared as objects: the numbers of chosen ports are examples, and two of them may be equal by chance.
 */
function isAnswer(packet: Packet, asked: Packet): boolean {
  return (
    packet.protocol === asked.protocol &&
    packet.icmpType === answerType(asked) &&
    packet.destinationPort === asked.sourcePort &&
    packet.sourcePort === asked.destinationPort &&
    sameAddress(packet.source, asked.destination) &&
    sameAddress(packet.destination, asked.source)
  );
}
