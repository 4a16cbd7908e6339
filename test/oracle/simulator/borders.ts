// Packets and addresses that stand for all others: one for each class that no rule, route or listener of a network tells apart.
import { type Address, type Family, type Prefix, sizeOf } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import type { Kind } from './explore.ts';

/** AWS's own services listen there: interface endpoints, APIs, resolvers. */
const PORTS_OF_SERVICES = [53, 443];

/** One kind of packet for each class. `asked`: what a claim speaks of. */
export function kindsIn(network: Network, family: Family, asked: readonly Traffic[] = []): readonly Kind[] {
  const traffics = [...trafficsIn(network), ...asked];
  const ports = portsIn(network, traffics);
  return [
    ...(['tcp', 'udp'] as const).flatMap((protocol) => ports.map((port) => ({ ...NOTHING, protocol, destinationPort: port }))),
    ...icmpIn(traffics, family),
    ...numbersIn(traffics).map((protocol) => ({ ...NOTHING, protocol })),
  ];
}

const NOTHING = { destinationPort: undefined, icmpType: undefined, icmpCode: undefined };

function trafficsIn({ networkAcls, securityGroups }: Network): readonly Traffic[] {
  return [
    ...networkAcls.flatMap(({ entries }) => entries.map(({ traffic }) => traffic)),
    ...securityGroups.flatMap(({ rules }) => rules.map(({ traffic }) => traffic)),
  ];
}

/** The first port of each range of any rule, listener or service, and the first behind it. */
function portsIn(network: Network, traffics: readonly Traffic[]): readonly number[] {
  const single = [
    ...PORTS_OF_SERVICES,
    ...network.loadBalancers.flatMap(({ listeners }) => listeners.map(({ port }) => port)),
    ...network.kubernetesServices.map(({ nodePort }) => nodePort),
  ];
  const ranges = [...traffics.flatMap(({ ports }) => ports), ...single.map((port) => ({ from: port, to: port }))];
  const all = [1, ...ranges.flatMap(({ from, to }) => [from, to + 1])];
  return [...new Set(all)].filter((port) => port > 0 && port <= 65535).sort((a, b) => a - b);
}

/** Requests, an error message, and whatever a rule speaks of. */
function icmpIn(traffics: readonly Traffic[], family: Family): readonly Kind[] {
  const protocol = family === 4 ? 'icmp' : 'icmpv6';
  const named = traffics.filter((one) => one.protocol === protocol);
  const types = family === 4 ? [8, 13, 15, 17, 3] : [128, 1];
  const codes = [0, ...named.flatMap(({ icmpCode }) => icmpCode ?? [])];
  const all = [...types, ...named.flatMap(({ icmpType }) => icmpType ?? [])];
  return [...new Set(all)].flatMap((icmpType) =>
    [...new Set(codes)].map((icmpCode) => ({ ...NOTHING, protocol, icmpType, icmpCode })),
  );
}

/** Protocols by number that rules name, and one that none does. */
function numbersIn(traffics: readonly Traffic[]): readonly number[] {
  const named = traffics.flatMap(({ protocol }) => (typeof protocol === 'number' ? [protocol] : []));
  const [other = 253] = [253, 254, 252].filter((number) => !named.includes(number));
  return [...new Set([...named, other])];
}

/** One address of the block for each class that no rule or route tells apart. */
export function addressesIn(network: Network, block: Prefix): readonly Address[] {
  if (sizeOf(block) === 1n) return [{ family: block.family, bits: block.first }];
  const borders = prefixesIn(network)
    .filter(({ family }) => family === block.family)
    .flatMap(({ first, last }) => [first, last + 1n])
    .filter((bits) => block.first <= bits && bits <= block.last);
  return [...new Set([block.first, ...borders])].map((bits) => ({ family: block.family, bits }));
}

function prefixesIn(network: Network): readonly Prefix[] {
  return [
    ...network.securityGroups.flatMap(({ rules }) =>
      rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : [])),
    ),
    ...network.networkAcls.flatMap(({ entries }) => entries.flatMap(({ prefixes }) => prefixes)),
    ...network.routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...network.transitGateways.flatMap(({ routeTables }) =>
      routeTables.flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ),
    ...network.outside.flatMap(({ prefixes }) => prefixes),
    ...network.siteLinks.flatMap(({ announced }) => announced),
    ...network.vpcs.flatMap(({ prefixes }) => prefixes),
    ...network.interfaces.flatMap(({ addresses }) =>
      addresses.flatMap((own) => (own.public === undefined ? [] : [single(own.public)])),
    ),
  ];
}

function single({ family, bits }: Address): Prefix {
  return { family, first: bits, last: bits, length: family === 4 ? 32 : 128 };
}
