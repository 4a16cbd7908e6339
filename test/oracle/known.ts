// TEMPORARY: questions about which engine and facts are known to differ. Each line goes as soon as the engine is mended; the suites
// count what they leave out.

import { sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network, Target } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Asked } from './packets.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, packet: Packet) => boolean;
}

export const KNOWN: readonly Known[] = [
  {
    why: '2B, 10.6: packets between a node and its pods, and between pods of one node, never leave the host',
    speaksOf: (network, { query: { from } }, { destination }) => {
      const vpc = from.interface?.subnet.vpc;
      const owner = network.interfaces.find(
        ({ subnet, addresses }) => subnet.vpc === vpc && addresses.some((own) => sameAddress(own.private, destination)),
      )?.owner;
      const here = hostAt(network, from.id);
      return here !== undefined && owner !== undefined && here === hostAt(network, owner);
    },
  },
  {
    why: '8.13: a node of an ALB answers pings that its groups allow',
    speaksOf: (network, { query: { protocol } }, { destination }) =>
      protocol === 'icmp' &&
      network.loadBalancers.some(
        ({ kind, nodes }) =>
          kind === 'alb' &&
          nodes.some(({ addresses }) =>
            addresses.some(
              (own) =>
                sameAddress(own.private, destination) || (own.public !== undefined && sameAddress(own.public, destination)),
            ),
          ),
      ),
  },
  {
    why: '9.3: a VPC link speaks to the private address of a load balancer, also of one that faces the internet',
    speaksOf: (network, { query: { to } }) =>
      network.apiGateways.some(
        ({ id, integration }) =>
          id === to.id &&
          integration.kind === 'vpc-link' &&
          network.loadBalancers.some((one) => one.id === integration.loadBalancer && one.scheme === 'internet-facing'),
      ),
  },
  {
    why: '9.3, 8.35: a VPC link uses any of its interfaces and any node of the load balancer, not only the first',
    speaksOf: (network, { query: { to } }) =>
      network.apiGateways.some(
        ({ id, integration }) =>
          id === to.id &&
          integration.kind === 'vpc-link' &&
          network.loadBalancers.some(
            (one) => one.id === integration.loadBalancer && one.nodes.length * integration.interfaces.length > 1,
          ),
      ),
  },
  {
    why: '8.26: a TLS listener keeps the client address for targets that are instances',
    speaksOf: (network, { query: { to } }) =>
      network.loadBalancers.some(
        ({ id, kind, listeners }) => kind === 'nlb' && id === to.id && listeners.some(({ protocol }) => protocol === 'tls'),
      ),
  },
  {
    why: '8.18: a function that is a target of an ALB has no zone',
    speaksOf: (network, { query: { to } }) => isFront(network, to.id) && targetsOf(network).some(({ type }) => type === 'lambda'),
  },
  {
    why: '8.32: a client on the machine of the target gets no answer where its address is kept',
    speaksOf: (network, { query: { from, to } }) => {
      const here = hostAt(network, from.id);
      const things = network.targetGroups.filter(({ preserveClientIp }) => preserveClientIp).flatMap(({ targets }) => targets);
      return (
        network.byId.get(to.id)?.kind === 'nlb' &&
        here !== undefined &&
        things.some(({ thing }) => hostAt(network, thing) === here)
      );
    },
  },
  {
    why: '8.4: an NLB in front of an ALB uses the node of the ALB in its own zone, not always the first',
    speaksOf: (network, { query: { to } }) =>
      isFront(network, to.id) &&
      targetsOf(network).some(({ thing }) => network.loadBalancers.some(({ id, nodes }) => id === thing && nodes.length > 1)),
  },
];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, packet: Packet): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, packet));
}

function hostAt({ byId }: Network, id: EntityId): string | undefined {
  const thing = byId.get(id);
  if (thing?.kind === 'pod') return thing.node;
  return thing?.kind === 'node' ? thing.id : undefined;
}

function isFront({ byId }: Network, id: EntityId): boolean {
  const kind = byId.get(id)?.kind;
  return kind === 'alb' || kind === 'nlb' || kind === 'api-gateway';
}

function targetsOf({ targetGroups }: Network): readonly Target[] {
  return targetGroups.flatMap(({ targets }) => targets);
}
