// Claims about a network, to be judged by the engine and by the simulator.
import { contains, formatAddress, formatPrefix, hostPrefix, nth, type Prefix } from '#language/network/address.ts';
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
  // Of blocks in which nobody has an address, there is nothing to claim.
  const blocks = [...network.vpcs, ...network.subnets]
    .flatMap(({ prefixes }) => prefixes)
    .filter((prefix) => prefix.family === 4 && hasInterface(network, prefix))
    .map((prefix): Selector => ({ kind: 'prefix', prefix, text: formatPrefix(prefix) }));
  const pick = <T>(list: readonly T[]): T | undefined => list[next(list.length)];
  return Array.from({ length: most }, (_, index) => {
    const [one, other] = [pick(resources), pick(resources)];
    // Some claims are about the addresses in a block, or about one, which a resource, the resolver of a VPC or nobody has.
    const from = next(12) === 0 ? pick(blocks) : one && named(one);
    const to = next(6) === 0 ? pick([...addresses, ...blocks]) : other && named(other);
    const claim = pick(CLAIMS);
    const traffic = pick(TRAFFICS);
    if (from === undefined || to === undefined || claim === undefined || traffic === undefined) return [];
    if (isOutside(network, to) && isOutside(network, from)) return [];
    if (claim === 'reaches-only' && traffic.length === 0) return [];
    return [
      {
        id: entityId(`claim-${index}`),
        text: `${from.text} ${claim} ${to.text}`,
        from,
        to,
        claim,
        traffic,
        via: [],
      },
    ];
  }).flat();
}

function hasInterface({ interfaces }: Network, block: Prefix): boolean {
  return interfaces.some(({ addresses }) => addresses.some((own) => contains(block, own.private)));
}

function named({ id }: Entity): Selector {
  return { kind: 'entity', id, text: id };
}

function isOutside({ outside }: Network, selector: Selector): boolean {
  return selector.kind === 'entity' && outside.some(({ id }) => id === selector.id);
}
