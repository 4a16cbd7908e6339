// The internet: finds the owner of a public address.
import { contains } from '#language/network/address.ts';
import { PRIVATE_PREFIXES, UNROUTED_PREFIXES } from '#language/network/known-addresses.ts';
import { INTERNET, type Outside } from '#language/network/outside.ts';
import type { Packet, Traffic } from '#language/network/traffic.ts';
import type { UnroutableDecision } from '#language/trace/decision/gateway-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome } from '#language/trace/location.ts';
import { placeAt } from '#language/trace/place.ts';
import { unknownSender } from './behind-instance.ts';

/** The port of every API endpoint. Source: API Gateway guide, "REST API endpoint types" (HTTPS only). */
const API_PORT = 443;
const API_TRAFFIC: Traffic = { protocol: 'tcp', ports: [{ from: API_PORT, to: API_PORT }] };

/** Passes the packet to the VPC, the API or the external host that owns its destination. */
export function crossInternet(journal: Journal, packet: Packet): Outcome {
  const { lookup } = journal;
  const { destination } = packet;
  if (journal.isIn(UNROUTED_PREFIXES, destination))
    return fromUnconnected(journal, packet) ?? refuse(journal, packet, 'private', 'destination');
  const owned = lookup.publicOwner(destination);
  const api = lookup.apiGateway(destination);
  const nat = lookup.regionalNat(destination);
  const refused = refusedSource(journal, packet, owned !== undefined);
  if (refused !== undefined) return refused;
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
  if (journal.isIn(lookup.unused, destination)) return refuse(journal, packet, 'unused', 'destination');
  const outside = lookup.outside(destination);
  return outside === undefined ? LOST : end({ kind: 'arrived-outside', packet, outside, answerFrom: { kind: 'outside' } });
}

/** Nobody on the internet has a private address, or one that this account does not use. Internet gateways have reasons of their own. */
function refusedSource(journal: Journal, packet: Packet, intoVpc: boolean): Outcome | undefined {
  const { source } = packet;
  if (journal.isIn(journal.network.unused, source)) return refuse(journal, packet, 'unused', 'source');
  if (!journal.isIn(UNROUTED_PREFIXES, source)) return undefined;
  const unconnected = fromUnconnected(journal, packet);
  if (unconnected !== undefined) return unconnected;
  if (intoVpc && journal.isIn(PRIVATE_PREFIXES, source)) return undefined;
  return refuse(journal, packet, 'private', 'source');
}

/** A sender in a private network that a route leads to behind an instance: the file does not say whether it is there. */
function fromUnconnected(journal: Journal, packet: Packet): Outcome | undefined {
  const sender = journal.direction === 'forward' ? unconnectedSender(journal, packet) : undefined;
  const reason = sender && unknownSender(journal, sender, packet.source);
  return reason === undefined ? undefined : end({ kind: 'unknown', reason });
}

function refuse(journal: Journal, packet: Packet, result: UnroutableDecision['result'], side: 'source' | 'destination'): Outcome {
  const internet = placeAt(journal.network, INTERNET);
  journal.block('drop', internet, packet, 'NO_ADDRESS', () => {
    const sender = unconnectedSender(journal, packet);
    return { kind: 'unroutable', internet, result, side, address: packet[side], ...(sender && { sender }) };
  });
  return LOST;
}

/** The declared private network from which the packet is, if it is at no line: it may be connected in a way that the file does not say. */
function unconnectedSender({ network, lookup }: Journal, { source }: Packet): Outside | undefined {
  const sender = lookup.outside(source);
  if (sender === undefined || sender.kind === 'internet') return undefined;
  const isPrivate = UNROUTED_PREFIXES.some((prefix) => contains(prefix, source));
  return isPrivate && !network.siteLinks.some(({ remotes }) => remotes.includes(sender)) ? sender : undefined;
}
