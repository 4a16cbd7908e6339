// Resolver endpoints: inbound ones take DNS queries, outbound ones send them, and neither does anything else.
// Source: Amazon Route 53 Developer Guide, "Forwarding inbound DNS queries to your VPCs", "Forwarding outbound DNS queries to your network".
import type { ResolverEndpoint } from '#language/network/dns.ts';
import type { Interface } from '#language/network/interface.ts';
import { DNS, type Packet } from '#language/network/traffic.ts';
import type { ResolverEndpointDecision } from '#language/trace/decision/gateway-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Outcome } from '#language/trace/location.ts';
import { isTracked } from './security-group.ts';

/** The result for a packet that the endpoint does not send; `undefined`: it does. */
export function refuseQuery(journal: Journal, endpoint: ResolverEndpoint, packet: Packet): Outcome | undefined {
  if (journal.direction === 'return') return undefined;
  if (endpoint.direction === 'inbound') return refuse(journal, endpoint, packet, 'opens-none');
  return journal.speaksOfAny(DNS, packet) ? undefined : refuse(journal, endpoint, packet, 'port');
}

/** A packet at an interface of the endpoint: a query to an inbound endpoint, or a reply. */
export function enterResolverEndpoint(journal: Journal, endpoint: ResolverEndpoint, iface: Interface, packet: Packet): Outcome {
  const arrived = end({ kind: 'arrived', packet, interface: iface });
  if (isTracked(journal, iface, packet)) return arrived;
  if (endpoint.direction === 'outbound') return refuse(journal, endpoint, packet, 'takes-none');
  return journal.speaksOfAny(DNS, packet) ? arrived : refuse(journal, endpoint, packet, 'port');
}

function refuse(
  journal: Journal,
  endpoint: ResolverEndpoint,
  packet: Packet,
  result: ResolverEndpointDecision['result'],
): Outcome {
  const code = result === 'port' ? 'ENDPOINT_PORT' : 'NO_POSSIBLE_DESTINATION';
  journal.block('drop', endpoint, packet, code, () => ({
    kind: 'resolver-endpoint',
    endpoint,
    result,
    decidedBy: endpoint.id,
  }));
  return LOST;
}
