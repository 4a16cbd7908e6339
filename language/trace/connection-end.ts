// The ends that an expectation or a query names → concrete connection ends, each with an address.

import { EXAMPLE_EXTERNAL_HOSTS } from '#language/aws/addresses.ts';
import type { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import {
  type Address,
  contains,
  type Family,
  nth,
  type Prefix,
  parseAddress,
  sameAddress,
  sizeOf,
} from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { externalVpcAt } from '#language/network/completeness.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { isEvery, resourceIn, resourceIs, sourcePortsOf } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { INTERNET, type Outside } from '#language/network/outside.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Workload } from '#language/network/workload.ts';
import { lookupIn } from './lookup.ts';

/** One end of a connection: an address of an interface, or an external one. */
export interface ConnectionEnd {
  /** The resource that has the address. */
  readonly id: EntityId;
  readonly interface?: Interface;
  /** The private or IPv6 address of the resource; the public one of an external end. */
  readonly address: Address;
  /** The public address that an internet gateway maps to it. */
  readonly public?: Address;
  /** The address that the text names in place of a resource: packets go to exactly this one. */
  readonly written?: Address;
  /** What it is as the initiator of connections, which decides its range of source ports. */
  readonly initiator: keyof typeof EPHEMERAL_PORTS;
  /** The source ports to choose from, where a translation on the path has limited them. */
  readonly sourcePorts?: PortRange;
}

/** Every end that the selector names, in the order of the text. Empty for resources without an address. */
export function connectionEndsOf(network: Network, selector: Selector): readonly ConnectionEnd[] {
  switch (selector.kind) {
    case 'entity': {
      const entity = network.byId.get(selector.id);
      return entity === undefined ? [] : endsOfResource(network, entity);
    }
    case 'every':
      return everyOf(network, selector.of).flatMap((entity) => endsOfResource(network, entity));
    case 'prefix':
      return connectionEndsIn(network, selector.prefix);
    case 'name':
      // Who resolves it decides what it stands for.
      return [];
  }
}

/** The ends of one resource: its interfaces, those in it, or those that use it. */
function endsOfResource(network: Network, entity: Entity): readonly ConnectionEnd[] {
  if (!resourceIs(entity, 'end')) return [];
  if (resourceIn(entity, 'workload')) return endsOfWorkload(network, entity);
  switch (entity.kind) {
    case 'internet':
      return exampleExternalHosts(network);
    case 'host':
    case 'network':
      return entity.prefixes.flatMap((prefix) => connectionEndsIn(network, prefix, entity));
    case 'api-gateway':
      // Clients call a private API through the VPC endpoints that serve it.
      return entity.address === undefined
        ? endpointsServing(network, entity.id)
        : [{ id: entity.id, address: entity.address, initiator: 'elsewhere' }];
    case 'vpc':
      if (entity.isExternal) return entity.prefixes.flatMap((prefix) => connectionEndsIn(network, prefix, entity));
      return endsAmong(network, ({ subnet }) => subnet.vpc === entity);
    case 'subnet':
      return endsAmong(network, ({ subnet }) => subnet === entity);
    case 'security-group':
      return endsAmong(network, ({ securityGroups }) => securityGroups?.includes(entity) ?? false);
    case 'nat':
      return connectionEndsAt(network, entity.interface);
    case 'regional-nat':
      return entity.addresses.map((own) => ({ id: entity.id, address: own.public, initiator: sourcePortsOf(entity.kind) }));
    case 'alb':
    case 'nlb':
    case 'clb':
    case 'gwlb':
      return entity.nodes.flatMap((iface) => connectionEndsAt(network, iface));
    case 'endpoint':
    case 'client-vpn':
    case 'resolver-endpoint':
      return entity.interfaces.flatMap((iface) => connectionEndsAt(network, iface));
  }
}

/** Those of these interfaces. The ones of a VPC link are no ends: an API connects from them to its target, and nobody connects to them. */
function endsAmong(network: Network, isMeant: (iface: Interface) => boolean): readonly ConnectionEnd[] {
  return network.interfaces
    .filter((iface) => isMeant(iface) && network.byId.get(iface.owner)?.kind !== 'api-gateway')
    .flatMap((iface) => connectionEndsAt(network, iface));
}

function endpointsServing(network: Network, id: EntityId): readonly ConnectionEnd[] {
  const interfaces = network.endpoints.filter(({ serves }) => serves.includes(id)).flatMap(({ interfaces }) => interfaces);
  return interfaces.flatMap((iface) => connectionEndsAt(network, iface));
}

/** One end for each address of an interface. */
export function connectionEndsAt(network: Network, iface: Interface): readonly ConnectionEnd[] {
  return iface.addresses.map((own) => ({
    id: iface.owner,
    interface: iface,
    address: own.private,
    ...(own.public && { public: own.public }),
    initiator: initiatorAt(network, iface),
  }));
}

function initiatorAt({ byId }: Network, { owner }: Interface): ConnectionEnd['initiator'] {
  const kind = byId.get(owner)?.kind;
  return kind === undefined ? 'linux' : sourcePortsOf(kind);
}

/** The end that has this address: an interface, by its private or public address, else an external host. */
function connectionEndAt(network: Network, address: Address): ConnectionEnd {
  for (const iface of network.interfaces) {
    const found = connectionEndsAt(network, iface).find(
      (end) => sameAddress(end.address, address) || (end.public !== undefined && sameAddress(end.public, address)),
    );
    if (found !== undefined) return { ...found, written: address };
  }
  // No name is resolved, so no endpoint takes it over.
  return { ...outsideAt(network, address), written: address };
}

/** An example of an external host, one for each address family: an address that nothing in the file uses. */
function exampleExternalHosts(network: Network): readonly ConnectionEnd[] {
  const usesIpv6 = network.vpcs.some(({ prefixes }) => prefixes.some(({ family }) => family === 6));
  const families: readonly Family[] = usesIpv6 ? [4, 6] : [4];
  return families.flatMap((family) => {
    const free = EXTERNAL_HOSTS.find((address) => address.family === family && !isDeclared(network, address));
    return free === undefined ? [] : [{ id: INTERNET, address: free, initiator: 'elsewhere' as const }];
  });
}

const EXTERNAL_HOSTS = EXAMPLE_EXTERNAL_HOSTS.flatMap((text) => parseAddress(text) ?? []);

function isDeclared(network: Network, address: Address): boolean {
  const { outside, publicOwner, unused } = lookupIn(network);
  const named = outside(address);
  const isOwn = publicOwner(address) !== undefined || unused.some((prefix) => contains(prefix, address));
  return isOwn || (named !== undefined && named.kind !== 'internet');
}

function endsOfWorkload(network: Network, workload: Workload): readonly ConnectionEnd[] {
  const inside = workload.interfaces.flatMap((iface) => connectionEndsAt(network, iface));
  if (inside.length > 0 || workload.kind !== 'lambda' || workload.unknownSubnets !== undefined) return inside;
  // A function without a VPC runs in AWS's own network and opens its connections there.
  return exampleExternalHosts(network).map(({ address }) => ({
    id: workload.id,
    address,
    initiator: sourcePortsOf(workload.kind),
  }));
}

function everyOf(network: Network, word: Extract<Selector, { kind: 'every' }>['of']): readonly Entity[] {
  return [...network.byId.values()].filter(({ kind }) => isEvery(word, kind));
}

/** The interfaces with an address in the block; without any, an example address of the block. */
function connectionEndsIn(network: Network, prefix: Prefix, named?: Outside | Vpc): readonly ConnectionEnd[] {
  if (named === undefined && sizeOf(prefix) === 1n) return [connectionEndAt(network, nth(prefix, 0n))];
  const inside = endsAmong(network, () => true).filter((end) => isIn(prefix, end));
  if (inside.length > 0 && named === undefined) return inside;
  const example = nth(prefix, sizeOf(prefix) > 8n ? 7n : 0n);
  return [named === undefined ? outsideAt(network, example) : { id: named.id, address: example, initiator: 'elsewhere' }];
}

function isIn(prefix: Prefix, { address, public: shown }: ConnectionEnd): boolean {
  return contains(prefix, address) || (shown !== undefined && contains(prefix, shown));
}

/** The external end with this address: an external VPC, the most specific host or network that the file names, else the internet. */
export function outsideAt(network: Network, address: Address): ConnectionEnd {
  const named = externalVpcAt(network, address) ?? lookupIn(network).outside(address);
  return { id: named?.id ?? INTERNET, address, initiator: 'elsewhere' };
}
