// A network → all connectivity: exact, for all packets, at a cost that grows with the number of equivalence classes.
import { type Address, sameAddress } from '#language/network/address.ts';
import { stepsFor, within } from '#language/network/budget.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { domainsOf } from '#language/trace/domains.ts';
import { acrossInternet } from './across.ts';
import { balancedCalls } from './balanced.ts';
import {
  calledClasses,
  differentMembers,
  type ExternalEnd,
  externalEnds,
  type InternalClass,
  internalSide,
  sendingClasses,
} from './ends.ts';
import { namedCalls, outsideSides } from './named-calls.ts';
import { endAt, outsideEnd, type PairClass, type PairEnd } from './pair-class.ts';
import { passages } from './passage.ts';

/** The ends to consider; without it, all. */
export interface Wanted {
  readonly from?: (id: EntityId) => boolean;
  readonly to?: (id: EntityId) => boolean;
  /** Only ends with this address; external ends with this address alone. */
  readonly fromAddress?: Address;
  readonly toAddress?: Address;
}

/** The same within the bound of the work for one question. `undefined`: it would be too much. */
export function boundedReach(network: Network, wanted: Wanted = {}): readonly PairClass[] | undefined {
  return within(stepsFor(network), () => reach(network, wanted)).answer?.value;
}

/** The pair classes between which something passes, or may pass. */
export function reach(network: Network, wanted: Wanted = {}): readonly PairClass[] {
  const { from = () => true, to = () => true, fromAddress, toAddress } = wanted;
  const senders = sendingClasses(network).filter(({ members }) => members.some(({ id }) => from(id)));
  const receivers = calledClasses(network).filter(({ members }) => members.some(({ id }) => to(id)));
  const targets = externalEnds(network, toAddress).filter((end) => to(end.id));
  const pairClasses = [
    ...fromOutside(
      network,
      externalEnds(network, fromAddress).filter((end) => from(end.id)),
      targets.filter(({ opens }) => !opens),
      receivers,
    ),
    ...inDomains(network, senders, receivers),
    ...balancedCalls(network, from, to),
    ...toOutside(network, senders, targets),
    ...acrossInternet(network, senders, receivers),
    ...namedCalls(network, senders, receivers),
  ];
  const isSender = ({ id, address }: PairEnd): boolean => from(id) && isAt(address, fromAddress);
  const isReceiver = ({ id, address }: PairEnd): boolean => to(id) && isAt(address, toAddress);
  return pairClasses
    .map((pairClass) => ({ ...pairClass, froms: pairClass.froms.filter(isSender), tos: pairClass.tos.filter(isReceiver) }))
    .filter(({ froms, tos, passages: own }) => froms.length > 0 && tos.length > 0 && own.length > 0);
}

/** External ends have been chosen by their address before. */
function isAt(own: Address | undefined, wanted: Address | undefined): boolean {
  return own === undefined || wanted === undefined || sameAddress(own, wanted);
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
        if (found.length === 0) return [];
        return [
          {
            froms: [outsideEnd(end.id)],
            tos: receiver.members.map(endAt),
            passages: found,
            representatives: { from: end.id, to: target.id },
          },
        ];
      }),
      ...apis
        .filter(({ side }) => side.family === end.side.family)
        .map((api) => ({
          froms: [outsideEnd(end.id)],
          tos: [{ ...outsideEnd(api.id), address: addressOf(api) }],
          passages: passages(network, end.side, api.side),
        })),
    ]);
}

/** The one address of an API. */
function addressOf({ side: { family, addresses } }: ExternalEnd): Address {
  return { family, bits: addresses[0] ?? 0n };
}

function toOutside(network: Network, senders: readonly InternalClass[], ends: readonly ExternalEnd[]): readonly PairClass[] {
  return senders.flatMap((sender) => {
    const [source] = sender.members;
    if (source === undefined) return [];
    return ends
      .filter(({ side }) => side.family === sender.family)
      .flatMap((end) =>
        outsideSides(network, source, end).map(({ side, to }) => ({
          froms: sender.members.map(endAt),
          tos: [to],
          passages: passages(network, internalSide(source), side),
          representatives: { from: source.id, to: end.id },
        })),
      );
  });
}

/** Between connected VPCs, and within each, to private and IPv6 addresses. */
function inDomains(
  network: Network,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  const domains = domainsOf(network);
  const byDomain = new Map<number | undefined, InternalClass[]>();
  for (const receiver of receivers.filter(isPrivate)) {
    const domain = domains.get(receiver.vpc);
    byDomain.set(domain, [...(byDomain.get(domain) ?? []), receiver]);
  }
  return senders.flatMap((sender) =>
    (byDomain.get(domains.get(sender.vpc)) ?? []).flatMap((receiver) => {
      const pair = differentMembers(sender, receiver);
      if (pair === undefined) return [];
      const found = passages(network, internalSide(pair.source), internalSide(pair.target));
      if (found.length === 0) return [];
      const representatives = { from: pair.source.id, to: pair.target.id };
      return [{ froms: sender.members.map(endAt), tos: receiver.members.map(endAt), passages: found, representatives }];
    }),
  );
}

function isPrivate({ members: [first] }: InternalClass): boolean {
  return first?.written === first?.address;
}
