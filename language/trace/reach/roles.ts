// The addresses of a resource as ends of pairs: which of them AWS uses alike, and which one its name leads to.
import type { Family } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { INTERNET } from '#language/network/outside.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import { namesOf } from '#language/trace/dns.ts';
import { isChosenByAws } from '#language/trace/party.ts';
import { nodesInDns } from '#language/trace/rotation.ts';
import { opener } from '#language/trace/trace.ts';
import { calledEnds, type InternalEnd, sendingEnds } from './ends.ts';
import type { PairEnd } from './pair-class.ts';

/** The addresses of one family of a resource. */
export interface Addresses {
  readonly ends: readonly InternalEnd[];
  /** The roles among which AWS chooses; each other role is a choice of the sender. A group of one is no choice. */
  readonly alike: (role: string) => readonly string[];
}

/** The addresses of resources, from which they send and at which they are called. */
export interface Roles {
  readonly sending: (id: EntityId, family: Family) => Addresses;
  readonly called: (id: EntityId, family: Family) => Addresses;
}

/** The roles in a network. An external end has none. */
export const rolesIn = perObject((network: Network): Roles => {
  const interfaces = groupBy(network.interfaces, ({ owner }) => owner);
  const byIdAndFamily = (addressesOf: (own: readonly Interface[], id: EntityId, family: Family) => Addresses) => {
    const known: Readonly<Record<Family, Map<EntityId, Addresses>>> = { 4: new Map(), 6: new Map() };
    return (id: EntityId, family: Family): Addresses => {
      const found = known[family].get(id) ?? addressesOf(interfaces.get(id) ?? [], id, family);
      known[family].set(id, found);
      return found;
    };
  };
  return {
    sending: byIdAndFamily((own, id, family) => {
      const ends = own.flatMap((iface) => sendingEnds(network, iface)).filter((end) => end.address.family === family);
      return { ends, alike: alikeBy(isChosen(network, id, 'sending') ? ends : [], () => 'all') };
    }),
    called: byIdAndFamily((own, id, family) => {
      const ends = own.flatMap((iface) => calledEnds(network, iface)).filter((end) => end.address.family === family);
      const chosen = isChosen(network, id, 'called') ? inDns(network, id, ends) : [];
      return { ends, alike: alikeBy(chosen, ({ written, address }) => (written === address ? 'private' : 'public')) };
    }),
  };
});

function isChosen({ byId }: Network, id: EntityId, as: 'sending' | 'called'): boolean {
  const resource = byId.get(id);
  return resource !== undefined && isChosenByAws(resource, as);
}

/** The roles to which the name of a resource leads for a sender: those at the interfaces of an endpoint, or some of its own. */
export function namedRoles(network: Network, sender: PairEnd, to: EntityId, family: Family): readonly string[] {
  const { ends } = rolesIn(network).sending(sender.id, family);
  const from = ends.length < 2 ? ends[0] : ends.find(({ role }) => role === sender.role);
  const byReceiver = namedFrom(network)(from?.interface.subnet ?? NOWHERE)[family];
  const found = byReceiver.get(to) ?? rolesNamed(network, from ?? OUTSIDE[family], to, family);
  byReceiver.set(to, found);
  return found;
}

// Where a name leads depends on the subnet of the sender.
const namedFrom = perObject((_: Network) =>
  perObject((_: object): Readonly<Record<Family, Map<EntityId, readonly string[]>>> => ({ 4: new Map(), 6: new Map() })),
);
const NOWHERE = {};

function rolesNamed(network: Network, from: ConnectionEnd, to: EntityId, family: Family): readonly string[] {
  const { ends, alike } = rolesIn(network).called(to, family);
  const targets = ends.length > 0 ? ends.map(({ written: _, ...end }) => end) : [{ ...OUTSIDE[family], id: to }];
  const names = namesOf(network, from, targets);
  if (names.takenOver.length > 0) return names.takenOver.map(roleByName);
  const resolved = ends.find(({ written }) => written === names.resolved);
  return resolved === undefined ? [] : alike(resolved.role);
}

/** The role of an external host whose name an endpoint takes over, for who calls one of its addresses. */
export function roleByAddress(id: EntityId): string {
  return `${id} by address`;
}

/** The role of a resource that is called at an endpoint, by its name. */
export function roleByName({ id, written }: Pick<ConnectionEnd, 'id' | 'written'>): string {
  return `${id} by name ${written?.bits}`;
}

/** Somebody outside, for whom no endpoint takes over a name. */
const OUTSIDE: Readonly<Record<Family, ConnectionEnd>> = {
  4: { id: INTERNET, address: { family: 4, bits: 0n }, initiator: 'elsewhere' },
  6: { id: INTERNET, address: { family: 6, bits: 0n }, initiator: 'elsewhere' },
};

/** Of a load balancer only the nodes that its name resolves to. */
function inDns(network: Network, id: EntityId, ends: readonly InternalEnd[]): readonly InternalEnd[] {
  const balancer = network.byId.get(id);
  if (balancer === undefined || !resourceIn(balancer, 'load-balancer')) return ends;
  const nodes = nodesInDns(network, balancer, opener(network, 'all'));
  return ends.filter((end) => nodes.includes(end.interface));
}

/** One address of each interface counts: a service sends from its first one. */
function alikeBy(ends: readonly InternalEnd[], kindOf: (end: InternalEnd) => string): Addresses['alike'] {
  const groups = [...groupBy(ends, kindOf).values()].map((same) => same.map(({ role }) => role));
  const byRole = new Map(groups.flatMap((group) => group.map((role) => [role, group])));
  return (role) => byRole.get(role) ?? [role];
}
