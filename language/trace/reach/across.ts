// Connections to public addresses: out of one VPC and into another, or back into the same, over the internet. Both halves are computed once
// for each end and combined for all pairs, because a packet on the internet carries only its header.

import { type Address, formatAddress } from '#language/network/address.ts';
import { groupBy } from '#language/network/group-by.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import type { PortRange } from '#language/network/traffic.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { exampleAddress } from '#language/packets/box.ts';
import { includes, intersect, keyOf, union } from '#language/packets/intervals.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';
import { ALL_TRAFFIC, type TrafficSet } from '#language/packets/traffic-set.ts';
import { type AddressClasses, addressClassesOf } from '#language/trace/address-classes.ts';
import type { ConnectionEnd } from '#language/trace/connection-end.ts';
import { domainsOf } from '#language/trace/domains.ts';
import { placesOf } from '#language/trace/headline.ts';
import { hiddenInterfaces } from '#language/trace/hidden-ends.ts';
import type { Trace } from '#language/trace/result.ts';
import { cover } from './cover.ts';
import { differentMembers, type InternalClass, type InternalEnd, internalSide, internetEnd } from './ends.ts';
import { endAt, type PairClass, type PairEnd } from './pair-class.ts';
import { type Passage, passages } from './passage.ts';

/** What a sender can reach on the internet, and with which source address. */
interface Outward {
  readonly sender: InternalClass;
  readonly ways: readonly OutwardWay[];
  /** The same for senders of one class: what they can reach, and where their paths differ. */
  readonly signature: string;
}

interface OutwardWay {
  readonly destinations: AddressSet;
  readonly traffic: TrafficSet;
  readonly known: boolean;
  readonly intermittent: boolean;
  /** An external host that no rule distinguishes from the sender's public address. */
  readonly externalHost: Address;
  readonly ports: PortRange | undefined;
  readonly via: readonly EntityId[];
  /** Senders with the same path have the same number. */
  readonly fork: number;
}

/** What can reach a receiver. */
interface Inward {
  readonly receiver: InternalClass;
  /** The member of the class for which the passages are computed. */
  readonly target: EntityId;
  /** An external address that no rule distinguishes from the receiver's. */
  readonly externalHost: Address;
  readonly from: (ports: PortRange | undefined) => readonly InwardWay[];
}

type InwardWay = Passage & Pick<OutwardWay, 'fork'>;

/** The pair classes across the internet, to public addresses. Addresses that a rule names singly have pairs of their own. */
export function acrossInternet(
  network: Network,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  const domains = domainsOf(network);
  const called = receivers.filter(({ family, members }) => family === 6 || members.some(isPublic));
  const isApart = new Set(domains.values()).size > 1;
  return ([4, 6] as const).flatMap((family) => {
    const targets = called.filter((receiver) => receiver.family === family);
    if (targets.length === 0 || (family === 6 && !isApart)) return [];
    return pairsOver(
      network,
      senders.filter((sender) => sender.family === family),
      targets,
      family === 6 ? domains : undefined,
    );
  });
}

function isPublic({ written, public: shown }: InternalEnd): boolean {
  return shown !== undefined && written === shown;
}

/** `domains`: only pairs of VPCs that are not connected otherwise. */
function pairsOver(
  network: Network,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
  domains: Domains | undefined,
): readonly PairClass[] {
  const addressClasses = addressClassesOf(network);
  const outwards = senders.map((sender) => outwardOf(network, addressClasses, sender));
  const inwards = receivers.map((receiver) => inwardOf(network, addressClasses, receiver));
  const singular = receivers.filter((_, index) => inwards[index] === undefined);
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
      receivers.filter((one) => !singular.includes(one)),
    ),
  ];
}

type Domains = ReadonlyMap<Vpc, number>;

/**
 * `undefined`: no external host has the same result, because rules name its address singly, or because a packet does not get to the internet
 * and nobody knows what becomes of it; or the text does not know all of its interfaces; or a firewall may leave only some of its ports.
 */
