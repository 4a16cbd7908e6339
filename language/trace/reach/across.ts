// Between VPCs that are not connected: out as anybody would go out, in as anybody would come in. Both halves are found once for each end
// and put together for all pairs at once, since a packet on the internet has nothing but its header.
import { type Address, formatAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network, Vpc } from '#language/network/network.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { AddressSet } from '#language/trace/alike.ts';
import type { Endpoint } from '#language/trace/endpoint.ts';
import { placesOf } from '#language/trace/headline.ts';
import { includes, intersect, keyOf, subtract, union } from '#language/trace/intervals.ts';
import { ALL_TRAFFIC, type TrafficSet } from '#language/trace/traffic-set.ts';
import { type Atoms, atomsOf } from './atoms.ts';
import { exampleAddress } from './box.ts';
import { cover } from './cover.ts';
import { domainsOf } from './domains.ts';
import { type InsideClass, insideSide, internetEnd } from './ends.ts';
import { groupBy, type Passage, passages } from './passage.ts';
import type { Group } from './reach.ts';

/** What a sender can do on the internet, and as whom it appears there. */
interface Outward {
  readonly sender: InsideClass;
  readonly ways: readonly OutwardWay[];
  readonly signature: string;
}

interface OutwardWay {
  readonly destinations: AddressSet;
  readonly traffic: TrafficSet;
  readonly known: boolean;
  readonly partly: boolean;
  /** A stranger whom no rule tells from the sender as it appears. */
  readonly stranger: Address;
  readonly ports: PortRange | undefined;
  readonly via: readonly EntityId[];
}

/** What a receiver lets in. */
interface Inward {
  readonly receiver: InsideClass;
  /** An address out there that no rule tells from the receiver's. */
  readonly stranger: Address;
  readonly from: (ports: PortRange | undefined) => readonly Passage[];
  readonly signature: string;
}

/** The groups of pairs that meet on the internet. Addresses that a rule names one by one have pairs of their own. */
export function acrossInternet(
  network: Network,
  senders: readonly InsideClass[],
  receivers: readonly InsideClass[],
): readonly Group[] {
  const domains = domainsOf(network);
  if (new Set(domains.values()).size < 2) return [];
  const atoms = atomsOf(network);
  const outwards = senders.map((sender) => outwardOf(network, atoms, sender));
  const shown = receivers.filter(({ members }) => members.some(isShown));
  const inwards = shown.map((receiver) => inwardOf(network, atoms, receiver));
  const singular = shown.filter((_, index) => inwards[index] === undefined);
  return [
    ...together(
      domains,
      outwards.flatMap((one) => one ?? []),
      inwards.flatMap((one) => one ?? []),
    ),
    ...oneByOne(network, domains, senders, singular),
    ...oneByOne(
      network,
      domains,
      senders.filter((_, index) => outwards[index] === undefined),
      shown.filter((one) => !singular.includes(one)),
    ),
  ];
}

/** Whether the internet knows an address of it. */
function isShown({ address, public: shown }: Endpoint): boolean {
  return shown !== undefined || address.family === 6;
}

/** `undefined`: rules name its address alone, so that no stranger stands for it. */
function outwardOf(network: Network, atoms: Atoms, sender: InsideClass): Outward | undefined {
  const [source] = sender.members;
  if (source === undefined) return undefined;
  const ways: OutwardWay[] = [];
  for (const { box, trace } of cover(network, insideSide(source), internetEnd(network, sender.family).side, ALL_TRAFFIC, 'any')) {
    if (trace?.verdict === 'dropped') continue;
    const seen = trace?.forward.at(-1)?.packet;
    const stranger = seen && strangerLike(network, atoms, seen.source);
    if (stranger === undefined && trace?.verdict !== 'delivered') continue;
    if (stranger === undefined) return undefined;
    ways.push({
      destinations: box.destinations,
      traffic: box.traffic,
      known: trace?.verdict === 'delivered',
      partly: trace?.partly ?? false,
      stranger,
      ports: seen?.sourcePort?.range,
      via: trace === undefined ? [] : placesOf(trace.forward).slice(1, -1),
    });
  }
  return { sender, ways, signature: ways.map(signatureOf).join(';') };
}

function signatureOf({ destinations, traffic, known, partly, stranger, ports }: OutwardWay): string {
  return [keyOf(destinations), keyOf(traffic), known, partly, formatAddress(stranger), ports?.from, ports?.to].join('|');
}

/** Somebody on the internet to whom every rule is what it is to this address. */
function strangerLike(network: Network, atoms: Atoms, address: Address): Address | undefined {
  const others = intersect(atoms.around(address), internetEnd(network, address.family).side.addresses);
  return exampleAddress(others, address.family);
}

