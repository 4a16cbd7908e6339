// Behind an API: a function that it invokes, or a load balancer at the other end of its VPC link.
// Source: API Gateway guide, private integrations.
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { subnetsStatement, unknownSentence } from '#language/network/unknown.ts';
import { chosenEnds } from '#language/trace/choices.ts';
import { connectionEndsAt } from '#language/trace/connection-end.ts';
import type { UnlinkedResult } from '#language/trace/decision/service-decision.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import { unopened } from '#language/trace/noted.ts';
import type { Blocker } from '#language/trace/result.ts';
import { nodesInDns, type Open } from '#language/trace/rotation.ts';
import { behindVpcLinkV1 } from './behind-vpc-link-v1.ts';
import { invocation } from './invocation.ts';
import {
  eitherOf,
  type NextConnections,
  NO_NEXT_CONNECTIONS,
  nextOf,
  noNextConnections,
  unknownNextConnections,
} from './next-connections.ts';

/** The connections that an API opens for a request. `open` traces one of them. */
export function behindApi(network: Network, api: ApiGateway, packet: Packet, ports: SourcePorts, open: Open): NextConnections {
  const { integration } = api;
  const unlinked = (result: UnlinkedResult['result']): Blocker =>
    unopened(api, packet, 'NO_INTEGRATION', { kind: 'api-gateway', api, result, decidedBy: api.id });
  if (integration.kind === 'none') return noNextConnections(unlinked('no-integration'));
  if (integration.kind === 'lambda') {
    const target = network.byId.get(integration.function);
    return target?.kind === 'lambda' ? nextOf([invocation(api, target, packet)]) : NO_NEXT_CONNECTIONS;
  }
  if (integration.kind === 'vpc-link-v1') {
    const balancer = network.loadBalancers.find(({ id }) => id === integration.loadBalancer);
    return balancer === undefined
      ? noNextConnections(unlinked('no-integration'))
      : behindVpcLinkV1(network, { api, balancer, packet }, ports, open);
  }
  const balancer = network.byId.get(integration.loadBalancer);
  const froms = integration.interfaces.flatMap((iface) => connectionEndsAt(network, iface));
  const nodes = balancer !== undefined && resourceIn(balancer, 'load-balancer') ? nodesInDns(network, balancer, open) : [];
  // The VPC link uses private addresses, also for an internet-facing load balancer.
  const tos = nodes.flatMap((node) => connectionEndsAt(network, node)).map((end) => ({ ...end, written: end.address }));
  const pairs = froms.flatMap((from) =>
    tos.filter((to) => to.address.family === from.address.family).map((to) => [from, to] as const),
  );
  const next = pairs.map(([from, to]) => open({ from, to, protocol: 'tcp' }, chosenEnds(pairs, [from, to])));
  const hidden = integration.unknownSubnets && subnetsStatement(`the VPC link of ${api.name}`, integration.unknownSubnets);
  if (hidden !== undefined)
    return eitherOf([...(next.length > 0 ? [nextOf(next)] : []), unknownNextConnections(unknownSentence(hidden))]);
  if (next.length > 0) return nextOf(next);
  return noNextConnections(unlinked('no-link-subnets'));
}
