// Packets that every rule treats alike → one example for each such class. Exact: between two neighbouring borders of rules nothing can change.

import { EXAMPLE_STRANGERS } from '#language/aws/addresses.ts';
import { type Address, contains, type Family, type Prefix, parseAddress } from '#language/network/address.ts';
import type { Network, Vpc } from '#language/network/network.ts';
import { ALL_PORTS, type PortRange, type Protocol, type Traffic } from '#language/network/traffic.ts';
import { type Endpoint, outsideAt } from './endpoint.ts';
import { PRIVATE_PREFIXES } from './lookup.ts';

/** One kind of traffic: `port` stands for all of `ports`. */
export interface TrafficClass {
  readonly protocol: Protocol;
  readonly port?: number;
  readonly ports?: PortRange;
  readonly icmpType?: number;
}

/** Stands for every protocol that no rule names; experimental (RFC 3692), so nobody's. */
const OTHER_PROTOCOL = 253;
const ECHO = { 4: { protocol: 'icmp', icmpType: 8 }, 6: { protocol: 'icmpv6', icmpType: 128 } } as const;

/** Every kind of traffic that the rules of the VPCs can tell apart, for one address family. */
export function trafficClasses(network: Network, vpcs: readonly Vpc[], family: Family): readonly TrafficClass[] {
  const named = trafficIn(network, vpcs);
  const numbers = named.flatMap(({ protocol }) => (typeof protocol === 'number' ? [protocol] : []));
  const types = named.flatMap(({ protocol, icmpType }) =>
    protocol === ECHO[family].protocol && icmpType !== undefined ? [icmpType] : [],
  );
  return [
    ...portClasses('tcp', named),
    ...portClasses('udp', named),
    ...[...new Set([ECHO[family].icmpType, ...types])].map((icmpType) => ({ protocol: ECHO[family].protocol, icmpType })),
    ...[...new Set([...numbers, OTHER_PROTOCOL])].map((protocol) => ({ protocol })),
  ];
}

/** The classes that a traffic of the text consists of. Traffic without ports means every port. */
export function classesWithin(classes: readonly TrafficClass[], traffic: Traffic): readonly TrafficClass[] {
  return classes.flatMap((one) => {
    if (traffic.protocol !== 'all' && traffic.protocol !== one.protocol) return [];
    if (traffic.icmpType !== undefined && traffic.icmpType !== one.icmpType) return [];
    const { ports } = one;
    if (ports === undefined || traffic.ports.length === 0) return [one];
    return traffic.ports.flatMap(({ from, to }) => {
      const overlap = { from: Math.max(from, ports.from), to: Math.min(to, ports.to) };
      return overlap.from > overlap.to ? [] : [{ ...one, port: overlap.from, ports: overlap }];
    });
  });
}

/** The same classes with what the traffics cover cut out of them: everything else that can be told apart. */
export function classesWithout(classes: readonly TrafficClass[], traffics: readonly Traffic[]): readonly TrafficClass[] {
  const cuts = traffics.flatMap(({ ports }) => ports).flatMap(({ from, to }) => [from, to + 1]);
  const finer = classes.flatMap((one) =>
    one.ports === undefined ? [one] : pieces(one.ports, cuts).map((ports) => ({ ...one, port: ports.from, ports })),
  );
  return finer.filter((one) => !traffics.some((traffic) => classesWithin([one], traffic).length > 0));
}

/** One address for each part of the block that the rules of the VPCs can tell from the rest. Private addresses of the internet are left out: they cross no gateway. */
export function addressClasses(network: Network, vpcs: readonly Vpc[], block: Prefix): readonly Endpoint[] {
  const borders = prefixesIn(network, vpcs)
    .filter(({ family }) => family === block.family)
    .flatMap(({ first, last }) => [first, last + 1n]);
  const inside = [...new Set([block.first, ...borders])]
    .filter((bits) => block.first <= bits && bits <= block.last)
    .sort((a, b) => (a < b ? -1 : 1));
  return inside.flatMap((first, index) => {
    const next = inside[index + 1];
    const address = exampleIn({ ...block, first, last: next === undefined ? block.last : next - 1n });
    return PRIVATE_PREFIXES.some((prefix) => contains(prefix, address)) && block.length === 0
      ? []
      : [outsideAt(network, address)];
  });
}

const STRANGERS: readonly Address[] = EXAMPLE_STRANGERS.flatMap((text) => parseAddress(text) ?? []);

function exampleIn(block: Prefix): Address {
  const stranger = STRANGERS.find((address) => contains(block, address));
  const seventh = block.first + 7n <= block.last ? block.first + 7n : block.first;
  return stranger ?? { family: block.family, bits: seventh };
}

function portClasses(protocol: 'tcp' | 'udp', named: readonly Traffic[]): readonly TrafficClass[] {
  const borders = named
    .flatMap((traffic) => (traffic.protocol === protocol ? traffic.ports : []))
    .flatMap(({ from, to }) => [from, to + 1]);
  return pieces(ALL_PORTS, borders).map((ports) => ({ protocol, port: ports.from, ports }));
}

/** The range, cut in front of each of the numbers. */
function pieces({ from, to }: PortRange, cuts: readonly number[]): readonly PortRange[] {
  const starts = [...new Set([from, ...cuts])].filter((start) => from <= start && start <= to).sort((a, b) => a - b);
  return starts.map((start, index) => ({ from: start, to: (starts[index + 1] ?? to + 1) - 1 }));
}

function trafficIn(network: Network, vpcs: readonly Vpc[]): readonly Traffic[] {
  const listeners = network.loadBalancers.filter(({ vpc }) => vpcs.includes(vpc)).flatMap((balancer) => balancer.listeners);
  const services: readonly Traffic[] = [
    {
      protocol: 'tcp',
      ports: [
        { from: 443, to: 443 },
        { from: 53, to: 53 },
      ],
    },
    { protocol: 'udp', ports: [{ from: 53, to: 53 }] },
  ];
  return [
    ...network.securityGroups.filter(({ vpc }) => vpcs.includes(vpc)).flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
    ...network.networkAcls
      .filter(({ vpc }) => vpcs.includes(vpc))
      .flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
    ...listeners.map(
      ({ protocol, port }): Traffic => ({ protocol: protocol === 'udp' ? 'udp' : 'tcp', ports: [{ from: port, to: port }] }),
    ),
    ...services,
  ];
}

function prefixesIn(network: Network, vpcs: readonly Vpc[]): readonly Prefix[] {
  const rules = network.securityGroups.filter(({ vpc }) => vpcs.includes(vpc)).flatMap((group) => group.rules);
  return [
    ...rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : [])),
    ...network.networkAcls
      .filter(({ vpc }) => vpcs.includes(vpc))
      .flatMap(({ entries }) => entries.flatMap(({ prefixes }) => prefixes)),
    ...network.routeTables
      .filter(({ vpc }) => vpcs.includes(vpc))
      .flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...network.outside.flatMap(({ prefixes }) => prefixes),
    ...PRIVATE_PREFIXES,
  ];
}