function inwardOf(network: Network, atoms: Atoms, receiver: InsideClass): Inward | undefined {
  const target = receiver.members.find(isShown);
  const shown = target?.public ?? target?.address;
  const stranger = shown && strangerLike(network, atoms, shown);
  if (target === undefined || stranger === undefined) return undefined;
  const side = internetEnd(network, receiver.family).side;
  const known = new Map<string, readonly Passage[]>();
  const from = (ports: PortRange | undefined): readonly Passage[] => {
    const key = ports === undefined ? '' : `${ports.from}-${ports.to}`;
    const at = (address: Address): Endpoint => ({ ...side.at(address), ...(ports && { sourcePorts: ports }) });
    const found = known.get(key) ?? passages(network, { ...side, at }, insideSide(target));
    known.set(key, found);
    return found;
  };
  const all = from(undefined).map(({ sources, allows, intermittent, unknown }) =>
    [sources, allows, intermittent, unknown].map(keyOf).join('|'),
  );
  return {
    receiver,
    stranger,
    from,
    signature: [formatAddress(stranger), receiver.members.length > 0 ? all.join(';') : ''].join(' '),
  };
}

function together(domains: ReadonlyMap<Vpc, number>, outwards: readonly Outward[], inwards: readonly Inward[]): readonly Group[] {
  const bySignature = groupBy(outwards, ({ signature }) => signature);
  const targets = [...groupBy(inwards, ({ signature }) => signature).values()];
  return [...bySignature.values()].flatMap((froms) =>
    targets.flatMap((tos) => {
      const [out] = froms;
      const [into] = tos;
      const found = out && into && out.sender.family === into.receiver.family ? meet(out, into) : undefined;
      return found === undefined ? [] : [groupOf(domains, froms, tos, found)];
    }),
  );
}

/** What gets out and in. */
function meet({ ways }: Outward, into: Inward): Passage | undefined {
  let allows: TrafficSet = [];
  let firm: TrafficSet = [];
  let unknown: TrafficSet = [];
  for (const way of ways) {
    if (!includes(way.destinations, into.stranger.bits)) continue;
    for (const passage of into.from(way.ports)) {
      if (!includes(passage.sources, way.stranger.bits)) continue;
      const both = intersect(way.traffic, passage.allows);
      if (way.known) allows = union(allows, both);
      if (way.known && !way.partly) firm = union(firm, subtract(both, passage.intermittent));
      unknown = union(unknown, union(intersect(way.traffic, passage.unknown), way.known ? [] : both));
    }
  }
  unknown = subtract(unknown, allows);
  if (allows.length === 0 && unknown.length === 0) return undefined;
  return { sources: [], destinations: [], allows, intermittent: subtract(allows, firm), unknown, via: [] };
}

function groupOf(domains: ReadonlyMap<Vpc, number>, froms: readonly Outward[], tos: readonly Inward[], passage: Passage): Group {
  const out = new Map(froms.flatMap(({ sender, ways }) => sender.members.map(({ id }) => [id, ways[0]?.via ?? []])));
  const inward = new Map(
    tos.flatMap(({ receiver, from }) => {
      const way = from(undefined)[0]?.via.slice(0, -1) ?? [];
      return receiver.members.map(({ id }) => [id, [...way, id]] as const);
    }),
  );
  const classes = [...froms.map(({ sender }) => sender), ...tos.map(({ receiver }) => receiver)];
  return {
    froms: [...out.keys()],
    tos: [...inward.keys()],
    passages: [passage],
    ways: {
      out,
      in: inward,
      domains: new Map(classes.flatMap(({ members, vpc }) => members.map(({ id }) => [id, domains.get(vpc) ?? -1]))),
    },
  };
}

function oneByOne(
  network: Network,
  domains: ReadonlyMap<Vpc, number>,
  senders: readonly InsideClass[],
  receivers: readonly InsideClass[],
): readonly Group[] {
  return senders.flatMap((sender) =>
    receivers.flatMap((receiver) => {
      const [source] = sender.members;
      const target = receiver.members.find(isShown);
      const apart = domains.get(sender.vpc) !== domains.get(receiver.vpc);
      if (!apart || source === undefined || target === undefined || sender.family !== receiver.family) return [];
      return [
        {
          froms: [...new Set(sender.members.map(({ id }) => id))],
          tos: [...new Set(receiver.members.map(({ id }) => id))],
          passages: passages(network, insideSide(source), insideSide(target)),
        },
      ];
    }),
  );
}
