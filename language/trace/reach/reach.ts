// A network → all connectivity: exact, for all packets, at a cost that grows with the number of equivalence classes.
import type { Address } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { acrossInternet } from './across.ts';
import { balancedCalls } from './balanced.ts';
import { domainsOf } from './domains.ts';
import { differentMembers, type ExternalEnd, externalEnds, type InternalClass, internalClasses, internalSide } from './ends.ts';
import type { PairClass } from './pair-class.ts';
import { passages } from './passage.ts';

/** The ends to consider; without it, all. */
export interface Wanted {
  readonly from?: (id: EntityId) => boolean;
  readonly to?: (id: EntityId) => boolean;
  /** For external ends: only those that have this address, with this address alone. */
  readonly fromAddress?: Address;
  readonly toAddress?: Address;
}

/** The pair classes between which something passes, or may pass. */
export function reach(
  network: Network,
  { from = () => true, to = () => true, fromAddress, toAddress }: Wanted = {},
): readonly PairClass[] {
  const classes = internalClasses(network);
  const senders = classes.filter(({ opens, members }) => opens && members.some(({ id }) => from(id)));
  const receivers = classes.filter(({ members }) => members.some(({ id }) => to(id)));
  const pairClasses = [
    ...fromOutside(
      network,
      externalEnds(network, fromAddress).filter((end) => from(end.id)),
      externalEnds(network, toAddress).filter((end) => !end.opens && to(end.id)),
      receivers,
    ),
    ...inDomains(network, senders, receivers),
    ...balancedCalls(network, from, to),
    ...toOutside(
      network,
      senders,
      externalEnds(network, toAddress).filter((end) => to(end.id)),
    ),
    ...acrossInternet(network, senders, receivers),
  ];
  return pairClasses
    .map((pairClass) => ({ ...pairClass, froms: pairClass.froms.filter(from), tos: pairClass.tos.filter(to) }))
    .filter(({ froms, tos, passages: found }) => froms.length > 0 && tos.length > 0 && found.length > 0);
}

function resourcesOf({ members }: InternalClass): readonly EntityId[] {
  return [...new Set(members.map(({ id }) => id))];
}

function fromOutside(
  network: Network,
  ends: readonly ExternalEnd[],
  apis: readonly ExternalEnd[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  return ends
    .filter(({ opens }) => opens)
    .flatMap((end) => [
      ...receivers.flatMap((receiver) => {
        const [target] = receiver.members;
        if (target === undefined || receiver.family !== end.side.family) return [];
        const found = passages(network, end.side, internalSide(target));
        return [
          { froms: [end.id], tos: resourcesOf(receiver), passages: found, representatives: { from: end.id, to: target.id } },
        ];
      }),
      ...apis
        .filter(({ side }) => side.family === end.side.family)
        .map((api) => ({ froms: [end.id], tos: [api.id], passages: passages(network, end.side, api.side) })),
    ]);
}

function toOutside(network: Network, senders: readonly InternalClass[], ends: readonly ExternalEnd[]): readonly PairClass[] {
  return senders.flatMap((sender) => {
    const [source] = sender.members;
    if (source === undefined) return [];
    return ends
      .filter(({ side }) => side.family === sender.family)
      .map((end) => ({
        froms: resourcesOf(sender),
        tos: [end.id],
        passages: passages(network, internalSide(source), end.side),
        representatives: { from: source.id, to: end.id },
      }));
  });
}

/** Between connected VPCs, and within each. */
function inDomains(
  network: Network,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  const domains = domainsOf(network);
  const byDomain = new Map<number | undefined, InternalClass[]>();
  for (const receiver of receivers) {
    const domain = domains.get(receiver.vpc);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), receiver]);
  }
  return senders.flatMap((sender) =>
    (byDomain.get(domains.get(sender.vpc)) ?? []).flatMap((receiver) => {
      const pair = differentMembers(sender, receiver);
      if (pair === undefined) return [];
      const found = passages(network, internalSide(pair.source), internalSide(pair.target));
      const representatives = { from: pair.source.id, to: pair.target.id };
      return [{ froms: resourcesOf(sender), tos: resourcesOf(receiver), passages: found, representatives }];
    }),
  );
}
