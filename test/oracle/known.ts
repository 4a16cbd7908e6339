// TEMPORARY: questions about which engine and facts are known to differ. Each line goes as soon as the engine is mended; the suites
// count what they leave out.

import { sameAddress } from '#language/network/address.ts';
import type { Interface, Network } from '#language/network/network.ts';
import type { Trace } from '#language/trace/result.ts';
import type { Asked } from './packets.ts';
import type { Verdict } from './simulator/explore.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, told: Trace, verdict: Verdict) => boolean;
}

const KNOWN: readonly Known[] = [
  {
    why: '0.2: neither delivered nor dropped while nobody knows what becomes of the connection behind, or of the one to another target',
    speaksOf: (_network, _asked, { legs, verdict: told }, { stories }) =>
      (told === 'dropped' && stories.length > 1 && stories.some(({ result }) => result.assumed.includes('8.28'))) ||
      (legs.some(({ verdict }) => verdict === 'unknown') && !legs.some(({ verdict }) => verdict === 'delivered')),
  },
  {
    why: '8.28: of several targets of an NLB one that stands in a peered VPC is as good as any',
    speaksOf: ({ byId }, { query: { to } }, { verdict: told }, { stories }) => {
      const front = byId.get(to.id);
      const isFar = (thing: Interface | undefined): boolean =>
        front?.kind === 'nlb' && thing !== undefined && thing.subnet.vpc !== front.vpc;
      return told === 'dropped' && stories.some(({ works, result: { iface } }) => works && isFar(iface));
    },
  },
  {
    why: '12.11, 12.16: the endpoint to which the name of a service leads is whom the packet is meant for',
    speaksOf: ({ endpoints }, { query: { to } }, { packet: { destination } }) =>
      endpoints.some(
        ({ interfaces, serves }) =>
          serves.includes(to.id) &&
          interfaces.some(({ addresses }) => addresses.some((own) => sameAddress(own.private, destination))),
      ),
  },
  {
    why: '8.28: a target in a VPC that is peered in the same Region is documented, not unknown',
    speaksOf: ({ targetGroups }, _asked, { verdict: told }) =>
      told === 'unknown' &&
      targetGroups.some(
        ({ preserveClientIp, targets }) => preserveClientIp && targets.some(({ address }) => address !== undefined),
      ),
  },
  {
    why: '9.3, 12.16: behind an endpoint an ALB is a target by its private address',
    speaksOf: ({ endpoints, targetGroups }, _asked, { packet: { destination } }) =>
      targetGroups.some(({ targets }) => targets.some(({ type }) => type === 'alb')) &&
      endpoints.some(({ interfaces }) =>
        interfaces.some(({ addresses }) => addresses.some((own) => sameAddress(own.private, destination))),
      ),
  },
  {
    why: '2.9: blocks collide, and a load balancer that nobody asked for has the address',
    speaksOf: ({ byId }, { query: { to } }, { forward }) =>
      forward.some(({ at, kind }) => (kind === 'alb' || kind === 'nlb') && at !== to.id && at !== forward[0]?.at) &&
      !['alb', 'nlb', 'api-gateway', 'endpoint'].includes(byId.get(to.id)?.kind ?? ''),
  },
  {
    why: '10.13: a node port leads to any pod of its service, not only to the first',
    speaksOf: ({ kubernetesServices }, _asked, told) =>
      kubernetesServices.some(({ pods }) => pods.length > 1) &&
      [told, ...told.legs].some(({ forward }) => forward.some(({ kind }) => kind === 'kubernetes-service')),
  },
];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, told: Trace, verdict: Verdict): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, told, verdict));
}
