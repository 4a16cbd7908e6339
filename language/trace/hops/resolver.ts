// The VPC's DNS resolver: one hop, without security groups, network ACLs, route tables and gateways.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS" and "Control subnet traffic with network access control lists".
import type { Interface } from '#language/network/interface.ts';
import { resolversOf, SERVICE_BLOCKS } from '#language/network/known-addresses.ts';
import { DNS, type Packet } from '#language/network/traffic.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Outcome } from '#language/trace/location.ts';
import { owns, placeOf } from './interface.ts';

/** The outcome for packets to the resolver or another link-local service; `undefined` for every other destination. */
export function askHostService(journal: Journal, iface: Interface, packet: Packet): Outcome | undefined {
  const { vpc } = iface.subnet;
  // These services are for the host itself, not for packets that it forwards.
  if (!owns(journal, iface, packet.source)) return undefined;
  if (!journal.isIn(resolversOf(vpc), packet.destination)) {
    if (!journal.isIn(SERVICE_BLOCKS, packet.destination)) return undefined;
    return unknown('Link-local services of the host (instance metadata, time) are not modelled.');
  }
  // The resolver asked nothing. The one who did has the same address elsewhere, and gets no reply.
  if (journal.direction === 'return') return end({ kind: 'resolved', packet, vpc, interface: iface });
  if (!journal.speaksOfAny(DNS, packet))
    return unknown('The resolver listens on port 53. What it does on other ports is not documented.');
  if (vpc.dnsSupport) return end({ kind: 'resolved', packet, vpc, interface: iface });
  journal.block('drop', placeOf(journal, iface), packet, 'DNS_SUPPORT_OFF', () => ({
    kind: 'resolver',
    vpc,
    result: 'dns-support-off',
    decidedBy: vpc.id,
  }));
  return LOST;
}

function unknown(reason: string): Outcome {
  return end({ kind: 'unknown', reason });
}
