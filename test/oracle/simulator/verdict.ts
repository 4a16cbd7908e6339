// Whether one party reaches another: over the addresses that the client may call, and over everything that AWS chooses.
import { EPHEMERAL_PORTS } from '#language/aws/ports.ts';
import { type Address, type Family, formatAddress, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import { isEvery, resourceIs, sourcePortsOf } from '#language/network/kinds.ts';
import { ALL_PORTS, type PortRange } from '#language/network/traffic.ts';
import {
  balancingIn,
  type Destination,
  explore,
  type Kind,
  type Outcome,
  type Question,
  type Source,
  type Way,
} from './explore.ts';
import type { Party } from './parties.ts';
import { nodesInDns } from './targets.ts';
import type { Disposition, Setting } from './world.ts';

/** The source ports of a question: those that the client's system takes, every port that there is, or one. */
export type Ports = 'usual' | 'every' | number;

/** The answer for one address that the client may call, and one address from which it may call. */
export interface AddressVerdict {
  /** The sender, and its addresses. */
  readonly from: string;
  /** Which address of the receiver: `private`, `public`, of one interface or, where DNS chooses, of all of them. */
  readonly to: string;
  readonly outcome: Outcome;
}

/** The answer for a pair. */
export interface PairVerdict {
  /** That of the best address; `dropped` where none of both is of one family. */
  readonly disposition: Disposition;
  readonly addresses: readonly AddressVerdict[];
}

const BEST_FIRST: readonly Disposition[] = ['delivered', 'intermittent', 'unknown', 'dropped'];

/** Whether one party reaches another with this kind of packet. */
export function verdictOf(
  setting: Setting,
  from: Party,
  to: Party,
  kind: Kind,
  ports: Ports = 'usual',
  idleSeconds = 0,
): PairVerdict {
  const addresses = questionsOf(setting, from, to, kind, ports, idleSeconds).map(({ question, ...texts }) => ({
    ...texts,
    outcome: explore(setting, question),
  }));
  const disposition = BEST_FIRST.find((one) => addresses.some(({ outcome }) => outcome.disposition === one)) ?? 'dropped';
  return { disposition, addresses };
}

/** The ways that fail, or are not known to work, for the best address. */
export function failingWays({ disposition, addresses }: PairVerdict): readonly Way[] {
  const best = addresses.find(({ outcome }) => outcome.disposition === disposition);
  return best?.outcome.ways.filter((way) => way.disposition !== 'delivered') ?? [];
}

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly question: Question;
}

/** One question for each combination of addresses that the client may choose. */
function questionsOf(setting: Setting, from: Party, to: Party, kind: Kind, ports: Ports, idleSeconds: number): readonly Asked[] {
  const hasPorts = kind.protocol === 'tcp' || kind.protocol === 'udp';
  const sourcePorts = hasPorts ? portsOf(setting, from, ports) : undefined;
  const sources = sourcesOf(setting, from).filter(({ family }) => isOf(kind, family));
  return sources.flatMap((one) =>
    destinationsOf(setting, one, to, ports === 'every').flatMap(({ text, destinations }): readonly Asked[] => {
      // A member of a fleet is called by all others, and what a name leads to does not call itself by that name.
      const among = one.among.filter((source) => !destinations.some(({ iface }) => sendsFrom(source, iface)));
      const question = { sources: among, destinations, kind, sourcePorts, idleSeconds };
      return among.length === 0 ? [] : [{ from: one.text, to: text, question }];
    }),
  );
}

/** ICMP is of IPv4, ICMPv6 of IPv6. */
function isOf({ protocol }: Kind, family: Family): boolean {
  if (protocol === 'icmp') return family === 4;
  return protocol !== 'icmpv6' || family === 6;
}

function portsOf({ network }: Setting, from: Party, ports: Ports): PortRange {
  if (ports === 'every') return ALL_PORTS;
  if (ports !== 'usual') return { from: ports, to: ports };
  const isOutside = from.kind === 'external' || (from.kind === 'address' && from.iface === undefined);
  const entity = isOutside ? undefined : network.byId.get(from.id);
  return EPHEMERAL_PORTS[entity === undefined ? 'elsewhere' : sourcePortsOf(entity.kind)];
}

/** Addresses from which a client may send: it has chosen one, or AWS chooses among them. */
interface Sources {
  readonly text: string;
  readonly family: Family;
  readonly among: readonly Source[];
}

const FAMILIES: readonly Family[] = [4, 6];

function sourcesOf(setting: Setting, party: Party): readonly Sources[] {
  switch (party.kind) {
    case 'resource':
      return choosesItself(setting, party.id) ? eachAddress(party) : byFamily(party);
    case 'public':
    case 'external':
      return party.addresses.map((address) => fixed({ from: { outside: party.id }, address }, address));
    case 'address': {
      const { id, iface, address } = party;
      const own = iface?.addresses.find((has) => sameAddress(has.private, address) || isPublic(has, address))?.private;
      return iface === undefined || own === undefined
        ? [fixed({ from: { outside: id }, address }, address)]
        : [fixed({ from: { iface }, address: own }, own)];
    }
  }
}

function fixed(source: Source, address: Address): Sources {
  return { text: formatAddress(address), family: address.family, among: [source] };
}

function isPublic({ public: shown }: InterfaceAddress, address: Address): boolean {
  return shown !== undefined && sameAddress(shown, address);
}

