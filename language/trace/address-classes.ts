// Intervals of addresses that nothing in the network distinguishes: between two neighbouring boundaries of rules and routes.
import type { Address, Family, Prefix } from '#language/network/address.ts';
import { policyRules } from '#language/network/firewall.ts';
import { ALL_ADDRESSES, UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import type { Listener } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { AddressSet } from '#language/packets/packet-class.ts';

/** The intervals, numbered. */
export interface AddressClasses {
  indexOf(address: Address): number;
  /** All addresses of the interval that contains this one. */
  around(address: Address): AddressSet;
}

/** The stretches of all addresses, IPv4 and IPv6, by the blocks that the network names. */
export function addressClassesOf(network: Network): AddressClasses {
  const prefixes = prefixesIn(network);
  const borders: Readonly<Record<Family, readonly bigint[]>> = { 4: bordersOf(prefixes, 4), 6: bordersOf(prefixes, 6) };
  const indexOf = ({ family, bits }: Address): number => above(borders[family], bits);
  return {
    indexOf,
    around: (address) => {
      const own = borders[address.family];
      const index = indexOf(address);
      return [own[index - 1] ?? 0n, own[index] ?? ALL_ADDRESSES[address.family].last + 1n];
    },
  };
}

function bordersOf(prefixes: readonly Prefix[], wanted: Family): readonly bigint[] {
  const all = prefixes.filter(({ family }) => family === wanted).flatMap(({ first, last }) => [first, last + 1n]);
  return [...new Set(all)].sort((a, b) => (a < b ? -1 : 1));
}

/** How many boundaries are at or below the number. */
function above(borders: readonly bigint[], bits: bigint): number {
  let low = 0;
  let high = borders.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((borders[middle] ?? 0n) <= bits) low = middle + 1;
    else high = middle;
  }
  return low;
}

function prefixesIn(network: Network): readonly Prefix[] {
  const tables = [
    ...network.routeTables,
    ...network.subnets.map(({ routeTable }) => routeTable),
    ...network.gateways.flatMap(({ routeTable }) => routeTable ?? []),
    ...network.regionalNats.map(({ routeTable }) => routeTable),
    ...network.transitGateways.flatMap(({ routeTables }) => routeTables),
  ];
  return [
    ...network.securityGroups.flatMap(({ rules }) =>
      rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : [])),
    ),
    ...network.loadBalancers.flatMap(({ listeners }) => listeners.flatMap(sourcesIn)),
    ...network.networkAcls.flatMap(({ entries }) => entries.flatMap((entry) => entry.prefixes)),
    ...network.endpoints.flatMap(({ policy }) =>
      policyRules(policy).flatMap(({ sources, destinations }) => [...sources.prefixes, ...destinations.prefixes]),
    ),
    ...[...new Set(tables)].flatMap(({ routes }) => routes.map(({ destination }) => destination)),
    ...[...new Set(tables)].flatMap(({ uncertain = [] }) =>
      uncertain.flatMap((route) => ('destination' in route && route.destination ? [route.destination] : [])),
    ),
    ...[...network.vpcs, ...network.subnets].flatMap(({ prefixes }) => prefixes),
    ...network.workloads.flatMap(({ keepsAddressTo }) => keepsAddressTo ?? []),
    ...network.siteLinks.flatMap(({ remotes, announced }) => [...announced, ...remotes.flatMap(({ prefixes }) => prefixes)]),
    ...network.outside.flatMap(({ behind, prefixes }) => (behind === undefined ? [] : prefixes)),
    ...UNROUTED_PREFIXES,
  ];
}

function sourcesIn({ rules }: Listener): readonly Prefix[] {
  return rules.flatMap(({ conditions }) => conditions.flatMap((one) => (one.kind === 'source' ? one.prefixes : [])));
}