function outwardOf(network: Network, addressClasses: AddressClasses, sender: InternalClass): Outward | undefined {
  const [source] = sender.members;
  if (source === undefined || hiddenInterfaces(network, source.id) !== undefined) return undefined;
  const ways: Omit<OutwardWay, 'fork'>[] = [];
  for (const { box, trace } of cover(
    network,
    internalSide(source),
    internetEnd(network, sender.family).side,
    ALL_TRAFFIC,
    'any',
  )) {
    if (trace?.verdict === 'dropped') continue;
    const seen = trace?.forward.at(-1)?.packet;
    const externalHost = seen && externalHostLike(network, addressClasses, seen.source);
    const passes = trace?.verdict === 'delivered' || trace?.verdict === 'intermittent';
    if (externalHost === undefined || (trace !== undefined && passesFirewall(network, trace))) return undefined;
    ways.push({
      destinations: box.destinations,
      traffic: box.traffic,
      known: passes,
      intermittent: trace?.verdict === 'intermittent',
      externalHost,
      ports: seen?.sourcePort?.range,
      via: trace === undefined ? [] : placesOf(trace.forward).slice(1, -1),
    });
  }
  const forked = withForks(ways);
  return { sender, ways: forked, signature: forked.map(signatureOf).join(';') };
}

function passesFirewall({ byId }: Network, { paths }: Trace): boolean {
  return paths.some((path) =>
    [...path.forward, ...path.return].some(({ at }) => {
      const resource = byId.get(at);
      return resource?.kind === 'endpoint' && resource.policy !== undefined;
    }),
  );
}

function signatureOf({ destinations, traffic, known, intermittent, externalHost, ports, fork }: OutwardWay): string {
  return [keyOf(destinations), keyOf(traffic), known, intermittent, formatAddress(externalHost), nameOf(ports), fork].join('|');
}

function nameOf(ports: PortRange | undefined): string {
  return ports === undefined ? '' : `${ports.from}-${ports.to}`;
}

/** Numbers paths by their places, in order of appearance. */
function withForks<T extends { readonly via: readonly EntityId[] }>(
  ways: readonly T[],
): readonly (T & { readonly fork: number })[] {
  const forks = new Map<string, number>();
  return ways.map((way) => {
    const key = way.via.join(' ');
    const fork = forks.get(key) ?? forks.size;
    forks.set(key, fork);
    return { ...way, fork };
  });
}

/** An external host for which every rule gives the same result as for this address. */
function externalHostLike(network: Network, addressClasses: AddressClasses, address: Address): Address | undefined {
  const others = intersect(addressClasses.around(address), internetEnd(network, address.family).side.addresses);
  return exampleAddress(others, address.family);
}

/** `undefined`: no external host can have its address. */
function inwardOf(network: Network, addressClasses: AddressClasses, receiver: InternalClass): Inward | undefined {
  const [target] = receiver.members;
  const externalHost = target && externalHostLike(network, addressClasses, target.written ?? target.address);
  if (target === undefined || externalHost === undefined || hiddenInterfaces(network, target.id) !== undefined) return undefined;
  const side = internetEnd(network, receiver.family).side;
  const known = new Map<string, readonly InwardWay[]>();
  const from = (ports: PortRange | undefined): readonly InwardWay[] => {
    const at = (address: Address): ConnectionEnd => ({ ...side.at(address), ...(ports && { sourcePorts: ports }) });
    const found = known.get(nameOf(ports)) ?? withForks(passages(network, { ...side, at }, internalSide(target)));
    known.set(nameOf(ports), found);
    return found;
  };
  return { receiver, target: target.id, externalHost, from };
}

/** The same for receivers of one class: what can reach them, for each range of source ports of the senders. */
function inwardSignature({ externalHost, from }: Inward, ports: readonly (PortRange | undefined)[]): string {
  const all = ports.map((range) =>
    from(range).map(({ sources, allows, intermittent, unknown, fork }) =>
      [...[sources, allows, intermittent, unknown].map(keyOf), fork].join('|'),
    ),
  );
  return [formatAddress(externalHost), ...all.map((ways) => ways.join(';'))].join(' ');
}

function together(domains: Domains | undefined, outwards: readonly Outward[], inwards: readonly Inward[]): readonly PairClass[] {
  const ranges = new Map(outwards.flatMap(({ ways }) => ways.map(({ ports }) => [nameOf(ports), ports] as const)));
  const bySignature = groupBy(outwards, ({ signature }) => signature);
  const targets = [...groupBy(inwards, (inward) => inwardSignature(inward, [...ranges.values()])).values()];
  return [...bySignature.values()].flatMap((froms) =>
    targets.flatMap((tos) => {
      const [out] = froms;
      const [into] = tos;
      const found = out && into && out.sender.family === into.receiver.family ? meet(out, into) : [];
      return found.length === 0 ? [] : [pairClassOf(domains, froms, tos, found)];
    }),
  );
}

