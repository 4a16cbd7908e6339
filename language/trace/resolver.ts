// The VPC's own DNS resolver: one hop, seen by no group, no list, no route table and no gateway.
// Source: Amazon VPC User Guide, "Understanding Amazon DNS" and "Control subnet traffic with network access control lists".
import type { Interface } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import { placeOf } from './interface.ts';
import type { Journal } from './journal.ts';
import { end, LOST, type Outcome } from './location.ts';
import { isLinkLocalService, isResolver } from './lookup.ts';

const DNS_PORT = 53;

/** Answers for packets to the resolver or to another service of the host; `undefined` for every other destination. */
export function askHostService(journal: Journal, iface: Interface, packet: Packet): Outcome | undefined {
  const { vpc } = iface.subnet;
  if (!isResolver(vpc, packet.destination)) {
    if (!isLinkLocalService(packet.destination)) return undefined;
    return end({
      kind: 'unknown',
      reason: 'This is a link-local service of the host (metadata, time); it is outside of what is modelled here.',
    });
  }
  if (packet.destinationPort?.number !== DNS_PORT)
    return end({
      kind: 'unknown',
      reason: `The resolver is known to answer on port ${DNS_PORT}; what it does elsewhere is not documented.`,
    });
  if (vpc.dnsSupport) return end({ kind: 'resolved', packet, vpc, interface: iface });
  const reason = `DNS support is off in ${vpc.name}, so its resolver does not answer: remove "dns-support off".`;
  journal.block('drop', placeOf(journal, iface), packet, 'DNS_SUPPORT_OFF', { by: `vpc ${vpc.name}`, reason, decidedBy: vpc.id });
  return LOST;
}
