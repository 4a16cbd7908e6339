// Network → tables of who has which address, made once for each network.
import { PRIVATE_RANGES, RESOLVER_ADDRESSES, RESOLVER_OFFSET, SERVICE_RANGES } from '#language/aws/addresses.ts';
import { type Address, contains, type Family, hostPrefix, nth, type Prefix, parsePrefix } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { SiteLink } from '#language/network/connectors.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { unionAll } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';

/** Who has which address, and which gateway serves which VPC. */
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
  gateway(vpc: Vpc, kind: InternetGateway['kind']): InternetGateway | undefined;
  /** The most specific declared host or network, else the internet. */
  outside(address: Address): Outside | undefined;
  /** Whether the network has pods, so that packets may stay on their node. */
  readonly hasPods: boolean;
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
  return {
    privateOwner: (vpc, address) => privates.get(vpc)?.get(address),
    privatesOf: (vpc, family) => privates.get(vpc)?.set(family) ?? [],
    publicOwner: (address) => publics.get(address),
    apiGateway: (address) => apis.get(address),
    regionalNat: (address) => nats.get(address),
    publics: { 4: all(4), 6: all(6) },
    gateway: (vpc, kind) => gateways.get(vpc)?.find((gateway) => gateway.kind === kind),
    outside: (address) => mostSpecific(network.outside, address),
    hasPods: network.workloads.some(({ kind }) => kind === 'pod'),
    siteLinks: (vpc) => network.siteLinks.filter((link) => link.vpc === vpc),
  };
}

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

function mostSpecific(outside: readonly Outside[], address: Address): Outside | undefined {
  let best: Outside | undefined;
  let length = -1;
  for (const candidate of outside) {
    for (const prefix of candidate.prefixes) {
      if (prefix.length > length && contains(prefix, address)) {
        best = candidate;
        length = prefix.length;
      }
    }
  }
  return best;
}

/** The CIDR blocks of well-formed texts. */
export const prefixes = (texts: readonly string[]): readonly Prefix[] => texts.flatMap((text) => parsePrefix(text) ?? []);

/** The CIDR blocks that never cross an internet gateway, by the RFC that defines them. */
export const PRIVATE_BLOCKS = {
  RFC1918: prefixes(PRIVATE_RANGES.rfc1918),
  RFC6598: prefixes(PRIVATE_RANGES.rfc6598),
} as const;

/** All CIDR blocks that never cross an internet gateway. */
export const PRIVATE_PREFIXES: readonly Prefix[] = [...PRIVATE_BLOCKS.RFC1918, ...PRIVATE_BLOCKS.RFC6598];

/** AWS's link-local services (metadata, time, DNS). */
export const SERVICE_BLOCKS = prefixes(SERVICE_RANGES);

const RESOLVERS = prefixes(RESOLVER_ADDRESSES);

/** Where the VPC's resolver listens. Source: Amazon VPC User Guide, "Understanding Amazon DNS". */
export const resolversOf = perObject(({ prefixes: [primary] }: Vpc): readonly Prefix[] =>
  primary?.family === 4 ? [...RESOLVERS, hostPrefix(nth(primary, RESOLVER_OFFSET))] : RESOLVERS,
);
