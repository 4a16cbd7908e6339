// The internet: finds the owner of a public address.
import { PRIVATE_PREFIXES } from '#language/network/known-addresses.ts';
import type { Packet, Traffic } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome } from '#language/trace/location.ts';

/** The port of every API endpoint. Source: API Gateway guide, "REST API endpoint types" (HTTPS only). */
const API_PORT = 443;
const API_TRAFFIC: Traffic = { protocol: 'tcp', ports: [{ from: API_PORT, to: API_PORT }] };

/** Passes the packet to the VPC, the API or the external host that owns its destination. Private addresses have no owner here. */
export function crossInternet(journal: Journal, packet: Packet): Outcome {
  const { lookup } = journal;
  const { destination } = packet;
  const owned = lookup.publicOwner(destination);
  const api = lookup.apiGateway(destination);
  const nat = lookup.regionalNat(destination);
  if (owned !== undefined) return move(packet, { kind: 'gateway-in', owned });
  if (nat !== undefined) return move(packet, { kind: 'regional-nat', nat, from: undefined });
  if (api !== undefined) {
    if (journal.speaksOf(API_TRAFFIC, packet)) return end({ kind: 'called', packet, api });
    journal.block('drop', api, packet, 'ELBV2_LISTENERS_MISMATCH', () => ({
      kind: 'api-gateway',
      api,
      result: 'port',
      decidedBy: api.id,
    }));
    return LOST;
  }
  const outside = lookup.outside(destination);
  const isPrivate = journal.isIn(PRIVATE_PREFIXES, destination);
  if (outside !== undefined && (!isPrivate || outside.kind !== 'internet'))
    return end({ kind: 'arrived-outside', packet, outside, answerFrom: { kind: 'outside' } });
  const internet = journal.network.outside[0];
  if (internet !== undefined) {
    journal.block('drop', internet, packet, 'NO_ADDRESS', () => ({
      kind: 'unroutable',
      internet,
      destination,
    }));
  }
  return LOST;
}
