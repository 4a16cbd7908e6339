// Network interfaces and their addresses.
import type { Address } from './address.ts';
import type { SecurityGroup } from './filters.ts';
import type { EntityId } from './id.ts';
import type { Subnet } from './subnet.ts';

/** An elastic network interface. Resources that never carry security groups (NAT gateways, some NLBs) have `undefined` there. */
export interface Interface {
  readonly id: EntityId;
  readonly owner: EntityId;
  readonly subnet: Subnet;
  /** The primary address first. */
  readonly addresses: readonly InterfaceAddress[];
  readonly securityGroups: readonly SecurityGroup[] | undefined;
  /** False for a NAT instance, which must pass packets that are not its own. */
  readonly sourceDestCheck: boolean;
}

/** One private address of an interface, and its public one. */
export interface InterfaceAddress {
  readonly private: Address;
  /** The address that an internet gateway maps to the private one. */
  readonly public?: Address;
  /** False where the text left the private address out and it was assigned. */
  readonly declared: boolean;
  /** With a public address: false where AWS chooses it, and it is an example. */
  readonly publicDeclared?: boolean;
}