/** A machine may bind to any of its interfaces and addresses. The interfaces of everything else are AWS's business. */
function choosesItself({ network }: Setting, id: EntityId): boolean {
  const entity = network.byId.get(id);
  // 11.10: clients know the addresses of an inbound resolver endpoint.
  if (entity?.kind === 'resolver-endpoint') return entity.direction === 'inbound';
  return entity !== undefined && (resourceIs(entity, 'machine') || isEvery('nat', entity.kind));
}

type Resource = Extract<Party, { kind: 'resource' }>;

function eachAddress({ interfaces }: Resource): readonly Sources[] {
  return interfaces.flatMap((iface) =>
    iface.addresses.map(({ private: address }) => ({
      text: `${iface.id} ${formatAddress(address)}`,
      family: address.family,
      among: [{ from: { iface }, address }],
    })),
  );
}

function byFamily({ id, interfaces }: Resource): readonly Sources[] {
  return FAMILIES.flatMap((family): readonly Sources[] => {
    const among = interfaces.map((iface) => ({
      from: { iface },
      address: iface.addresses.find((own) => own.private.family === family)?.private,
    }));
    return among.some(({ address }) => address !== undefined) ? [{ text: `${id} IPv${family}`, family, among }] : [];
  });
}

/** Addresses that a client may call: one, or those among which DNS chooses. */
interface Destinations {
  readonly text: string;
  readonly destinations: readonly Destination[];
}

/** 12.11: a name that leads to an endpoint leads nowhere else. Only who looks for every way calls the addresses that no name leads to. */
function destinationsOf(setting: Setting, sources: Sources, to: Party, everyWay: boolean): readonly Destinations[] {
  const named = byPrivateName(setting, sources, to);
  return [...(everyWay || named.length === 0 ? ownAddresses(setting, to, everyWay) : []), ...named].flatMap(
    ({ text, destinations }): readonly Destinations[] => {
      const meant = destinations.filter(({ address, iface }) => address.family === sources.family && !isOwn(sources, iface));
      return meant.length === 0 ? [] : [{ text, destinations: meant }];
    },
  );
}

function ownAddresses(setting: Setting, to: Party, everyWay: boolean): readonly Destinations[] {
  switch (to.kind) {
    case 'resource':
      return ofResource(setting, to, everyWay);
    case 'public':
    case 'external':
      return to.addresses.map((address) => ({ text: formatAddress(address), destinations: [{ address }] }));
    case 'address':
      return [{ text: formatAddress(to.address), destinations: [{ address: to.address, iface: to.iface }] }];
  }
}

/** No packet of a host to itself leaves it (2B). */
function isOwn({ among }: Sources, iface: Interface | undefined): boolean {
  return iface !== undefined && among.every((source) => sendsFrom(source, iface));
}

function sendsFrom({ from }: Source, iface: Interface | undefined): boolean {
  return iface !== undefined && 'iface' in from && from.iface === iface;
}

function ofResource(setting: Setting, party: Resource, everyWay: boolean): readonly Destinations[] {
  const { id, interfaces } = party;
  // Each member of a fleet is a machine of its own, which a client calls by its address.
  if (choosesItself(setting, id) || setting.network.byId.get(id)?.kind === 'fleet')
    return interfaces.flatMap((iface) =>
      [...privateOnes(iface), ...publicOnes(iface)].map((destination) => ({
        text: `${iface.id} ${formatAddress(destination.address)}`,
        destinations: [destination],
      })),
    );
  const nodes = everyWay ? interfaces : answering(setting, party);
  return [
    ...FAMILIES.map((family) => ({
      text: `${id} ${family === 4 ? 'private IPv4' : 'IPv6'}`,
      destinations: nodes.flatMap(privateOnes).filter(({ address }) => address.family === family),
    })),
    { text: `${id} public IPv4`, destinations: nodes.flatMap(publicOnes) },
  ];
}

function privateOnes(iface: Interface): readonly Destination[] {
  return iface.addresses.map(({ private: address }) => ({ address, iface }));
}

function publicOnes(iface: Interface): readonly Destination[] {
  return iface.addresses.flatMap(({ public: address }) => (address === undefined ? [] : [{ address, iface }]));
}

/** The interfaces that DNS knows: of a load balancer those of zones with healthy targets (8.35). */
function answering(setting: Setting, { id, interfaces }: Resource): readonly Interface[] {
  const balancer = setting.network.loadBalancers.find((one) => one.id === id);
  if (balancer === undefined) return interfaces;
  const known = nodesInDns(balancingIn(setting), balancer);
  const meant = interfaces.filter((iface) => known.includes(iface));
  return meant.length === 0 ? interfaces : meant;
}

/** 12.11: the name of a service leads to an endpoint of the client's VPC with private DNS. */
function byPrivateName({ network }: Setting, { among }: Sources, to: Party): readonly Destinations[] {
  if (to.kind === 'address') return [];
  const [vpc, ...others] = [...new Set(among.map(({ from }) => ('iface' in from ? from.iface.subnet.vpc : undefined)))];
  if (vpc === undefined || others.length > 0 || !vpc.dnsSupport || !vpc.dnsHostnames) return [];
  const balancer = network.loadBalancers.find(({ id }) => id === to.id);
  // 8.2: that of an internal load balancer leads to its nodes inside its own VPC.
  if (balancer?.vpc === vpc && balancer.scheme === 'internal') return [];
  return network.endpoints
    .filter((one) => one.type === 'interface' && one.vpc === vpc && one.privateDns && one.serves.includes(to.id))
    .flatMap(({ id, interfaces }) =>
      FAMILIES.map((family) => ({
        text: `${id} IPv${family}`,
        destinations: interfaces.flatMap(privateOnes).filter(({ address }) => address.family === family),
      })),
    );
}
