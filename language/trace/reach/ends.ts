// All connection ends, in equivalence classes that no rule, route or gateway distinguishes.

import type { Address, Family } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { kindIs } from '#language/network/kinds.ts';
import { LINK_LOCAL_BLOCKS, SERVICE_BLOCKS } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET, type Outside } from '#language/network/outside.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { includes, keyOf, subtract, unionAll } from '#language/packets/intervals.ts';
import { type AddressSet, addressSetOf, singleAddress } from '#language/packets/packet-class.ts';
import { alikeIn } from '#language/trace/alike.ts';
import { type ConnectionEnd, connectionEndsAt } from '#language/trace/connection-end.ts';
import { lookupIn } from '#language/trace/lookup.ts';
import { opensConnections } from '#language/trace/party.ts';
import type { Side } from './cover.ts';
import { internetAddresses } from './universe.ts';

/** An address of an interface, from which it sends, or at which it is called (`written`). */
export type InternalEnd = ConnectionEnd & {
  readonly interface: Interface;
  /** The same for the same address of the same interface in another version of the network, whatever number it has. */
  readonly role: string;
};

/** An equivalence class of interface addresses; each of them represents all. */
export interface InternalClass {
  readonly members: readonly InternalEnd[];
  readonly vpc: Vpc;
  readonly family: Family;
  /** Whether it opens connections by itself: gateways only reply, load balancers only connect to their targets. */
  readonly opens: boolean;
}

/** All addresses from which interfaces send, in classes, in the order of the text. */
export function sendingClasses(network: Network): readonly InternalClass[] {
  return classesOf(network, sendingEnds).filter(({ opens }) => opens);
}

/** All addresses at which interfaces are called, private and public, in classes, in the order of the text. */
export function calledClasses(network: Network): readonly InternalClass[] {
  return classesOf(network, calledEnds);
}

/** The addresses from which the interface sends. */
export function sendingEnds(network: Network, iface: Interface): readonly InternalEnd[] {
  return connectionEndsAt(network, iface).map((end, index) => ({ ...end, interface: iface, role: `${iface.id} ${index}` }));
}

/** The addresses at which the interface is called. */
export function calledEnds(network: Network, iface: Interface): readonly InternalEnd[] {
  return sendingEnds(network, iface).flatMap((end) => [
    { ...end, written: end.address },
    ...(end.public === undefined ? [] : [{ ...end, written: end.public, role: `${end.role} public` }]),
  ]);
}

function classesOf(
  network: Network,
  endsAt: (network: Network, iface: Interface) => readonly InternalEnd[],
): readonly InternalClass[] {
  const alike = alikeIn(network);
  const classes = new Map<string, { members: InternalEnd[]; vpc: Vpc; family: Family; opens: boolean }>();
  for (const iface of network.interfaces) {
    const owner = network.byId.get(iface.owner);
    if (owner === undefined || owner.kind === 'api-gateway') continue;
    for (const member of endsAt(network, iface)) {
      const key = alike(member);
      const known = classes.get(key);
      if (known === undefined)
        classes.set(key, {
          members: [member],
          vpc: iface.subnet.vpc,
          family: member.address.family,
          opens: opensConnections(owner),
        });
      else known.members.push(member);
    }
  }
  return [...classes.values()];
}

/** One member of each that do not belong to the same resource. `undefined` if there are none, or if their families differ. */
export function differentMembers(
  { members: sources, family }: InternalClass,
  { members: targets, family: other }: InternalClass,
): { readonly source: InternalEnd; readonly target: InternalEnd } | undefined {
  if (family !== other) return undefined;
  for (const source of sources) {
    const target = targets.find(({ id }) => id !== source.id);
    if (target !== undefined) return { source, target };
  }
  return undefined;
}

/** An internal end as one side of a query. */
export function internalSide(end: ConnectionEnd): Side {
  const address = end.written ?? end.address;
  return { family: address.family, addresses: singleAddress(address), at: () => end };
}

/** An external end: the internet as a whole, a host or a network that the text names, or a public API. */
export interface ExternalEnd {
  readonly id: EntityId;
  readonly side: Side;
  /** Whether it sends packets into VPCs. */
  readonly opens: boolean;
}

/** `internet` first, then what the text names outside AWS, and external VPCs; each once for each family that the VPCs use. With an address: only ends that have it, with this address alone. */
export function externalEnds(network: Network, only?: Address): readonly ExternalEnd[] {
  const families = familiesOf(network);
  const external = families.map((family) => internetEnd(network, family));
  const known = [...network.outside.slice(1), ...network.vpcs.filter(({ isExternal }) => isExternal)];
  const named = known.flatMap((one) => families.flatMap((family) => namedEnd(network, one, family)));
  const apis = network.apiGateways.flatMap(({ id, kind, address }) =>
    address === undefined
      ? []
      : [{ id, opens: kindIs(kind, 'opensConnections'), side: internalSide({ id, address, initiator: 'elsewhere' }) }],
  );
  const all = [...external, ...named, ...apis];
  return only === undefined ? all : all.flatMap((end) => narrowed(end, only));
}

function narrowed(end: ExternalEnd, address: Address): readonly ExternalEnd[] {
  const { side } = end;
  if (side.family !== address.family || !includes(side.addresses, address.bits)) return [];
  return [{ ...end, side: { ...side, addresses: singleAddress(address) } }];
}

/** The address families that the VPCs use; IPv4 always. */
export function familiesOf({ vpcs }: Network): readonly Family[] {
  return vpcs.some(({ prefixes }) => prefixes.some(({ family }) => family === 6)) ? [4, 6] : [4];
}

/** All external hosts. Packets go to their addresses, not to what their names resolve to. */
export function internetEnd(network: Network, family: Family): ExternalEnd {
  const at = (address: Address): ConnectionEnd => ({ id: INTERNET, address, written: address, initiator: 'elsewhere' });
  return {
    id: INTERNET,
    opens: kindIs('internet', 'opensConnections'),
    side: { family, addresses: internetAddresses(network, family), at },
  };
}

function namedEnd(network: Network, { id, kind, prefixes }: Outside | Vpc, family: Family): readonly ExternalEnd[] {
  const own = addressSetOf(prefixes, family);
  const { owned, publics, unused } = lookupIn(network);
  // An address in a network that a resource has is the resource. A host may have the same private address as a resource elsewhere.
  const inside = (kind === 'network' ? owned : publics)[family];
  const addresses: AddressSet = subtract(
    own,
    unionAll([inside, addressSetOf([...unused, ...LINK_LOCAL_BLOCKS[family], ...SERVICE_BLOCKS], family)]),
  );
  if (addresses.length === 0) return [];
  return [
    {
      id,
      opens: kind === 'vpc' || kindIs(kind, 'opensConnections'),
      side: { family, addresses, at: (address) => ({ id, address, initiator: 'elsewhere' }) },
    },
  ];
}

/** The side as a sender in this VPC can call it: the addresses of the VPC's own blocks lead to the VPC, whoever else has them. */
export function calledFrom(vpc: Vpc | undefined, side: Side): Side {
  if (vpc === undefined) return side;
  const own = addressSetOf(vpc.prefixes, side.family);
  const addresses = subtract(side.addresses, own);
  return keyOf(addresses) === keyOf(side.addresses) ? side : { ...side, addresses };
}
