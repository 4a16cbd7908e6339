// Claims about a network, and what the simulator finds when it tries packets one after the other.
import { type Address, contains, nth, type Prefix } from '#language/network/address.ts';
import type { Expectation, Selector } from '#language/network/claim.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import type { Entity, Network } from '#language/network/network.ts';
import type { Traffic } from '#language/network/traffic.ts';
import { type ConnectionEnd, connectionEndsOf, outsideAt } from '#language/trace/connection-end.ts';
import { pairs } from '#language/trace/flow.ts';
import type { Query } from '#language/trace/query.ts';
import { numbers } from '#test/support/chance.ts';
import { askBoth, headerOf } from './compare.ts';
import type { Asked } from './packets.ts';
import { PORTS } from './random/filters.ts';
import { speaksOf } from './simulator/filters.ts';
import { isPrivate } from './simulator/gateways.ts';
import { TO_ITSELF } from './simulator/nat.ts';

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

/** What a packet says about a claim. */
export interface Witness {
  readonly asked: Asked;
  readonly works: boolean;
  /** Whether there is no verdict: engine or facts do not know, or a difference is known. */
  readonly open: boolean;
}

/** The simulator's verdict about a packet: for `all` source ports if it must arrive, for `any` if it must not. */
export function witness(network: Network, query: Query, mode: Asked['mode']): Witness {
  const asked: Asked = { query, mode };
  const { traced, verdict } = askBoth(network, asked);
  const open = verdict.unknown || verdict.hazard || verdict.assumed.includes(TO_ITSELF) || traced.verdict === 'unknown';
  return { asked, works: verdict.works, open };
}

/** Packets that the claim speaks of, `most` of all of the reduced space. `must`: those that have to arrive, or those that may not. */
export function packetsOf(network: Network, claim: Expectation, must: boolean, seed: number, most: number): readonly Query[] {
  const next = numbers(seed);
  const receivers = connectionEndsOf(network, claim.to);
  const senders = sendersOf(network, claim.from, must && isInternet(claim.from));
  const both = [...pairs(senders, receivers)];
  const found: Query[] = [];
  for (let tries = 0; both.length > 0 && tries < 4 * most && found.length < most; tries += 1) {
    const pair = both[next(both.length)];
    const kinds = headersOf(pair?.[0].address.family ?? 4);
    const kind = kinds[next(kinds.length)];
    if (pair === undefined || kind === undefined) break;
    const query: Query = { from: pair[0], to: pair[1], ...kind };
    if (speaks(claim, query) === must) found.push(query);
  }
  return found;
}

/** Whether the packet is one of those that the claim wants to arrive. */
function speaks({ traffic, claim }: Expectation, query: Query): boolean {
  const header = headerOf({
    protocol: query.protocol,
    source: query.from.address,
    destination: query.to.address,
    ...(query.port !== undefined && { destinationPort: { number: query.port, range: { from: query.port, to: query.port } } }),
    ...(query.icmpType !== undefined && { icmpType: query.icmpType }),
  });
  const named = traffic.length === 0 || traffic.some((one) => speaksOf(one, header));
  return claim === 'never-reaches' ? !named : named;
}

type Kind = Pick<Query, 'protocol' | 'port' | 'icmpType'>;

function headersOf(family: 4 | 6): readonly Kind[] {
  const ports = PORTS.flatMap((port) => [port - 1, port, port + 1]);
  return [
    ...ports.flatMap((port): readonly Kind[] => [
      { protocol: 'tcp', port },
      { protocol: 'udp', port },
    ]),
    ...(family === 4 ? [{ protocol: 'icmp', icmpType: 8 } as const] : [{ protocol: 'icmpv6', icmpType: 128 } as const]),
    { protocol: 47 },
    { protocol: 253 },
  ];
}

function isInternet(selector: Selector): boolean {
  return selector.kind === 'entity' && selector.id === entityId('internet');
}

/** Resources inside as they are; of blocks outside an address at each border that a rule draws. */
function sendersOf(network: Network, from: Selector, isExternal: boolean): readonly ConnectionEnd[] {
  const outside = from.kind === 'entity' ? network.outside.find(({ id }) => id === from.id) : undefined;
  if (outside === undefined || isExternal) return connectionEndsOf(network, from);
  return outside.prefixes.flatMap((block) =>
    bordersIn(network, block)
      .filter((address) => !isOurs(network, address))
      .map((address) => outsideAt(network, address)),
  );
}

function bordersIn(network: Network, block: Prefix): readonly Address[] {
  const prefixes = [
    block,
    ...network.securityGroups.flatMap(({ rules }) =>
      rules.flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : [])),
    ),
    ...network.networkAcls.flatMap(({ entries }) => entries.flatMap((entry) => entry.prefixes)),
  ];
  const bits = prefixes
    .filter(({ family }) => family === block.family)
    .flatMap(({ first, last }) => [first - 1n, first, last, last + 1n])
    .filter((one) => block.first <= one && one <= block.last);
  return [...new Set(bits)].map((one) => nth({ ...block, first: 0n }, one));
}

/** Addresses of the VPCs and private addresses never come from the internet. */
function isOurs(network: Network, address: Address): boolean {
  const shown = network.interfaces.some(({ addresses }) => addresses.some((own) => own.public?.bits === address.bits));
  return (
    shown ||
    network.vpcs.some(({ prefixes }) => prefixes.some((prefix) => contains(prefix, address))) ||
    isPrivateExternal(network, address)
  );
}

function isPrivateExternal(network: Network, address: Address): boolean {
  return isPrivate(address) && outsideAt(network, address).id === entityId('internet');
}
