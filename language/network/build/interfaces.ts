// Interfaces of resources: addresses that AWS assigns, and the VPC's default security group.
import type { Address, Family } from '#language/network/address.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Explicit } from './explicit.ts';
import type { AddressesPart, PublicAddressPart } from './parts.ts';
import type { AddressPool } from './pool.ts';

/** What resources with interfaces need from the network around them. */
export interface Surroundings {
  readonly pool: AddressPool;
  readonly subnets: ReadonlyMap<EntityId, Explicit<Subnet>>;
  /** For each VPC its default security group. */
  readonly defaultGroups: ReadonlyMap<EntityId, EntityId>;
}

/** What a resource states about its interfaces; AWS assigns the missing addresses. */
export const ASSIGNED: AddressesPart = { privateAddresses: [], publicAddresses: [] };

/** What is known of an interface before it has addresses and groups. */
export interface WantedInterface extends AddressesPart {
  readonly id: EntityId;
  readonly owner: EntityId;
  readonly subnet: EntityId;
  /** Default: the default group of the VPC. `none` for resources that never carry a group. */
  readonly securityGroups: readonly EntityId[] | 'none' | undefined;
  readonly sourceDestCheck: boolean;
  /** The families of the private addresses that AWS assigns. Default: IPv4. */
  readonly families?: readonly Family[];
}

/** The interface with its addresses and groups. */
export function interfaceOf(around: Surroundings, wanted: WantedInterface): Explicit<Interface> {
  const { id, owner, subnet, securityGroups, sourceDestCheck } = wanted;
  return {
    id,
    owner,
    subnet,
    addresses: addressesOf(around, wanted),
    securityGroups: securityGroups === 'none' ? undefined : (securityGroups ?? defaultGroupIn(around, subnet)),
    sourceDestCheck,
  };
}

/** One interface in each subnet for a service that AWS runs: `owner#role-1`, `owner#role-2`, … */
export function serviceInterfaces(
  around: Surroundings,
  owner: EntityId,
  role: string,
  subnets: readonly EntityId[],
  securityGroups: readonly EntityId[] | 'none' | undefined,
  publicAddresses: readonly PublicAddressPart[] = [],
): readonly Explicit<Interface>[] {
  return subnets.map((subnet, index) =>
    interfaceOf(around, {
      privateAddresses: [],
      publicAddresses,
      id: partId(owner, role, index + 1),
      owner,
      subnet,
      securityGroups,
      sourceDestCheck: true,
    }),
  );
}

/** Source: Amazon VPC User Guide, "Default security groups for your VPCs" (a resource that names no group gets the default one). */
function defaultGroupIn({ subnets, defaultGroups }: Surroundings, id: EntityId): readonly EntityId[] {
  const subnet = subnets.get(id);
  const group = subnet && defaultGroups.get(subnet.vpc);
  return group === undefined ? [] : [group];
}

/** A public address belongs to one private IPv4 address: first to first. Source: Amazon VPC User Guide, "Elastic IP addresses". */
function addressesOf({ pool, subnets }: Surroundings, wanted: WantedInterface): readonly InterfaceAddress[] {
  const publicAddresses = wanted.publicAddresses.map((stated) => publicAddressOf(pool, stated));
  const declared = wanted.privateAddresses.length > 0;
  const subnet = subnets.get(wanted.subnet);
  const assigned = (): readonly Address[] =>
    (wanted.families ?? [4]).flatMap((family) => (subnet && pool.privateAddress(subnet, family)) ?? []);
  const privateAddresses = declared ? wanted.privateAddresses : assigned();
  const mapped = privateAddresses.filter(({ family }) => family === 4);
  return privateAddresses.map((address) => {
    return { private: address, ...publicAddresses[mapped.indexOf(address)], declared };
  });
}

/** The address that is stated, else an example that no other resource has. Without `public`, there are no more examples. */
export function publicAddressOf(
  pool: AddressPool,
  stated: PublicAddressPart,
): { readonly public?: Address; readonly publicDeclared: boolean } {
  if (stated !== 'assigned') return { public: stated, publicDeclared: true };
  const example = pool.publicAddress();
  return { ...(example && { public: example }), publicDeclared: false };
}
