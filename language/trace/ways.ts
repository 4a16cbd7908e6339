// The ways in which one party can call another: the sender chooses the address to call, AWS chooses everything else.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS"; Elastic Load Balancing, "How Elastic Load Balancing works"; AWS PrivateLink
// Guide, "Access AWS services through AWS PrivateLink".
import type { Address, Family } from '#language/network/address.ts';
import { spendOn } from '#language/network/budget.ts';
import { groupBy } from '#language/network/group-by.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { ConnectionEnd } from './connection-end.ts';
import { namesOf } from './dns.ts';
import type { Party } from './party.ts';
import { nodesInDns, type Open } from './rotation.ts';

/** How many items of a list one pair of ends counts as. */
const ITEMS_OF_PAIR = 96;

/** One way to call: AWS takes any of the pairs. The receiver's end has the address to call as `written`. */
export interface Way {
  readonly pairs: readonly Pair[];
  /** Whether the address is used only by those who do not call the name, because the name leads elsewhere. */
  readonly bypassesName: boolean;
}

/** The ends of one connection. */
export type Pair = readonly [from: ConnectionEnd, to: ConnectionEnd];

/** All ways from one party to the other: first the one that the name of the receiver leads to. None if they have no addresses of one family. */
export function waysBetween(network: Network, from: Party, to: Party, open: Open): readonly Way[] {
  const ways = sendersOf(from).flatMap((senders) => {
    const [first] = senders;
    if (first === undefined) return [];
    return calledBy(network, first, to, open).map(({ ends, bypassesName }): Way => {
      const receivers = ends.filter((end) => familyOf(end) === first.address.family);
      spendOn(ITEMS_OF_PAIR * senders.length * receivers.length);
      return {
        pairs: senders.flatMap((sender) => receivers.filter((end) => canMeet(sender, end)).map((end): Pair => [sender, end])),
        bypassesName,
      };
    });
  });
  return ways.filter(({ pairs }) => pairs.length > 0);
}

/** Every sender with every address of the receiver, whether its name leads there or not. */
export function allPairs(from: Party, to: Party): readonly Pair[] {
  const receivers = to.ends.flatMap(addressesOf);
  spendOn(ITEMS_OF_PAIR * from.ends.length * receivers.length);
  return from.ends.flatMap((sender) =>
    receivers.filter((end) => familyOf(end) === sender.address.family && canMeet(sender, end)).map((end): Pair => [sender, end]),
  );
}

/** A resource does not call its own interface. */
function canMeet({ interface: own }: ConnectionEnd, { interface: other }: ConnectionEnd): boolean {
  return own === undefined || own !== other;
}

function familyOf({ address, written = address }: ConnectionEnd): Family {
  return written.family;
}

/** The ends among which the sender chooses, each with those among which AWS chooses. A machine knows all its addresses. */
function sendersOf({ ends, sendsBy }: Party): readonly (readonly ConnectionEnd[])[] {
  if (sendsBy === 'itself') return ends.map((end) => [end]);
  return [...groupBy(ends, ({ address }) => String(address.family)).values()].map((same) =>
    [...groupBy(same, ({ interface: iface, address }) => iface?.id ?? String(address.bits)).values()].flatMap((own) =>
      own.slice(0, 1),
    ),
  );
}

interface Called {
  readonly ends: readonly ConnectionEnd[];
  readonly bypassesName: boolean;
}

/** What the sender may call, each with the ends among which AWS chooses. */
function calledBy(network: Network, sender: ConnectionEnd, to: Party, open: Open): readonly Called[] {
  const { takenOver, resolved } = namesOf(network, sender, to.ends);
  const direct = directly(network, to, open).toSorted((a, b) => rankOf(a, resolved) - rankOf(b, resolved));
  if (takenOver.length === 0) return direct.map((ends) => ({ ends, bypassesName: false }));
  const named = takenOver.filter(({ written }) => !owns(network, sender, written));
  return [{ ends: named, bypassesName: false }, ...direct.map((ends) => ({ ends, bypassesName: true }))];
}

/** Whether the address is one of the sender's: an endpoint does not call itself where the name of its service leads to it. */
function owns({ byId }: Network, { id }: ConnectionEnd, address: Address | undefined): boolean {
  const sender = byId.get(id);
  const interfaces = sender?.kind === 'endpoint' ? sender.interfaces : [];
  return interfaces.some(({ addresses }) => addresses.some((own) => own.private === address));
}

/** The address that the name resolves to comes first. */
function rankOf(ends: readonly ConnectionEnd[], resolved: Address | undefined): number {
  return ends.some(({ written }) => written === resolved) ? 0 : 1;
}

/** By its addresses: each of a machine's; of what AWS runs, those of one kind together, among which its name decides. */
function directly(network: Network, { ends, calledBy }: Party, open: Open): readonly (readonly ConnectionEnd[])[] {
  if (calledBy === 'itself') return ends.flatMap(addressesOf).map((end) => [end]);
  const served = inDns(network, ends, open);
  return [...groupBy(served.flatMap(addressesOf), kindOfAddress).values()];
}

/** Of a load balancer only the nodes that its name resolves to. */
function inDns(network: Network, ends: readonly ConnectionEnd[], open: Open): readonly ConnectionEnd[] {
  const [first] = ends;
  const balancer = first && network.byId.get(first.id);
  if (balancer === undefined || !resourceIn(balancer, 'load-balancer')) return ends;
  const nodes = nodesInDns(network, balancer, open);
  const served = ends.filter(({ interface: node }) => node !== undefined && nodes.includes(node));
  return served.length > 0 ? served : ends;
}

function addressesOf(end: ConnectionEnd): readonly ConnectionEnd[] {
  if (end.written !== undefined) return [end];
  return [end.address, ...(end.public ? [end.public] : [])].map((written) => ({ ...end, written }));
}

function kindOfAddress({ written, public: shown }: ConnectionEnd): string {
  return written?.family === 6 ? 'IPv6' : written === shown ? 'public' : 'private';
}
