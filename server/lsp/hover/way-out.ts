// A subnet, or an interface in it → how its packets get to the internet, in one sentence of Markdown.
import { formatAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { formatRoute, type Route } from '#language/network/route-table.ts';
import type { Sources } from '#language/network/source.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { escaped, linked } from './markdown.ts';

/** By the default route of each address family that the subnet has; without one nothing gets out. */
export function wayOut(network: Network, sources: Sources, subnet: Subnet, from?: Interface): string {
  const defaults = ([4, 6] as const).flatMap((family) => routeAround(subnet.routeTable.routes, ALL_ADDRESSES[family]) ?? []);
  if (defaults.length === 0) return 'No way out: its route table has no default route.';
  return defaults.map((route) => `${throughTarget(network, route, from)} (${routeLink(sources, route)})`).join(' ');
}

/** `route 0.0.0.0/0 -> nat-a`, linked to its line. */
export function routeLink(sources: Sources, route: Route): string {
  return linked(formatRoute(route, shortName), sources.locate(route.id));
}

function throughTarget(network: Network, { destination, target }: Route, from: Interface | undefined): string {
  const family = destination.family === 4 ? 'IPv4' : 'IPv6';
  switch (target.kind) {
    case 'igw':
      return from === undefined || destination.family === 6
        ? `${family} gets out through the internet gateway ${escaped(shortName(target.id))}.`
        : asItself(from, shortName(target.id));
    case 'egress-igw':
      return `${family} gets out through ${escaped(shortName(target.id))}, and only answers come back.`;
    case 'nat':
    case 'nat-instance':
      return `${family} gets out through ${escaped(shortName(target.id))}${seenAs(publicAddressOf(network, target.id))}.`;
    case 'regional-nat':
      return `${family} gets out through ${escaped(shortName(target.id))}${seenAs(regionalAddressOf(network, target.id))}.`;
    case 'transit-gateway':
      return `${family} goes to the transit gateway ${escaped(shortName(target.id))}, whose own tables decide.`;
    case 'endpoint':
      return `${family} passes the appliance behind ${escaped(shortName(target.id))} first.`;
    case 'appliance':
      return `${family} passes ${escaped(shortName(target.id))} first.`;
    case 'site-link':
      return `${family} goes over the line ${escaped(shortName(target.id))}.`;
    case 'peering':
      return `${family} does not get out: the peering ${escaped(shortName(target.id))} leads into the other VPC and no further.`;
    case 'missing':
      return `${family} gets nowhere: ${escaped(target.text)} does not exist.`;
    case 'local':
      return '';
  }
}

/** Through an internet gateway a resource is seen under its own public address. */
function asItself({ addresses }: Interface, gateway: string): string {
  const shown = addresses.find((address) => address.public !== undefined)?.public;
  return shown === undefined
    ? `IPv4 does not get out: the internet gateway ${escaped(gateway)} has no public address to give it.`
    : `IPv4 gets out through ${escaped(gateway)}${seenAs(shown)}.`;
}

function seenAs(address: InterfaceAddress['public']): string {
  return address === undefined ? '' : `, seen as \`${formatAddress(address)}\``;
}

/** The first one: which of them it is depends on the zone. */
function regionalAddressOf({ byId }: Network, id: EntityId): InterfaceAddress['public'] {
  const nat = byId.get(id);
  return nat?.kind === 'regional-nat' ? nat.addresses[0]?.public : undefined;
}

function publicAddressOf({ interfaces }: Network, owner: Interface['owner']): InterfaceAddress['public'] {
  const addresses = interfaces.filter((one) => one.owner === owner).flatMap((one) => one.addresses);
  return addresses.find((address) => address.public !== undefined)?.public;
}
