// TEMPORARY: questions about which engine and facts are known to differ. Each line goes as soon as the engine is mended; the suites
// count what they leave out.

import { sameAddress } from '#language/network/address.ts';
import type { Network } from '#language/network/network.ts';
import type { Hop, Trace } from '#language/trace/result.ts';
import type { Asked } from './packets.ts';
import type { Verdict } from './simulator/explore.ts';

interface Known {
  /** What the facts say, with the number of the fact. */
  readonly why: string;
  readonly speaksOf: (network: Network, asked: Asked, told: Trace, verdict: Verdict) => boolean;
}

export const KNOWN: readonly Known[] = [
  {
    why: '12.10: an endpoint that opens no connections does not ask the resolver either',
    speaksOf: (network, { query: { from } }, told) =>
      network.byId.get(from.id)?.kind === 'endpoint' && (told.verdict === 'unknown' || told.forward.at(-1)?.kind === 'vpc'),
  },
  {
    why: '11.4: a packet that an appliance forwards finds no resolver; and what was refused before does not become unknown',
    speaksOf: (_network, _asked, told) =>
      (told.verdict === 'unknown' && told.blockers.length > 0) ||
      (devicesOn(told.forward) !== '' && (told.verdict === 'unknown' || told.forward.at(-1)?.kind === 'vpc')),
  },
  {
    why: '10.6: a pod with groups of its own is reached by its own interface, also by a node port of its own node',
    speaksOf: (network, _asked, told) =>
      [told, ...told.legs].some(({ forward }) => forward.some(({ kind }) => kind === 'kubernetes-service')) &&
      network.workloads.some(({ kind, nodeTranslates }) => kind === 'pod' && nodeTranslates === false),
  },
  {
    why: '10.6: pods with groups of their own have interfaces of their own, on one node, too',
    speaksOf: (network, { query: { from } }, { forward }) =>
      network.workloads.some(
        ({ id, node, nodeTranslates }) =>
          node !== undefined &&
          nodeTranslates === false &&
          (id === from.id || node === from.id || forward.some(({ at, step }) => step === 'forward' && node === at)) &&
          forward.some(({ kind, at, step }) => kind === 'nlb' || (step === 'forward' && at === node)),
      ),
  },
  {
    why: '8.25: an NLB behind an endpoint asks its inbound rules about the consumer, and no reference to a group survives (3.11)',
    speaksOf: (network, _asked, { packet: { destination } }) =>
      network.endpoints.some(
        ({ interfaces, serves }) =>
          network.loadBalancers.some(
            ({ id, nodes }) => serves.includes(id) && nodes.some(({ securityGroups }) => securityGroups !== undefined),
          ) && interfaces.some(({ addresses }) => addresses.some((own) => sameAddress(own.private, destination))),
      ),
  },
  {
    why: '0.2: neither delivered nor dropped while nobody knows what becomes of the connection behind, or of the one to another target',
    speaksOf: (_network, _asked, { legs, verdict: told }, { assumed }) =>
      (told === 'dropped' && assumed.includes('8.28')) ||
      (legs.some(({ verdict }) => verdict === 'unknown') && !legs.some(({ verdict }) => verdict === 'delivered')),
  },
];

/** Whether the question is left out for now. */
export function isKnown(network: Network, asked: Asked, told: Trace, verdict: Verdict): boolean {
  return KNOWN.some(({ speaksOf }) => speaksOf(network, asked, told, verdict));
}

/** The appliances on a way, in its order. */
function devicesOn(hops: readonly Hop[]): string {
  return hops
    .filter(({ step, kind }) => step === 'forward' && (kind === 'instance' || kind === 'node' || kind === 'endpoint'))
    .map(({ at }) => at)
    .join(' ');
}
