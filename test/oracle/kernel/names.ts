// The names of the namespaces of a network: a letter for the kind of resource, and a number.

import type { TransitGateway } from '#language/network/connectors.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';

/** The namespace of all hosts outside AWS, and of the path between all gateways. */
export const INTERNET = 'internet';

/** The names of all namespaces of one network. */
export class Names {
  readonly #numbers: ReadonlyMap<EntityId, number>;

  constructor({ interfaces, subnets, vpcs, gateways, regionalNats, transitGateways }: Network) {
    const lists = [interfaces, subnets, vpcs, gateways, regionalNats, transitGateways];
    this.#numbers = new Map(lists.flatMap((list) => list.map(({ id }, index) => [id, index] as const)));
  }

  /** The machine that an interface belongs to, as far as it sees this interface. */
  guest({ id }: Interface): string {
    return `guest${this.#number(id)}`;
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

  #number(id: EntityId): number {
    const number = this.#numbers.get(id);
    if (number === undefined) throw new Error(`${id} has no namespace.`);
    return number;
  }
}
