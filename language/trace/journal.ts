// The hops of a packet in one direction, noted step by step, and the conditions that hops test.

import { type Address, contains, type Prefix, sameAddress } from '#language/network/address.ts';
import { spendOn } from '#language/network/budget.ts';
import type { Peering, TransitGateway } from '#language/network/connectors.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet, Port, TraceDirection, Traffic } from '#language/network/traffic.ts';
import type { Answer, Unknown } from '#language/network/unknown.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { matches } from '#language/packets/match.ts';
import { addressSetOf, type PacketClass, singleAddress } from '#language/packets/packet-class.ts';
import type { PortsLeft } from '#language/packets/passing.ts';
import { type TrafficSet, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { ChoicePath } from './choices.ts';
import type { ConnectionTable, Entry } from './connections.ts';
import type { Decide } from './decision/decision.ts';
import { type Lookup, lookupIn, type Owned } from './lookup.ts';
import { NotedBlocker, NotedHop } from './noted.ts';
import type { Place } from './place.ts';
import type { Query } from './query.ts';
import type { Blocker, DropCode, Hop, Step, Trace } from './result.ts';

/** Which source ports count: `all` that are usual for the sender, or `any` that a sender can bind, of which one is enough. */
export type SourcePorts = 'all' | 'any';

/** What both directions of one connection share. */
export interface Course {
  readonly network: Network;
  readonly table: ConnectionTable;
  readonly ports: SourcePorts;
  /** What AWS chooses on the path. */
  readonly choices: ChoicePath;
  /** Whether the connection is a health check, which the target itself answers. */
  readonly isHealthCheck: boolean;
  /** Whether the packets are those of a Gateway Load Balancer itself: health checks of its appliances, or GENEVE. */
  readonly isOfGateway: boolean;
  /** Traces another connection, on which a hop depends. */
  readonly open: (query: Query) => Trace;
  /** The packet class to narrow, where it is wanted. */
  readonly packetClass: PacketClass | undefined;
}

/** What a packet crossed between VPCs: it decides which security group references work. */
export type Crossed = Peering | TransitGateway | 'middlebox';

/** A state of a journal. */
interface Mark {
  readonly hops: number;
  readonly blockers: number;
  readonly crossed: Crossed | undefined;
  readonly intermittent: boolean;
  readonly doubt: Hop | undefined;
  readonly portsLeft: ReadonlyMap<Port, PortsLeft>;
  readonly choices: ReturnType<ChoicePath['mark']>;
  readonly table: ReturnType<ConnectionTable['mark']>;
}

/** Collects hops and blockers of one direction. The walk continues after a filter that denies, so that it finds every blocker. */
export class Journal {
  readonly hops: Hop[] = [];
  readonly blockers: Blocker[] = [];
  readonly network: Network;
  readonly lookup: Lookup;
  readonly direction: TraceDirection;
  readonly course: Course;
  readonly table: ConnectionTable;
  readonly packetClass: PacketClass | undefined;
  /** The first interface that has taken the packet as addressed to it. */
  taker: Interface | undefined;
  /** The last connection between VPCs, or appliance, that the packet crossed in this direction. */
  crossed: Crossed | undefined;
  /** Whether a blocker denies the packet, whatever its source port is. */
  refused = false;
  /** Whether a filter denies only some of the source ports in use. */
  intermittent = false;
  /** The first step whose result is not known. The packet goes on as if it had passed. */
  doubt: Hop | undefined;
  #portsLeft: ReadonlyMap<Port, PortsLeft> = new Map();

  constructor(direction: TraceDirection, course: Course) {
    this.network = course.network;
    this.lookup = lookupIn(course.network);
    this.direction = direction;
    this.course = course;
    this.table = course.table;
    this.packetClass = course.packetClass;
  }

  /** The state of the journal, for `backTo`. */
  mark(): Mark {
    const { hops, blockers, crossed, intermittent, doubt, course, table } = this;
    return {
      hops: hops.length,
      blockers: blockers.length,
      crossed,
      intermittent,
      doubt,
      portsLeft: new Map(this.#portsLeft),
      choices: course.choices.mark(),
      table: table.mark(),
    };
  }

  /** Forgets everything since the mark, except what has narrowed the packet class. */
  backTo({ hops, blockers, crossed, intermittent, doubt, portsLeft, choices, table }: Mark): void {
    this.hops.length = hops;
    this.blockers.length = blockers;
    this.crossed = crossed;
    this.intermittent = intermittent;
    this.doubt = doubt;
    this.#portsLeft = portsLeft;
    this.course.choices.backTo(choices);
    this.table.backTo(table);
  }

  /** Notes a step that lets the packet go on. */
  pass(step: Step, place: Place, packet: Packet, decide: Decide): void {
    this.hops.push(new NotedHop(place, step, true, packet, decide));
  }

  /** Notes a blocker. The caller decides whether to follow the packet anyway. */
  block(step: 'filter' | 'drop', place: Place, packet: Packet, code: DropCode, decide: Decide): void {
    this.refused = true;
    this.#note(step, place, packet, code, decide);
  }

  /** Notes a filter that denies only some of the source ports in use. The packet goes on with one of the others. */
  blockSomePorts(place: Place, packet: Packet, code: DropCode, decide: Decide): void {
    this.intermittent = true;
    this.#note('filter', place, packet, code, decide);
  }

  /** Notes a step of which the text does not know whether it lets the packet go on. If nothing else denies the packet, the verdict is unknown. */
  doubtful(step: Step, place: Place, packet: Packet, decide: Decide): void {
    const hop = new NotedHop(place, step, true, packet, decide, true);
    this.hops.push(hop);
    this.doubt ??= hop;
  }

  /** Continues with the ports that the other direction has left. */
  continueFrom(other: Journal): void {
    this.#portsLeft = other.#portsLeft;
  }

  /** The ports that the packet may have after the filters so far. */
  portsLeft(port: Port): PortsLeft {
    return this.#portsLeft.get(port) ?? { certain: [port.range], possible: [port.range] };
  }

  /** Notes that filters let only these ports through. */
  keepPorts(port: Port, left: PortsLeft): void {
    this.#portsLeft = new Map(this.#portsLeft).set(port, left);
  }

  #note(step: 'filter' | 'drop', place: Place, packet: Packet, code: DropCode, decide: Decide): void {
    const hop = new NotedHop(place, step, false, packet, decide);
    this.hops.push(hop);
    this.blockers.push(new NotedBlocker(this.direction, code, hop));
  }

  /** Notes the path of a packet that carries this one. */
  carriedBy({ forward, blockers, verdict }: Trace): void {
    // The packet itself neither starts nor ends there.
    this.hops.push(...forward.filter(({ step }) => step !== 'send' && step !== 'deliver'));
    this.blockers.push(...blockers);
    if (verdict === 'dropped') this.refused = true;
    if (verdict === 'intermittent') this.intermittent = true;
  }

  /** The hop at which the last route was chosen. */
  lastRoute(): Hop | undefined {
    return this.hops.findLast(({ step }) => step === 'route');
  }

  /** The packet gets a new source address here, so what it crossed before does not matter for security group references. */
  startsHere(): void {
    this.crossed = undefined;
  }

  /** Makes a connection entry. After a blocker it is hypothetical: used for the reply, and not shown. */
  remember(entry: Entry): void {
    this.table.add(entry, this.refused);
  }

  /** Whether the address of the packet is in one of the blocks. */
  isIn(prefixes: readonly Prefix[], address: Address): boolean {
    spendOn(prefixes.length);
    this.packetClass?.narrow(address, () => addressSetOf(prefixes, address.family));
    for (const prefix of prefixes) if (contains(prefix, address)) return true;
    return false;
  }

  /** The same for blocks that the text knows in part. */
  mayBeIn({ prefixes, unknown }: { readonly prefixes: readonly Prefix[]; readonly unknown?: Unknown }, address: Address): Answer {
    return this.isIn(prefixes, address) || (unknown ?? false);
  }

  /** Whether the two addresses are the same; `address` is the packet's. */
  isAt(other: Address, address: Address): boolean {
    this.packetClass?.narrow(address, () => singleAddress(other));
    return sameAddress(other, address);
  }

  /** The interface in the VPC that has the address of the packet. */
  ownerIn(vpc: Vpc, address: Address): Owned | undefined {
    const owned = this.lookup.privateOwner(vpc, address);
    this.packetClass?.narrow(address, () =>
      owned === undefined ? this.lookup.privatesOf(vpc, address.family) : singleAddress(owned.address.private),
    );
    return owned;
  }

  /** Notes that the result depends on whether the packet's traffic is in the set. */
  asksTraffic(packet: Packet, set: TrafficSet): void {
    this.packetClass?.narrowTraffic(this.direction, packet, set);
  }

  /** The same for the traffic of the request to which the packet belongs: with the server's port, also of a reply. */
  asksRequest(packet: Packet, set: TrafficSet): void {
    if (this.direction === 'forward') this.asksTraffic(packet, set);
    else this.packetClass?.narrowRequest(packet, set);
  }

  /** Whether one of them matches the packet, no matter which. */
  speaksOfAny(traffics: readonly Traffic[], packet: Packet): boolean {
    if (this.packetClass !== undefined) this.asksTraffic(packet, unionAll(traffics.map(trafficSetOf)));
    return traffics.some((traffic) => matches(traffic, packet));
  }

  /** Whether protocol, ports and ICMP type match the packet. */
  speaksOf(traffic: Traffic, packet: Packet): boolean {
    this.asksTraffic(packet, trafficSetOf(traffic));
    return matches(traffic, packet);
  }
}
