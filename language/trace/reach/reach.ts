// A network → everything that can talk to everything: exact, for all packets, and as cheap as there are different behaviours.
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { acrossInternet } from './across.ts';
import { balancedCalls } from './balanced.ts';
import { domainsOf } from './domains.ts';
import { type InsideClass, insideClasses, insideSide, type OutsideEnd, outsideEnds } from './ends.ts';
import { type Passage, passages } from './passage.ts';

/** Ends that are treated alike, and what passes between every one of the first and every one of the second. */
export interface Group {
  readonly froms: readonly EntityId[];
  readonly tos: readonly EntityId[];
  readonly passages: readonly Passage[];
  /** The things in whose place the passages were found; their ids in `via` mean whoever is asked about. */
  readonly standIns?: { readonly from: EntityId; readonly to: EntityId };
  /** Of groups across the internet, where everybody has a way of one's own; other groups tell theirs in their passages. */
  readonly ways?: Ways;
}

export interface Ways {
  /** The way of two of the ends, for the passage with this index. */
  readonly via: (from: EntityId, to: EntityId, passage: number) => readonly EntityId[];
  /** Ends that share a number are in connected VPCs: their packets go another way, told in another group. */
  readonly domains: ReadonlyMap<EntityId, number>;
}

/** Which ends to look at; all without it. */
export interface Wanted {
  readonly from?: (id: EntityId) => boolean;
  readonly to?: (id: EntityId) => boolean;
  /** Of those outside: only who has this address, and it alone. */
  readonly fromAddress?: Address;
  readonly toAddress?: Address;
}

/** The groups between which something passes, or may pass. */
export function reach(
  network: Network,
  { from = () => true, to = () => true, fromAddress, toAddress }: Wanted = {},
): readonly Group[] {
  const classes = insideClasses(network);
  const senders = classes.filter(({ opens, members }) => opens && members.some(({ id }) => from(id)));
  const receivers = classes.filter(({ members }) => members.some(({ id }) => to(id)));
  const groups = [
    ...fromOutside(
      network,
      outsideEnds(network, fromAddress).filter((end) => from(end.id)),
      outsideEnds(network, toAddress).filter((end) => !end.opens && to(end.id)),
      receivers,
    ),
    ...inDomains(network, senders, receivers),
    ...balancedCalls(network, from, to),
    ...toOutside(
      network,
      senders,
      outsideEnds(network, toAddress).filter((end) => to(end.id)),
    ),
    ...acrossInternet(network, senders, receivers),
  ];
  return groups
    .map((group) => ({ ...group, froms: group.froms.filter(from), tos: group.tos.filter(to) }))
    .filter(({ froms, tos, passages: found }) => froms.length > 0 && tos.length > 0 && found.length > 0);
}

function thingsOf({ members }: InsideClass): readonly EntityId[] {
  return [...new Set(members.map(({ id }) => id))];
}

function fromOutside(
  network: Network,
  ends: readonly OutsideEnd[],
  apis: readonly OutsideEnd[],
  receivers: readonly InsideClass[],
): readonly Group[] {
  return ends
    .filter(({ opens }) => opens)
    .flatMap((end) => [
      ...receivers.flatMap((receiver) => {
        const [target] = receiver.members;
        if (target === undefined || receiver.family !== end.side.family) return [];
        const found = passages(network, end.side, insideSide(target));
        return [{ froms: [end.id], tos: thingsOf(receiver), passages: found, standIns: { from: end.id, to: target.id } }];
      }),
      ...apis
        .filter(({ side }) => side.family === end.side.family)
        .map((api) => ({ froms: [end.id], tos: [api.id], passages: passages(network, end.side, api.side) })),
    ]);
}

function toOutside(network: Network, senders: readonly InsideClass[], ends: readonly OutsideEnd[]): readonly Group[] {
  return senders.flatMap((sender) => {
    const [source] = sender.members;
    if (source === undefined) return [];
    return ends
      .filter(({ side }) => side.family === sender.family)
      .map((end) => ({
        froms: thingsOf(sender),
        tos: [end.id],
        passages: passages(network, insideSide(source), end.side),
        standIns: { from: source.id, to: end.id },
      }));
  });
}

/** Between VPCs that are connected, and inside of each. */
function inDomains(network: Network, senders: readonly InsideClass[], receivers: readonly InsideClass[]): readonly Group[] {
  const domains = domainsOf(network);
  const byDomain = new Map<number | undefined, InsideClass[]>();
  for (const receiver of receivers) {
    const domain = domains.get(receiver.vpc);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), receiver]);
  }
  return senders.flatMap((sender) =>
    (byDomain.get(domains.get(sender.vpc)) ?? []).flatMap((receiver) => {
      const pair = differentMembers(sender, receiver);
      if (pair === undefined) return [];
      const found = passages(network, insideSide(pair.source), insideSide(pair.target));
      const standIns = { from: pair.source.id, to: pair.target.id };
      return [{ froms: thingsOf(sender), tos: thingsOf(receiver), passages: found, standIns }];
    }),
  );
}

/** One of each that do not belong to one and the same thing. */
function differentMembers(
  { members: sources, family }: InsideClass,
  { members: targets, family: other }: InsideClass,
): { readonly source: InsideClass['members'][number]; readonly target: InsideClass['members'][number] } | undefined {
  if (family !== other) return undefined;
  for (const source of sources) {
    const target = targets.find(({ id }) => id !== source.id);
    if (target !== undefined) return { source, target };
  }
  return undefined;
}
