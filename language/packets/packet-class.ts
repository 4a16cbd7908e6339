// The equivalence class of a traced packet: every decision on its way narrows the box of packets that are treated the same.
import type { Address, Family, Prefix } from '#language/network/address.ts';
import type { Packet, TraceDirection } from '#language/network/traffic.ts';
import { type Intervals, intersect, side, subtract, union, unionAll } from './intervals.ts';
import { ALL_TRAFFIC, allOf, askedBy, type TrafficSet, trafficNumber, WITH_PORTS } from './traffic-set.ts';

/** A set of addresses of one family. */
export type AddressSet = Intervals<bigint>;

/**
 * A box of packets: every source combined with every destination and all traffic. If a side has several addresses on the internet, none of
 * them belongs to a resource of the network: those are connection ends of their own.
 */
export interface PacketBox {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly traffic: TrafficSet;
}

/** All addresses of the blocks of this family. */
export function addressSetOf(prefixes: readonly Prefix[], family: Family): AddressSet {
  return unionAll(prefixes.filter((prefix) => prefix.family === family).map(({ first, last }) => [first, last + 1n]));
}

/** The set with this address only. */
export function singleAddress({ bits }: Address): AddressSet {
  return [bits, bits + 1n];
}

/**
 * Narrows a box of packets to those that every decision so far treats the same. Only addresses and ports that the sender chose narrow it.
 * A translated address may be equal in value, so addresses are compared by identity.
 */
export class PacketClass {
  readonly #packet: Packet;
  #box: PacketBox;

  /** `packet` is the traced packet. It must be in the box. */
  constructor(packet: Packet, box: PacketBox) {
    this.#packet = packet;
    this.#box = box;
  }

  /** All packets that were treated the same so far. */
  get box(): PacketBox {
    return this.#box;
  }

  /** Records that a decision depended on whether the address is in the set. */
  narrow(address: Address, set: () => AddressSet): void {
    const { sources, destinations } = this.#box;
    if (address === this.#packet.source) {
      if (!isSingle(sources)) this.#box = { ...this.#box, sources: side(sources, set(), address.bits) };
    } else if (address === this.#packet.destination && !isSingle(destinations)) {
      this.#box = { ...this.#box, destinations: side(destinations, set(), address.bits) };
    }
  }

  /** Records that a decision depended on whether the packet's traffic is in the set. The traffic of a reply follows from the request. */
  narrowTraffic(direction: TraceDirection, packet: Packet, set: TrafficSet): void {
    const { traffic } = this.#box;
    if (direction === 'return' && packet.destinationPort === undefined) {
      this.#box = { ...this.#box, traffic: side(subtract(traffic, WITH_PORTS), askedBy(set), trafficNumber(this.#packet)) };
      return;
    }
    const ownPort = packet.destinationPort === undefined || packet.destinationPort === this.#packet.destinationPort;
    // After a port translation the port is no longer the sender's choice: only the protocol can still vary.
    const asked = ownPort ? side(traffic, set, trafficNumber(packet)) : intersect(traffic, allOf(packet.protocol));
    this.#box = { ...this.#box, traffic: asked };
  }

  /** Records that a decision about a reply depended on whether the traffic of its request is in the set. */
  narrowRequest({ protocol, sourcePort }: Packet, set: TrafficSet): void {
    const { traffic } = this.#box;
    const ownPort = sourcePort === undefined || sourcePort === this.#packet.destinationPort;
    const same = ownPort ? side(traffic, askedBy(set), trafficNumber(this.#packet)) : intersect(traffic, allOf(protocol));
    this.#box = { ...this.#box, traffic: same };
  }

  /**
   * Records that a network ACL allowed or denied a reply. `passing`: the traffic without ports whose replies it allows. `ports`: the
   * protocols with ports whose replies are treated like this one (the client chooses that port, so it is not part of the question).
   */
  narrowAnswer(passed: boolean, passing: TrafficSet, ports: TrafficSet): void {
    const asked = askedBy(passing);
    const same = subtract(passed ? asked : subtract(ALL_TRAFFIC, asked), WITH_PORTS);
    this.#box = { ...this.#box, traffic: intersect(this.#box.traffic, union(same, ports)) };
  }
}

function isSingle(set: AddressSet): boolean {
  const [first, next] = set;
  return set.length === 2 && first !== undefined && next === first + 1n;
}
