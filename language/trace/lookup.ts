// Network → tables that answer "who owns this address?" at once. Made once for each network.
import { PRIVATE_RANGES, RESOLVER_ADDRESSES, RESOLVER_OFFSET, SERVICE_RANGES } from '#language/aws/addresses.ts';
import {
  type Address,
  contains,
  formatAddress,
  nth,
  type Prefix,
  parseAddress,
  parsePrefix,
  sameAddress,
} from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type {
  ApiGateway,
  Interface,
  InterfaceAddress,
  InternetGateway,
  Network,
  Outside,
  Vpc,
} from '#language/network/network.ts';

/** Who owns which address, and which gateway serves which VPC. */
export interface Lookup {
  /** The interface in this VPC that owns the private (or IPv6) address. */
  privateOwner(vpc: Vpc, address: Address): Owned | undefined;
  /** The interface that can be addressed so from outside: by its public IPv4 address, or by its IPv6 address. */
  publicOwner(address: Address): Owned | undefined;
  apiGateway(address: Address): ApiGateway | undefined;
  gateway(vpc: Vpc, kind: InternetGateway['kind']): InternetGateway | undefined;
  /** The most specific declared host or network, else the internet. */
  outside(address: Address): Outside | undefined;
}

export interface Owned {
  readonly interface: Interface;
  readonly address: InterfaceAddress;
}

const KNOWN = new WeakMap<Network, Lookup>();

/** The tables of a network. */
export function lookupIn(network: Network): Lookup {
  const known = KNOWN.get(network);
  if (known !== undefined) return known;
  const made = lookup(network);
  KNOWN.set(network, made);
  return made;
}

function lookup(network: Network): Lookup {
  const privates = new Map<string, Owned>();
  const publics = new Map<string, Owned>();
  for (const owner of network.interfaces) {
    for (const address of owner.addresses) {
      const owned = { interface: owner, address };
      setOnce(privates, privateKey(owner.subnet.vpc.id, address.private), owned);
      if (address.private.family === 6) setOnce(publics, formatAddress(address.private), owned);
      if (address.public !== undefined) setOnce(publics, formatAddress(address.public), owned);
    }
  }
  const apis = new Map(network.apiGateways.map((api) => [formatAddress(api.address), api]));
  const gateways = new Map(network.gateways.toReversed().map((gateway) => [`${gateway.vpc.id} ${gateway.kind}`, gateway]));
  return {
    privateOwner: (vpc, address) => privates.get(privateKey(vpc.id, address)),
    publicOwner: (address) => publics.get(formatAddress(address)),
    apiGateway: (address) => apis.get(formatAddress(address)),
    gateway: (vpc, kind) => gateways.get(`${vpc.id} ${kind}`),
    outside: (address) => mostSpecific(network.outside, address),
  };
}

function setOnce<V>(map: Map<string, V>, key: string, value: V): void {
  if (!map.has(key)) map.set(key, value);
}

function privateKey(vpc: EntityId, address: Address): string {
  return `${vpc} ${formatAddress(address)}`;
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

const prefixes = (texts: readonly string[]): readonly Prefix[] => texts.flatMap((text) => parsePrefix(text) ?? []);
const RFC1918 = prefixes(PRIVATE_RANGES.rfc1918);
const RFC6598 = prefixes(PRIVATE_RANGES.rfc6598);
const SERVICES = prefixes(SERVICE_RANGES);
const RESOLVERS = RESOLVER_ADDRESSES.flatMap((text) => parseAddress(text) ?? []);

/** All blocks that never cross an internet gateway. */
export const PRIVATE_PREFIXES: readonly Prefix[] = [...RFC1918, ...RFC6598];

/** The document that makes the address private, if one does: such addresses never cross an internet gateway. */
export function privateBy(address: Address): 'RFC1918' | 'RFC6598' | undefined {
  if (RFC1918.some((prefix) => contains(prefix, address))) return 'RFC1918';
  return RFC6598.some((prefix) => contains(prefix, address)) ? 'RFC6598' : undefined;
}

/** Whether the address is the VPC's resolver. Source: Amazon VPC User Guide, "Understanding Amazon DNS". */
export function isResolver(vpc: Vpc, address: Address): boolean {
  const primary = vpc.prefixes[0];
  if (primary?.family === 4 && sameAddress(nth(primary, RESOLVER_OFFSET), address)) return true;
  return RESOLVERS.some((resolver) => sameAddress(resolver, address));
}

/** Whether the address is one of AWS's link-local services (metadata, time, DNS). */
export function isLinkLocalService(address: Address): boolean {
  return SERVICES.some((prefix) => contains(prefix, address));
}
