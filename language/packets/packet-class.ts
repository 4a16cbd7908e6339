// Which other packets would have fared the same? Every question that is put to a packet on its way narrows the answer.
import type { Address, Family, Prefix } from '#language/network/address.ts';
import type { Packet, TraceDirection } from '#language/network/traffic.ts';
import { type Intervals, intersect, side, subtract, union, unionAll } from './intervals.ts';
import { ALL_TRAFFIC, allOf, askedBy, placeOfTraffic, type TrafficSet, WITH_PORTS } from './traffic-set.ts';

/** Addresses of one family. */
export type AddressSet = Intervals<bigint>;

/**
 * A box of packets: every source with every destination and every traffic. Of several addresses on the internet none belongs to a resource of
 * the network: those are ends of their own.
 */
export interface PacketBox {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly traffic: TrafficSet;
}

/** The addresses of the blocks that belong to the family. */
export function addressSetOf(prefixes: readonly Prefix[], family: Family): AddressSet {
  return unionAll(prefixes.filter((prefix) => prefix.family === family).map(({ first, last }) => [first, last + 1n]));
}

export function singleAddress({ bits }: Address): AddressSet {
  return [bits, bits + 1n];
}

/**
 * Narrows a box of packets to those that all decisions so far treat alike. Addresses and ports count as the sender's own as long as nothing
 * on the way has put others in their place, which is why they are told apart by identity and not by value.
 */
export class PacketClass {
  readonly #packet: Packet;
  #box: PacketBox;

  /** `packet`: the one that is followed; it lies in the box. */
  constructor(packet: Packet, box: PacketBox) {
    this.#packet = packet;
    this.#box = box;
  }

  get box(): PacketBox {
    return this.#box;
  }

  /** Somebody asked whether the address lies in the set. */
  narrow(address: Address, set: () => AddressSet): void {
    const { sources, destinations } = this.#box;
    if (address === this.#packet.source) {
      if (!isSingle(sources)) this.#box = { ...this.#box, sources: side(sources, set(), address.bits) };
    } else if (address === this.#packet.destination && !isSingle(destinations)) {
      this.#box = { ...this.#box, destinations: side(destinations, set(), address.bits) };
    }
  }

  /** Somebody asked whether the packet's traffic lies in the set; an answer's is not what was sent, but follows from it. */
  narrowTraffic(direction: TraceDirection, packet: Packet, set: TrafficSet): void {
    const { traffic } = this.#box;
    if (direction === 'return' && packet.destinationPort === undefined) {
      this.#box = { ...this.#box, traffic: side(subtract(traffic, WITH_PORTS), askedBy(set), placeOfTraffic(this.#packet)) };
      return;
    }
    const ownPort = packet.destinationPort === undefined || packet.destinationPort === this.#packet.destinationPort;
    // Behind a translation of ports the number is not the sender's: all that it could vary is the protocol.
    const asked = ownPort ? side(traffic, set, placeOfTraffic(packet)) : intersect(traffic, allOf(packet.protocol));
    this.#box = { ...this.#box, traffic: asked };
  }

  /**
   * A list let an answer pass, or did not. `passing`: the traffic whose answers it lets pass, protocols without ports only; `ports`: the
   * protocols with ports whose answers fare as this one does (their port is the client's choice and not part of the question).
   */
  narrowAnswer(passed: boolean, passing: TrafficSet, ports: TrafficSet): void {
    const asked = askedBy(passing);
    const alike = subtract(passed ? asked : subtract(ALL_TRAFFIC, asked), WITH_PORTS);
    this.#box = { ...this.#box, traffic: intersect(this.#box.traffic, union(alike, ports)) };
  }
}

function isSingle(set: AddressSet): boolean {
  const [first, next] = set;
  return set.length === 2 && first !== undefined && next === first + 1n;
}
