// Calls of names that resolve to a VPC endpoint with private DNS, in place of the addresses of what it serves.

import type { Address } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import { namesOf } from '#language/trace/dns.ts';
import type { Side } from './cover.ts';
import { calledFrom, differentMembers, type ExternalEnd, type InternalClass, internalSide } from './ends.ts';
import { endAt, outsideEnd, type PairClass, type PairEnd } from './pair-class.ts';
import { passages } from './passage.ts';
import { roleByAddress, roleByName } from './roles.ts';

/** To load balancers of the network whose name an endpoint takes over. */
export function namedCalls(
  network: Network,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  const served = new Set(network.endpoints.flatMap(({ privateDns, serves }) => (privateDns ? serves : [])));
  const named = receivers.filter(({ members: [first] }) => first !== undefined && served.has(first.id));
  return senders.flatMap((sender) =>
    named.flatMap((receiver) => {
      const pair = differentMembers(sender, receiver);
      if (pair === undefined) return [];
      const { written: _, ...target } = pair.target;
      return namesOf(network, pair.source, [target]).takenOver.map((end) => ({
        froms: sender.members.map(endAt),
        tos: [{ id: end.id, role: roleByName(end), address: end.written ?? end.address }],
        passages: passages(network, internalSide(pair.source), internalSide(end)),
        representatives: { from: pair.source.id, to: pair.target.id },
      }));
    }),
  );
}

/** The sides of a call to external hosts: their addresses, or the interfaces of the endpoint that takes over their name. */
export function outsideSides(
  network: Network,
  sender: ConnectionEnd,
  { id, side }: ExternalEnd,
): readonly { readonly side: Side; readonly to: PairEnd }[] {
  const [first = 0n] = side.addresses;
  const names = namesOf(network, sender, [side.at({ family: side.family, bits: first })]).takenOver;
  const called = calledFrom(sender.interface?.subnet.vpc, side);
  if (names.length === 0) return called.addresses.length === 0 ? [] : [{ side: called, to: outsideEnd(id) }];
  // Who calls an address of the host passes the endpoint by.
  const literal = {
    side: { ...called, at: (address: Address) => ({ ...side.at(address), written: address }) },
    to: { ...outsideEnd(id), role: roleByAddress(id) },
  };
  const named = names.map((end) => ({
    side: { ...side, at: (address: Address) => ({ ...side.at(address), ...(end.written && { written: end.written }) }) },
    to: { ...outsideEnd(id), role: roleByName(end) },
  }));
  return [...named, literal];
}
