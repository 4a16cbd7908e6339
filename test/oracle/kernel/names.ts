// The names of the namespaces of a network: a word for the kind of resource, and a number.

import { type Address, contains } from '#language/network/address.ts';
import type { TransitGateway } from '#language/network/connectors.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';

/** The namespace of all hosts outside AWS, and of the path between all gateways. */
export const INTERNET = 'internet';

/** Workloads that are one machine with all their interfaces. */
const MACHINES: ReadonlySet<string> = new Set(['instance', 'nat-instance', 'node']);

/** The names of all namespaces of one network. */
export class Names {
  readonly #numbers: ReadonlyMap<EntityId, number>;
  /** The interfaces of each machine. */
  readonly #machines: ReadonlyMap<EntityId, readonly Interface[]>;
  /** The networks behind instances. */
  readonly #behind: readonly Outside[];

  constructor({ interfaces, subnets, vpcs, gateways, regionalNats, transitGateways, workloads, outside }: Network) {
    this.#behind = outside.filter(({ behind }) => behind !== undefined);
    const lists = [interfaces, subnets, vpcs, gateways, regionalNats, transitGateways, this.#behind];
    this.#numbers = new Map(lists.flatMap((list) => list.map(({ id }, index) => [id, index] as const)));
    const machines = workloads.filter(({ kind }) => MACHINES.has(kind));
    this.#machines = new Map(machines.map(({ id, interfaces }) => [id, interfaces]));
  }

  /** The machine that an interface belongs to. What AWS runs on several interfaces is a machine for each of them. */
  guest(iface: Interface): string {
    const [first = iface] = this.#ofOneMachine(iface);
    return `guest${this.#number(first.id)}`;
  }

  /** The device of the machine that is this interface. */
  device(iface: Interface): string {
    return `eth${this.place(iface)}`;
  }

  /** Which of the machine's interfaces it is: 0 for the primary one. */
  place(iface: Interface): number {
    return Math.max(0, this.#ofOneMachine(iface).indexOf(iface));
  }

  #ofOneMachine(iface: Interface): readonly Interface[] {
    return this.#machines.get(iface.owner) ?? [iface];
  }

  /** The network behind an instance. */
  behind({ id }: Outside): string {
    return `behind${this.#number(id)}`;
  }

  /** Where somebody outside of all VPCs is: in the most specific network behind an instance that has the address, else on the internet. */
  outside(address: Address): string {
    const found = this.#behind.flatMap((network) =>
      network.prefixes.filter((prefix) => contains(prefix, address)).map(({ length }) => ({ network, length })),
    );
    const [nearest] = found.toSorted((a, b) => b.length - a.length);
    return nearest === undefined ? INTERNET : this.behind(nearest.network);
  }

  /** The interface itself: between the machine and its subnet. */
  port({ id }: Interface): string {
    return `port${this.#number(id)}`;
  }

  subnet({ id }: Subnet): string {
    return `subnet${this.#number(id)}`;
  }

  vpc({ id }: Vpc): string {
    return `vpc${this.#number(id)}`;
  }

  gateway({ id }: InternetGateway): string {
    return `gateway${this.#number(id)}`;
  }

  regional({ id }: RegionalNat): string {
    return `regional${this.#number(id)}`;
  }

  transit({ id }: TransitGateway): string {
    return `transit${this.#number(id)}`;
  }

  /** Where an end of a connection is. */
  of({ interface: iface, address }: Pick<ConnectionEnd, 'interface' | 'address'>): string {
    return iface === undefined ? this.outside(address) : this.guest(iface);
  }

  #number(id: EntityId): number {
    const number = this.#numbers.get(id);
    if (number === undefined) throw new Error(`${id} has no namespace.`);
    return number;
  }
}
