// Network → tables of the interfaces by address, computed once for each network.
import type { Address, Family, Prefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { isComplete } from '#language/network/completeness.ts';
import type { SiteLink } from '#language/network/connectors.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import { routeTo } from '#language/network/route-priority.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { unionAll } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';

/** The interfaces by address, and the gateways by VPC. */
export interface Lookup {
  /** The interface in this VPC with the private (or IPv6) address. */
  privateOwner(vpc: Vpc, address: Address): Owned | undefined;
  /** All addresses of the family that interfaces in this VPC have. */
  privatesOf(vpc: Vpc, family: Family): AddressSet;
  /** The interface with this public IPv4 address or IPv6 address. */
  publicOwner(address: Address): Owned | undefined;
  apiGateway(address: Address): ApiGateway | undefined;
  regionalNat(address: Address): RegionalNat | undefined;
  /** All public addresses of resources in the file: interfaces, API gateways, regional NAT gateways. */
  readonly publics: Readonly<Record<Family, AddressSet>>;
  /** All addresses of resources in the file, private and public. */
  readonly owned: Readonly<Record<Family, AddressSet>>;
  /** What is this account's, whether a resource has it or not: unused addresses and the IPv6 blocks of VPCs. Nobody outside has them. */
  readonly unused: readonly Prefix[];
  gateway(vpc: Vpc, kind: InternetGateway['kind']): InternetGateway | undefined;
  /** The most specific declared host or network, else the internet. */
  outside(address: Address): Outside | undefined;
  /** The networks behind an instance. */
  networksBehind(instance: EntityId): readonly Outside[];
  /** Whether the network has pods, so that packets may stay on their node. */
  readonly hasPods: boolean;
  /** Whether the text knows everything about the network. */
  readonly isComplete: boolean;
  /** The VPN connections and Direct Connect links that end at this VPC. */
  siteLinks(vpc: Vpc): readonly SiteLink[];
}

/** An interface, and the one of its addresses that was looked up. */
export interface Owned {
  readonly interface: Interface;
  readonly address: InterfaceAddress;
}

/** The tables of a network. */
export const lookupIn = perObject(lookup);

function lookup(network: Network): Lookup {
  const privates = new Map<Vpc, AddressMap<Owned>>(network.vpcs.map((vpc) => [vpc, new AddressMap()]));
  const publics = new AddressMap<Owned>();
  for (const owner of network.interfaces) {
    for (const address of owner.addresses) {
      const owned = { interface: owner, address };
      privates.get(owner.subnet.vpc)?.setOnce(address.private, owned);
      if (address.private.family === 6) publics.setOnce(address.private, owned);
      if (address.public !== undefined) publics.setOnce(address.public, owned);
    }
  }
  const apis = new AddressMap<ApiGateway>();
  for (const api of network.apiGateways) if (api.address !== undefined) apis.setOnce(api.address, api);
  const nats = new AddressMap<RegionalNat>();
  for (const nat of network.regionalNats) for (const address of nat.addresses) nats.setOnce(address.public, nat);
  const gateways = new Map<Vpc, InternetGateway[]>();
  for (const gateway of network.gateways) gateways.set(gateway.vpc, [...(gateways.get(gateway.vpc) ?? []), gateway]);
  const all = (family: Family): AddressSet => unionAll([publics.set(family), apis.set(family), nats.set(family)]);
  const everywhere = (family: Family): AddressSet =>
    unionAll([all(family), ...[...privates.values()].map((own) => own.set(family))]);
  const behind = groupBy(
    network.outside.filter((one) => one.behind !== undefined),
    (one) => one.behind ?? one.id,
  );
  const blocksOutside = network.outside.flatMap((outside) => outside.prefixes.map((destination) => ({ destination, outside })));
  return {
    privateOwner: (vpc, address) => privates.get(vpc)?.get(address),
    privatesOf: (vpc, family) => privates.get(vpc)?.set(family) ?? [],
    publicOwner: (address) => publics.get(address),
    apiGateway: (address) => apis.get(address),
    regionalNat: (address) => nats.get(address),
    publics: { 4: all(4), 6: all(6) },
    owned: { 4: everywhere(4), 6: everywhere(6) },
    unused: [...network.unused, ...network.vpcs.flatMap(({ prefixes }) => prefixes.filter(({ family }) => family === 6))],
    gateway: (vpc, kind) => gateways.get(vpc)?.find((gateway) => gateway.kind === kind),
    outside: (address) => routeTo(blocksOutside, address)?.outside,
    isComplete: isComplete(network),
    networksBehind: (instance) => behind.get(instance) ?? NONE,
    hasPods: network.workloads.some(({ kind }) => kind === 'pod'),
    siteLinks: (vpc) => network.siteLinks.filter((link) => link.vpc === vpc),
  };
}

const NONE: readonly Outside[] = [];

/** A table by address, with one map for each address family. */
class AddressMap<V> {
  readonly #byFamily: Readonly<Record<Family, Map<bigint, V>>> = { 4: new Map(), 6: new Map() };
  readonly #sets: Partial<Record<Family, AddressSet>> = {};

  get({ family, bits }: Address): V | undefined {
    return this.#byFamily[family].get(bits);
  }

  /** Sets the value, unless the address has one. */
  setOnce({ family, bits }: Address, value: V): void {
    const map = this.#byFamily[family];
    if (!map.has(bits)) map.set(bits, value);
  }

  /** All addresses of the family in the table. */
  set(family: Family): AddressSet {
    const known = this.#sets[family];
    if (known !== undefined) return known;
    const made = unionAll([...this.#byFamily[family].keys()].map((bits) => [bits, bits + 1n]));
    this.#sets[family] = made;
    return made;
  }
}
