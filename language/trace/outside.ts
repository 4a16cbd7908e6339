// The internet between all gateways: finds whoever owns a public address.
import { formatAddress } from '#language/network/address.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Journal } from './journal.ts';
import { end, LOST, move, type Outcome } from './location.ts';
import { privateBy } from './lookup.ts';

/** The port of every API endpoint. Source: API Gateway guide, "REST API endpoint types" (HTTPS only). */
const API_PORT = 443;

/** Hands the packet to the VPC, the API or the outside host that owns its destination. Private addresses have no owner here. */
export function crossInternet(journal: Journal, packet: Packet): Outcome {
  const owned = journal.lookup.publicOwner(packet.destination);
  if (owned !== undefined) return move(packet, { kind: 'gateway-in', owned });
  const api = journal.lookup.apiGateway(packet.destination);
  if (api !== undefined) {
    if (packet.protocol === 'tcp' && packet.destinationPort?.number === API_PORT) return end({ kind: 'called', packet, api });
    const reason = `${api.name} answers on tcp ${API_PORT} only.`;
    journal.block('drop', { id: api.id, kind: api.kind }, packet, 'ELBV2_LISTENERS_MISMATCH', {
      by: `api-gateway ${api.name}`,
      reason,
      decidedBy: api.id,
    });
    return LOST;
  }
  const outside = journal.lookup.outside(packet.destination);
  const range = privateBy(packet.destination);
  if (outside !== undefined && (range === undefined || outside.kind !== 'internet'))
    return end({ kind: 'arrived-outside', packet, outside });
  const internet = journal.network.outside[0];
  if (internet !== undefined) {
    const reason = `${formatAddress(packet.destination)} is not a public address: no packet finds its way there across the internet.`;
    journal.block('drop', { id: internet.id, kind: internet.kind }, packet, 'NO_ADDRESS', { by: 'internet', reason });
  }
  return LOST;
}
