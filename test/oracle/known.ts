// TEMPORARY: questions about which engine and facts are known to differ. Each line goes as soon as the engine is mended; the suites
// count what they leave out.

import { covers, sameAddress } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network, Target } from '#language/network/network.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Asked } from './packets.ts';
import type { Verdict } from './simulator/explore.ts';
import type { Result } from './simulator/simulate.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, told: Trace, verdict: Verdict) => boolean;
}

export const KNOWN: readonly Known[] = [
  {
    why: '2B, 10.6: packets between a node and its pods, and between pods of one node, never leave the host',
    speaksOf: (network, { query: { from } }, { packet: { destination } }) => {
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
    speaksOf: (network, { query: { protocol } }, { packet: { destination } }) =>
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
    speaksOf: (network, { query: { to } }) => {
      const tls = network.loadBalancers.filter(
        ({ kind, listeners }) => kind === 'nlb' && listeners.some(({ protocol }) => protocol === 'tls'),
      );
      return network.byId.get(to.id)?.kind === 'api-gateway' ? tls.length > 0 : tls.some(({ id }) => id === to.id);
    },
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
  {
    why: '12.10: an endpoint that opens no connections does not ask the resolver either',
    speaksOf: (network, { query: { from } }) => {
      const thing = network.byId.get(from.id);
      return thing?.kind === 'endpoint' && thing.type !== 'instance-connect';
    },
  },
  {
    why: '8.5: an ip target may be given by its address alone',
    speaksOf: (network, { query: { to } }) =>
      isFront(network, to.id) && targetsOf(network).some(({ address }) => address !== undefined),
  },
  {
    why: '12.16, 8.25, 8.27: behind an endpoint for an own service the load balancer opens a connection of its own',
    speaksOf: (network, _asked, { packet: { destination } }) =>
      network.endpoints.some(
        ({ interfaces, serves }) =>
          network.loadBalancers.some(({ id }) => serves.includes(id)) &&
          interfaces.some(({ addresses }) => addresses.some((own) => sameAddress(own.private, destination))),
      ),
  },
  {
    why: '2D, 8.42: an appliance must see both directions of a connection',
    speaksOf: (_network, _asked, _told, { stories }) => stories.some(({ result }) => isBlind(result)),
  },
  {
    why: '11.4: a packet that an appliance forwards finds no resolver; and what was refused before does not become unknown',
    speaksOf: (_network, _asked, told) =>
      told.verdict === 'unknown' && (devicesOn(told.forward) !== '' || told.blockers.length > 0),
  },
  {
    why: '4.12: a group is asked about an answer that it does not track for every port that may be in use, not for the example',
    speaksOf: (_network, _asked, _told, { stories }) =>
      stories.some(({ result: { drop } }) => drop?.leg === 'return' && drop.code === 'SG'),
  },
  {
    why: '2B: an NLB that does not keep the client address sends by the routes of its own subnet',
    speaksOf: (network, { query: { to } }) =>
      isFront(network, to.id) &&
      network.loadBalancers.some(({ kind, nodes, vpc }) =>
        nodes.some(
          ({ subnet }) =>
            kind === 'nlb' &&
            subnet.routeTable.routes.some(
              ({ destination, target }) => target.kind !== 'local' && vpc.prefixes.some((block) => covers(block, destination)),
            ),
        ),
      ),
  },
  {
    why: '10.6: a pod with groups of its own is reached by its own interface, also by a node port of its own node',
    speaksOf: (network, { query: { to } }) =>
      network.kubernetesServices.some(({ trafficPolicy }) => trafficPolicy === 'local') &&
      network.workloads.some(({ kind, nodeTranslates }) => kind === 'pod' && nodeTranslates === false) &&
      network.byId.get(to.id)?.kind !== 'pod',
  },
];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, told: Trace, verdict: Verdict): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, told, verdict));
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

/** The appliances on a way, in its order. */
function devicesOn(hops: readonly Hop[]): string {
  return hops
    .filter(({ step, kind }) => step === 'forward' && (kind === 'instance' || kind === 'node' || kind === 'endpoint'))
    .map(({ at }) => at)
    .join(' ');
}

function isBlind({ drop, behind }: Result): boolean {
  return drop?.code === 'APPLIANCE_STATE' || (behind !== undefined && isBlind(behind));
}