/** What passes by one outbound and one inbound path. */
interface Meeting {
  readonly way: OutwardWay;
  readonly inFork: number;
  readonly passage: Passage;
}

/** What passes: one part for each pair of paths, and one without a path for what is unknown. */
function meet({ ways }: Outward, into: Inward): readonly Meeting[] {
  const found = new Map<string, Meeting>();
  const add = (way: OutwardWay, inFork: number, allows: TrafficSet, intermittent: TrafficSet, unknown: TrafficSet): void => {
    if (allows.length === 0 && unknown.length === 0) return;
    const key = unknown.length > 0 ? 'unknown' : `${way.fork} ${nameOf(way.ports)} ${inFork}`;
    const known = found.get(key)?.passage;
    const passage = {
      sources: [],
      destinations: [],
      allows: union(known?.allows ?? [], allows),
      intermittent: union(known?.intermittent ?? [], intermittent),
      unknown: union(known?.unknown ?? [], unknown),
      via: [],
    };
    found.set(key, { way, inFork, passage });
  };
  for (const way of ways) {
    if (!includes(way.destinations, into.externalHost.bits)) continue;
    for (const inward of into.from(way.ports)) {
      if (!includes(inward.sources, way.externalHost.bits)) continue;
      const both = intersect(way.traffic, inward.allows);
      if (way.known) add(way, inward.fork, both, way.intermittent ? both : intersect(both, inward.intermittent), []);
      else add(way, inward.fork, [], [], both);
      add(way, inward.fork, [], [], intersect(way.traffic, inward.unknown));
    }
  }
  return [...found.values()];
}

function pairClassOf(
  domains: Domains | undefined,
  froms: readonly Outward[],
  tos: readonly Inward[],
  meetings: readonly Meeting[],
): PairClass {
  const outwards = new Map(froms.flatMap((outward) => outward.sender.members.map(({ role }) => [role, outward.ways])));
  const inwards = new Map(tos.flatMap((inward) => inward.receiver.members.map(({ role }) => [role, inward])));
  const classes = [...froms.map(({ sender }) => sender), ...tos.map(({ receiver }) => receiver)];
  const wayOut = ({ role }: PairEnd, { way: { fork } }: Meeting): readonly EntityId[] =>
    outwards.get(role)?.find((way) => way.fork === fork)?.via ?? [];
  const wayIn = ({ id: to, role }: PairEnd, { way: { ports }, inFork }: Meeting): readonly EntityId[] => {
    const inward = inwards.get(role);
    const via = inward?.from(ports).find(({ fork }) => fork === inFork)?.via ?? [];
    return via.map((id) => (id === inward?.target ? to : id));
  };
  return {
    froms: froms.flatMap(({ sender }) => sender.members.map(endAt)),
    tos: tos.flatMap(({ receiver }) => receiver.members.map(endAt)),
    passages: meetings.map(({ passage }) => passage),
    ways: {
      via: (from, to, passage) => {
        const meeting = meetings[passage];
        if (meeting === undefined || meeting.passage.allows.length === 0) return [];
        const [out, into] = [wayOut(from, meeting), wayIn(to, meeting)];
        // Out and in again by the same gateway.
        return [...out, ...into.slice(out.at(-1) === into[0] ? 1 : 0)];
      },
      domains:
        domains && new Map(classes.flatMap(({ members, vpc }) => members.map(({ role }) => [role, domains.get(vpc) ?? -1]))),
    },
  };
}

function oneByOne(
  network: Network,
  domains: Domains | undefined,
  senders: readonly InternalClass[],
  receivers: readonly InternalClass[],
): readonly PairClass[] {
  return senders.flatMap((sender) =>
    receivers.flatMap((receiver) => {
      const pair = differentMembers(sender, receiver);
      const isApart = domains === undefined || domains.get(sender.vpc) !== domains.get(receiver.vpc);
      if (!isApart || pair === undefined) return [];
      return [
        {
          froms: sender.members.map(endAt),
          tos: receiver.members.map(endAt),
          passages: passages(network, internalSide(pair.source), internalSide(pair.target)),
          representatives: { from: pair.source.id, to: pair.target.id },
        },
      ];
    }),
  );
}
