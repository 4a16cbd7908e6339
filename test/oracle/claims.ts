// Claims about a network, to be judged by the engine and by the simulator.
import { formatAddress, hostPrefix, nth } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import { entityId } from '#language/network/id.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { numbers } from '#test/support/chance.ts';

const TRAFFICS: readonly (readonly Traffic[])[] = [
  [],
  [{ protocol: 'tcp', ports: [{ from: 443, to: 443 }] }],
  [{ protocol: 'tcp', ports: [80, 443].map((port) => ({ from: port, to: port })) }],
  [{ protocol: 'tcp', ports: [{ from: 1024, to: 8080 }] }],
  [{ protocol: 'tcp', ports: [] }],
  [{ protocol: 'udp', ports: [{ from: 53, to: 53 }] }],
  [{ protocol: 'icmp', ports: [], icmpType: 8 }],
  [
    { protocol: 'tcp', ports: [{ from: 22, to: 22 }] },
    { protocol: 'udp', ports: [] },
  ],
];

const CLAIMS = ['reaches', 'reaches-only', 'never-reaches'] as const;

/** `most` claims between resources of the network; the same seed makes the same. */
export function claimsFor(network: Network, seed: number, most: number): readonly Expectation[] {
  const next = numbers(seed);
  const resources = [
    ...network.workloads,
    ...network.loadBalancers,
    ...network.natGateways,
    ...network.clientVpns,
    ...network.resolverEndpoints,
    ...network.outside,
    ...network.subnets,
    ...network.securityGroups.filter(({ isDefault }) => !isDefault),
  ];
  const addresses = [
    ...network.interfaces.flatMap((iface) =>
      iface.addresses.flatMap((own) => [own.private, ...(own.public ? [own.public] : [])]),
    ),
    ...network.vpcs.flatMap(({ prefixes }) => prefixes.flatMap((prefix) => [nth(prefix, 2n), nth(prefix, 250n)])),
  ]
    .filter(({ family }) => family === 4)
    .map((address): Selector => ({ kind: 'prefix', prefix: hostPrefix(address), text: formatAddress(address) }));
  const pick = <T>(list: readonly T[]): T | undefined => list[next(list.length)];
  return Array.from({ length: most }, (_, index) => {
    const [from, other] = [pick(resources), pick(resources)];
    // Some claims are about one address, which a resource, the resolver of a VPC or nobody has.
    const to = next(8) === 0 ? pick(addresses) : other && named(other);
    const claim = pick(CLAIMS);
    const traffic = pick(TRAFFICS);
    if (from === undefined || to === undefined || claim === undefined || traffic === undefined) return [];
    if (isOutside(network, to) && isOutside(network, named(from))) return [];
    if (claim === 'reaches-only' && traffic.length === 0) return [];
    return [
      {
        id: entityId(`claim-${index}`),
        text: `${from.id} ${claim} ${to.text}`,
        from: named(from),
        to,
        claim,
        traffic,
        via: [],
      },
    ];
  }).flat();
}

function named({ id }: Entity): Selector {
  return { kind: 'entity', id, text: id };
}

function isOutside({ outside }: Network, selector: Selector): boolean {
  return selector.kind === 'entity' && outside.some(({ id }) => id === selector.id);
}
