// What a packet met on one direction, written down step by step, and the questions that were put to it.
import { type Address, contains, type Prefix, sameAddress } from '#language/network/address.ts';
import type { Peering, TransitGateway } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet, TraceDirection, Traffic } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { unionAll } from '#language/packets/intervals.ts';
import { matches } from '#language/packets/match.ts';
import { addressSetOf, type PacketClass, singleAddress } from '#language/packets/packet-class.ts';
import { type TrafficSet, trafficSetOf } from '#language/packets/traffic-set.ts';
import type { ConnectionTable, Entry } from './connections.ts';
import type { Decide } from './decision/decision.ts';
import { type Lookup, lookupIn, type Owned } from './lookup.ts';
import { NotedBlocker, NotedHop } from './noted.ts';
import type { Place } from './place.ts';
import type { Blocker, DropCode, Hop, Step } from './result.ts';

/** How a packet may choose among ports and targets. */
export interface Choices {
  /** `all`: every port of a range must pass; `any`: one is enough, as for somebody who tries them out. */
  readonly ports: 'all' | 'any';
  /** The targets and pods that are picked where several are possible; the first one where none of them is named. */
  readonly picks?: readonly EntityId[];
}

/** What stands between the VPCs on a packet's way: it decides which names of security groups still mean something. */
export type Crossed = Peering | TransitGateway | 'middlebox';

/** Collects hops and blockers of one direction; filters that refuse are noted and assumed to have let it pass, so that every blocker is found. */
export class Journal {
  readonly hops: Hop[] = [];
  readonly blockers: Blocker[] = [];
  readonly network: Network;
  readonly lookup: Lookup;
  readonly direction: TraceDirection;
  readonly table: ConnectionTable;
  readonly choices: Choices;
  /** Where it is wanted: which packets fare like this one. */
  readonly packetClass: PacketClass | undefined;
  /** The last connection between VPCs, or the appliance, that the packet passed on this direction. */
  crossed: Crossed | undefined;
  /** Whether a list refused some of the source ports in use, and others not. */
  intermittent = false;

  constructor(network: Network, direction: TraceDirection, table: ConnectionTable, choices: Choices, packetClass?: PacketClass) {
    this.network = network;
    this.lookup = lookupIn(network);
    this.direction = direction;
    this.table = table;
    this.choices = choices;
    this.packetClass = packetClass;
  }

  /** Notes a step that lets the packet go on. */
  pass(step: Step, place: Place, packet: Packet, decide: Decide): void {
    this.hops.push(new NotedHop(place, step, true, packet, decide));
  }

  /** Notes a refusal. The caller decides whether to follow the packet all the same. */
  block(step: 'filter' | 'drop', place: Place, packet: Packet, code: DropCode, decide: Decide): void {
    const hop = new NotedHop(place, step, false, packet, decide);
    this.hops.push(hop);
    this.blockers.push(new NotedBlocker(this.direction, code, hop));
  }

  /** Whoever forwards the packet now puts its own address on it: what it crossed before decides no more what names of groups mean. */
  startsHere(): void {
    this.crossed = undefined;
  }

  /** Makes an entry; one of a packet that was only supposed to have come this far is kept for the answer and shown to nobody. */
  remember(entry: Entry): void {
    this.table.add(entry, this.blockers.length > 0);
  }

  /** Whether the address lies in one of the blocks. */
  isIn(prefixes: readonly Prefix[], address: Address): boolean {
    this.packetClass?.narrow(address, () => addressSetOf(prefixes, address.family));
    for (const prefix of prefixes) if (contains(prefix, address)) return true;
    return false;
  }

  /** Whether the two are the same; `address` is the packet's. */
  isAt(other: Address, address: Address): boolean {
    this.packetClass?.narrow(address, () => singleAddress(other));
    return sameAddress(other, address);
  }

  /** Who owns the address inside the VPC. */
  ownerIn(vpc: Vpc, address: Address): Owned | undefined {
    const owned = this.lookup.privateOwner(vpc, address);
    this.packetClass?.narrow(address, () =>
      owned === undefined ? this.lookup.privatesOf(vpc, address.family) : singleAddress(owned.address.private),
    );
    return owned;
  }

  /** Says that what follows depends on whether the packet's traffic lies in the set. */
  asksTraffic(packet: Packet, set: TrafficSet): void {
    this.packetClass?.narrowTraffic(this.direction, packet, set);
  }

  /** Whether one of them speaks of the packet; which one makes no difference to what follows. */
  speaksOfAny(traffics: readonly Traffic[], packet: Packet): boolean {
    if (this.packetClass !== undefined) this.asksTraffic(packet, unionAll(traffics.map(trafficSetOf)));
    return traffics.some((traffic) => matches(traffic, packet));
  }

  /** Whether the rule's protocol, ports and ICMP type are the packet's. */
  speaksOf(traffic: Traffic, packet: Packet): boolean {
    this.asksTraffic(packet, trafficSetOf(traffic));
    return matches(traffic, packet);
  }
}
