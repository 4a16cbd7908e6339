// The hops of a packet in one direction, noted step by step, and the conditions that hops test.
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
  /** `all`: every port of a range must pass; `any`: one is enough. */
  readonly ports: 'all' | 'any';
  /** The targets and pods to select where several are possible; without one of them, the first. */
  readonly picks?: readonly EntityId[];
}

/** What a packet crossed between VPCs: it decides which security group references work. */
export type Crossed = Peering | TransitGateway | 'middlebox';

/** Collects hops and blockers of one direction. The walk continues after a filter that denies, so that it finds every blocker. */
export class Journal {
  readonly hops: Hop[] = [];
  readonly blockers: Blocker[] = [];
  readonly network: Network;
  readonly lookup: Lookup;
  readonly direction: TraceDirection;
  readonly table: ConnectionTable;
  readonly choices: Choices;
  /** The packet class to narrow, where it is wanted. */
  readonly packetClass: PacketClass | undefined;
  /** The last connection between VPCs, or appliance, that the packet crossed in this direction. */
  crossed: Crossed | undefined;
  /** Whether a filter denies only some of the source ports in use. */
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

  /** Notes a blocker. The caller decides whether to follow the packet anyway. */
  block(step: 'filter' | 'drop', place: Place, packet: Packet, code: DropCode, decide: Decide): void {
    const hop = new NotedHop(place, step, false, packet, decide);
    this.hops.push(hop);
    this.blockers.push(new NotedBlocker(this.direction, code, hop));
  }

  /** The packet gets a new source address here, so what it crossed before does not matter for security group references. */
  startsHere(): void {
    this.crossed = undefined;
  }

  /** Makes a connection entry. After a blocker it is hypothetical: used for the reply, and not shown. */
  remember(entry: Entry): void {
    this.table.add(entry, this.blockers.length > 0);
  }

  /** Whether the address of the packet is in one of the blocks. */
  isIn(prefixes: readonly Prefix[], address: Address): boolean {
    this.packetClass?.narrow(address, () => addressSetOf(prefixes, address.family));
    for (const prefix of prefixes) if (contains(prefix, address)) return true;
    return false;
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
