// Which connection ends nothing in the network distinguishes: what is true of one of them is true of all.
import { spend } from '#language/network/budget.ts';
import { externalVpcAt } from '#language/network/completeness.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { perObject } from '#language/network/memo.ts';
import type { Entity, Network } from '#language/network/network.ts';
import { targetId } from '#language/network/route-table.ts';
import { groupsOf as targetGroupsOf } from '#language/network/target-groups.ts';
import { addressClassesOf } from './address-classes.ts';
import type { ConnectionEnd } from './connection-end.ts';
import { hiddenInterfaces } from './hidden-ends.ts';
import type { Party } from './party.ts';
import type { Pair } from './ways.ts';

/** The class of an end, as a text: equal for ends that no rule, route or gateway distinguishes. An external end is alone in its class. */
export const alikeIn = perObject((network: Network): ((end: ConnectionEnd) => string) => {
  const addressClasses = addressClassesOf(network);
  const special = specialResources(network);
  return (end) => {
    const { id, interface: iface, address, public: shown, written } = end;
    const owner = network.byId.get(id);
    if (iface === undefined || owner === undefined) return `${id} ${address.family} ${address.bits} ${written?.bits ?? ''}`;
    // What is in an external VPC with the same blocks has the address of one of the members only.
    const own = externalVpcAt(network, address) === undefined ? '' : `${address.bits}`;
    return [
      iface.subnet.id,
      groupsOf(iface),
      iface.sourceDestCheck,
      characterOf(owner, special, iface),
      own,
      address.family,
      addressClasses.indexOf(address),
      shown === undefined ? '-' : addressClasses.indexOf(shown),
      calledAt(end),
    ].join(' ');
  };
});

/** Of the pairs whose ends are alike, the first. */
export function firstOfAlike(network: Network, pairs: readonly Pair[]): readonly Pair[] {
  if (pairs.length < 2) return pairs;
  const alike = alikeIn(network);
  const first = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = `${alike(pair[0])}|${alike(pair[1])}`;
    if (!first.has(key)) first.set(key, pair);
  }
  return [...first.values()];
}

/** A pair of parties, and how many pairs it stands for, itself included. */
export interface PairApart<T> {
  readonly from: T;
  readonly to: T;
  readonly count: number;
}

/**
 * Every sender with every receiver, of those that are alike the first: what happens to one pair happens to all that it stands for. In the order
 * of the senders, then of the receivers.
 */
export function pairsApart<T>(
  network: Network,
  froms: readonly T[],
  tos: readonly T[],
  partyOf: (one: T) => Party,
): readonly PairApart<T>[] {
  const senders = classesOf(network, froms, partyOf, 'sendsBy');
  const receivers = classesOf(network, tos, partyOf, 'calledBy').map((called) => ({
    called,
    byId: groupBy(called, ({ id }) => id),
  }));
  spend(senders.length * receivers.length);
  return senders
    .flatMap((own) => receivers.flatMap(({ called, byId }) => pairsOfClasses(own, called, byId)))
    .toSorted((a, b) => a.from.index - b.from.index || a.to.index - b.to.index)
    .map(({ from, to, count }) => ({ from: from.one, to: to.one, count }));
}

interface Numbered<T> {
  readonly one: T;
  readonly index: number;
  readonly id: EntityId;
}

/** Who decides which interface is used belongs to the class. */
function classesOf<T>(
  network: Network,
  all: readonly T[],
  partyOf: (one: T) => Party,
  chooser: 'sendsBy' | 'calledBy',
): readonly (readonly Numbered<T>[])[] {
  const alike = alikeIn(network);
  const keyOf = ({ one }: Numbered<T>): string => {
    const { ends, [chooser]: chosenBy } = partyOf(one);
    spend(ends.length / ENDS_PER_STEP);
    return [chosenBy, ...ends.map(alike)].join('|');
  };
  const numbered = all.map((one, index): Numbered<T> => ({ one, index, id: partyOf(one).id }));
  return [...groupBy(numbered, keyOf).values()];
}

const ENDS_PER_STEP = 4;

/** The first pair of different resources, and the first of a resource with itself. */
function pairsOfClasses<T>(
  senders: readonly Numbered<T>[],
  called: readonly Numbered<T>[],
  byId: ReadonlyMap<EntityId, readonly Numbered<T>[]>,
): readonly PairApart<Numbered<T>>[] {
  const own = senders.flatMap((from) => (byId.get(from.id) ?? []).map((to) => ({ from, to })));
  const others = senders.length * called.length - own.length;
  const first = others === 0 ? undefined : senders.find((from) => called.some(({ id }) => id !== from.id));
  const other = first && called.find(({ id }) => id !== first.id);
  return [
    ...(first && other ? [{ from: first, to: other, count: others }] : []),
    ...own.slice(0, 1).map((pair) => ({ ...pair, count: own.length })),
  ];
}

/** Which address is called: one of the end's own, or that of an endpoint to which its name leads. */
function calledAt({ public: shown, written, endpoint }: ConnectionEnd): string {
  if (endpoint !== undefined) return endpoint.id;
  return written === undefined ? '' : written === shown ? 'public' : 'private';
}

function groupsOf({ securityGroups }: Interface): string {
  return securityGroups === undefined ? '-' : securityGroups.map(({ id }) => id).join(',');
}

/** The role of a resource for other ends' packets. A resource with a role of its own is in a class of its own. */
function characterOf(owner: Entity, special: ReadonlySet<EntityId>, iface: Interface): string {
  if (special.has(owner.id)) return iface.id;
  if (owner.kind === 'pod') return `pod ${owner.node ?? ''} ${owner.nodeTranslates ?? ''}`;
  return owner.kind === 'lambda' ? 'lambda' : 'machine';
}

/** Resources that forward or balance packets, that are targets with client IP preservation, or that are nodes with pods. */
function specialResources(network: Network): ReadonlySet<EntityId> {
  const routed = network.routeTables.flatMap(({ routes }) => routes.flatMap((route) => targetId(route) ?? []));
  const balanced = network.loadBalancers
    .filter(({ kind }) => kind === 'nlb')
    .flatMap((balancer) => targetGroupsOf(network, balancer))
    .flatMap(({ targets, preserveClientIp }) => (preserveClientIp ? targets.map(({ resource }) => resource) : []));
  return new Set([
    ...network.natGateways.map(({ id }) => id),
    ...network.loadBalancers.map(({ id }) => id),
    ...network.endpoints.map(({ id }) => id),
    ...network.clientVpns.map(({ id }) => id),
    ...network.resolverEndpoints.map(({ id }) => id),
    ...network.workloads
      .filter(({ kind, interfaces }) => kind === 'nat-instance' || interfaces.some((iface) => !iface.sourceDestCheck))
      .map(({ id }) => id),
    ...network.workloads.flatMap(({ node }) => node ?? []),
    ...network.kubernetesServices.flatMap(({ workers, pods }) => [...workers, ...pods.map(({ pod }) => pod)]),
    ...[...network.byId.keys()].filter((id) => hiddenInterfaces(network, id) !== undefined),
    ...network.outside.flatMap(({ behind }) => behind ?? []),
    ...routed,
    ...balanced,
  ]);
}
