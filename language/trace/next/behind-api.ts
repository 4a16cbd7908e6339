// Behind an API: a function that it invokes, or a load balancer at the other end of its VPC link.
// Source: API Gateway guide, private integrations.
import type { ApiGateway } from '#language/network/api-gateway.ts';
import { resourceIn } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { connectionEndsAt } from '#language/trace/connection-end.ts';
import type { ApiGatewayDecision } from '#language/trace/decision/service-decision.ts';
import { unopened } from '#language/trace/noted.ts';
import type { Query } from '#language/trace/query.ts';
import type { Blocker, Trace } from '#language/trace/result.ts';
import { invocation } from './invocation.ts';
import {
  dispositionOf,
  LazyNextConnections,
  type NextConnections,
  NO_NEXT_CONNECTIONS,
  noNextConnections,
} from './next-connections.ts';

/** The connections that an API opens for a request. `open` traces one of them. */
export function behindApi(network: Network, api: ApiGateway, packet: Packet, open: (query: Query) => Trace): NextConnections {
  const { integration } = api;
  const unlinked = (result: ApiGatewayDecision['result']): Blocker =>
    unopened(api, packet, 'NO_INTEGRATION', { kind: 'api-gateway', api, result, decidedBy: api.id });
  if (integration.kind === 'none') return noNextConnections(unlinked('no-integration'));
  if (integration.kind === 'lambda') {
    const target = network.byId.get(integration.function);
    return target?.kind === 'lambda' ? nextOf([invocation(api, target, packet)]) : NO_NEXT_CONNECTIONS;
  }
  const balancer = network.byId.get(integration.loadBalancer);
  const froms = integration.interfaces.flatMap((iface) => connectionEndsAt(network, iface));
  const nodes = balancer !== undefined && resourceIn(balancer, 'load-balancer') ? balancer.nodes : [];
  // The VPC link uses private addresses, also for an internet-facing load balancer.
  const tos = nodes.flatMap((node) => connectionEndsAt(network, node)).map((end) => ({ ...end, written: end.address }));
  const next = froms.flatMap((from) =>
    tos.filter((to) => to.address.family === from.address.family).map((to) => open({ from, to, protocol: 'tcp' })),
  );
  const working = next.find(({ verdict }) => verdict !== 'dropped') ?? next[0];
  if (working !== undefined) return nextOf([working]);
  return noNextConnections(unlinked('no-link-subnets'));
}

function nextOf(traces: readonly Trace[]): NextConnections {
  return new LazyNextConnections(
    dispositionOf(traces),
    () => traces,
    () => traces.flatMap(({ blockers }) => blockers),
  );
}
