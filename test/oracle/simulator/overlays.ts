// Networks behind instances: clients of a VPN server, subnets behind a router, an overlay. The machine forwards their packets in both
// directions as they are; it translates and remembers nothing (2D, docs/language.md).
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Outside } from '#language/network/outside.ts';
import { outsideAt } from './gateways.ts';
import type { Flight } from './header.ts';
import { hostOf } from './machines.ts';
import { dropped, finish, go, type Next, privateOwner, type World } from './world.ts';

/** The network behind a machine that has the address: hosts with names of their own are in it, too. */
export function overlayAt({ network: { outside } }: Pick<World, 'network'>, address: Address): Outside | undefined {
  const overlays = outside.filter(({ behind }) => behind !== undefined);
  return outsideAt({ network: { outside: overlays } }, address);
}

/** The network behind a machine in which a sender outside is: by his name, or by his address if he has a name. */
export function overlayOf(world: World, sender: EntityId, address: Address): Outside | undefined {
  const named = world.network.outside.find(({ id }) => id === sender);
  if (named === undefined || named.kind === 'internet') return undefined;
  return named.behind === undefined ? overlayAt(world, address) : named;
}

/** A packet inside the machine of the interface, on its way to a network behind it. No filter and no route sees it any more. */
export function intoOverlay(world: World, iface: Interface, flight: Flight): Next | undefined {
  const { header } = flight;
  const overlay = overlayAt(world, header.destination);
  if (overlay === undefined || overlay.behind !== hostOf(world, iface)) return undefined;
  return finish({ kind: 'outside', id: overlay.id, header, through: iface });
}

/** A packet of the network: it is inside its machine, and leaves that by its first interface unless it is for the machine itself. */
export function fromOverlay(world: World, { id, behind }: Outside, flight: Flight): Next {
  const iface = world.network.interfaces.find(({ owner }) => owner === behind);
  // The machine is gone.
  return iface === undefined ? dropped(id, 'NO_SITE_ROUTE') : outOfMachine(world, iface, flight);
}

/** The same by a given interface: answers leave by that which took the question. */
export function outOfMachine(world: World, iface: Interface, flight: Flight): Next {
  const onward = { ...flight, origin: undefined };
  const owned = privateOwner(world, iface.subnet.vpc, flight.header.destination);
  if (owned !== undefined && hostOf(world, owned.iface) === hostOf(world, iface))
    return go({ kind: 'host', iface: owned.iface }, onward);
  return go({ kind: 'leave', iface }, onward);
}
