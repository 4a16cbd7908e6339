// Claims about a network, to be judged by the engine and by the simulator.
import type { Expectation, Selector } from '#language/network/claim.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
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
  const pick = <T>(list: readonly T[]): T | undefined => list[next(list.length)];
  return Array.from({ length: most }, (_, index) => {
    const [from, to] = [pick(resources), pick(resources)];
    const claim = pick(CLAIMS);
    const traffic = pick(TRAFFICS);
    if (from === undefined || to === undefined || claim === undefined || traffic === undefined) return [];
    if (isOutside(network, to.id) && isOutside(network, from.id)) return [];
    if (claim === 'reaches-only' && traffic.length === 0) return [];
    const named = (resource: Entity): Selector => ({ kind: 'entity', id: resource.id, text: resource.id });
    return [
      {
        id: entityId(`claim-${index}`),
        text: `${from.id} ${claim} ${to.id}`,
        from: named(from),
        to: named(to),
        claim,
        traffic,
        via: [],
      },
    ];
  }).flat();
}

function isOutside({ outside }: Network, id: EntityId): boolean {
  return outside.some((resource) => resource.id === id);
}
