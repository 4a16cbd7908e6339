// The end of a connection → the next connections.
import { privateLinkNodes, transportOf } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { SourcePorts } from '#language/trace/journal.ts';
import type { End } from '#language/trace/location.ts';
import type { Open } from '#language/trace/rotation.ts';
import { isOwnAnswer } from '#language/trace/targets.ts';
import { behindApi } from './behind-api.ts';
import { behindListener } from './behind-listener.ts';
import { behindNodes } from './behind-nodes.ts';
import { type NextConnections, NO_NEXT_CONNECTIONS } from './next-connections.ts';

/** Opens the next connections after the end of another one. */
export function nextAfter(network: Network, end: End, ports: SourcePorts, open: Open): NextConnections {
  if (end.kind === 'called') return behindApi(network, end.api, end.packet, ports, open);
  if (end.kind === 'arrived') return behindVpcEndpoint(network, end, ports, open);
  if (end.kind !== 'balanced' || (end.rules.length > 0 && end.rules.every(({ action }) => isOwnAnswer(action))))
    return NO_NEXT_CONNECTIONS;
  return behindListener(network, end, ports, open);
}

/** Behind a PrivateLink endpoint: an API, or the network load balancer of an endpoint service, whose targets see its nodes. */
function behindVpcEndpoint(
  network: Network,
  { packet, interface: entered }: Extract<End, { readonly kind: 'arrived' }>,
  ports: SourcePorts,
  open: Open,
): NextConnections {
  const endpoint = network.byId.get(entered.owner);
  if (endpoint?.kind !== 'endpoint') return NO_NEXT_CONNECTIONS;
  const served = endpoint.serves.flatMap((id) => network.byId.get(id) ?? []);
  const api = served.find((resource) => resource.kind === 'api-gateway');
  if (api !== undefined) return behindApi(network, api, packet, ports, open);
  const balancer = network.loadBalancers.find(({ id }) => endpoint.serves.includes(id));
  const listener = balancer?.listeners.find(
    ({ protocol, port }) => transportOf(protocol) === packet.protocol && port === packet.destinationPort?.number,
  );
  if (balancer === undefined || listener === undefined) return NO_NEXT_CONNECTIONS;
  const nodes = privateLinkNodes(balancer, entered.subnet.az);
  return behindNodes(network, nodes, { packet, balancer, listener, rules: listener.rules }, ports, open);
}
