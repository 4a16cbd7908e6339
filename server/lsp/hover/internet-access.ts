// Explains in one sentence how packets from a subnet, or from an interface in it, reach the internet.
import { formatAddress } from '#language/network/address.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import { ALL_ADDRESSES } from '#language/network/known-addresses.ts';
import type { Network } from '#language/network/network.ts';
import { routeAround } from '#language/network/route-priority.ts';
import { formatRoute, type Route } from '#language/network/route-table.ts';
import type { Sources } from '#language/network/source.ts';
import type { Subnet } from '#language/network/subnet.ts';
import { escaped, labelMarkdown, linked, reasonMarkdown } from './markdown.ts';

/** One sentence for each default route of the subnet, one for each address family. */
export function internetAccess(network: Network, sources: Sources, subnet: Subnet, from?: Interface): string {
  const defaults = ([4, 6] as const).flatMap((family) => routeAround(subnet.routeTable.routes, ALL_ADDRESSES[family]) ?? []);
  if (defaults.length === 0) return 'No internet access: the route table has no default route.';
  return defaults.map((route) => `${accessThrough(network, route, from)} (${routeLink(sources, route)})`).join(' ');
}

/** `route 0.0.0.0/0 -> nat-a` as a link to its line. */
export function routeLink(sources: Sources, route: Route): string {
  return `${linked(formatRoute(route, shortName), sources.locate(route.id))}${labelMarkdown(route)}`;
}

function accessThrough(network: Network, { destination, target }: Route, from: Interface | undefined): string {
  const family = destination.family === 4 ? 'IPv4' : 'IPv6';
  switch (target.kind) {
    case 'igw':
      return from === undefined || destination.family === 6
        ? `${family} traffic leaves through the internet gateway ${escaped(shortName(target.id))}.`
        : throughInternetGateway(from, shortName(target.id));
    case 'egress-igw':
      return `${family} traffic leaves through ${escaped(shortName(target.id))}, which lets only replies in.`;
    case 'nat':
    case 'nat-instance':
      return `${family} traffic leaves through ${escaped(shortName(target.id))}${withSource(publicAddressOf(network, target.id))}.`;
    case 'regional-nat':
      return `${family} traffic leaves through ${escaped(shortName(target.id))}${withSource(regionalAddressOf(network, target.id))}.`;
    case 'transit-gateway':
      return `${family} traffic goes to the transit gateway ${escaped(shortName(target.id))}, whose route tables decide.`;
    case 'endpoint':
      return `${family} traffic first passes ${inspectorAt(network, target.id)}${escaped(shortName(target.id))}.`;
    case 'appliance':
      return `${family} traffic first passes ${escaped(shortName(target.id))}.`;
    case 'site-link':
      return `${family} traffic goes over the connection ${escaped(shortName(target.id))}.`;
    case 'peering':
      return `${family} traffic does not reach the internet: the peering connection ${escaped(shortName(target.id))} is not transitive.`;
    case 'missing':
      return `${family} traffic is dropped: ${escaped(target.text)} does not exist.`;
    case 'blackhole':
      return `${family} traffic is dropped: the route is a blackhole.`;
    case 'unknown':
      return `${family} traffic goes to a target that is unknown${reasonMarkdown(target.unknown)}.`;
    case 'local':
      return '';
  }
}

function inspectorAt({ byId }: Network, id: EntityId): string {
  const endpoint = byId.get(id);
  return endpoint?.kind === 'endpoint' && endpoint.type === 'firewall' ? 'the firewall ' : 'the appliance behind ';
}

/** Through an internet gateway, packets have the public address of the interface as their source. */
function throughInternetGateway({ addresses }: Interface, gateway: string): string {
  const shown = addresses.find((address) => address.public !== undefined)?.public;
  return shown === undefined
    ? `IPv4 traffic is dropped at the internet gateway ${escaped(gateway)}: there is no public address.`
    : `IPv4 traffic leaves through ${escaped(gateway)}${withSource(shown)}.`;
}

function withSource(address: InterfaceAddress['public']): string {
  return address === undefined ? '' : `, with the source address \`${formatAddress(address)}\``;
}

/** The first public address. Which one AWS uses depends on the Availability Zone. */
function regionalAddressOf({ byId }: Network, id: EntityId): InterfaceAddress['public'] {
  const nat = byId.get(id);
  return nat?.kind === 'regional-nat' ? nat.addresses[0]?.public : undefined;
}

function publicAddressOf({ interfaces }: Network, owner: Interface['owner']): InterfaceAddress['public'] {
  const addresses = interfaces.filter((one) => one.owner === owner).flatMap((one) => one.addresses);
  return addresses.find((address) => address.public !== undefined)?.public;
}
