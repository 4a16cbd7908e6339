// NAT gateways and NAT instances: clients go out with the NAT's own address, and only replies come back.
// Source: Amazon VPC User Guide, "NAT gateways", "NAT gateway basics", "Troubleshoot NAT gateways", "NAT instances".
import { NAT64_RANGE } from '#language/aws/addresses.ts';
import { NAT_IDLE_SECONDS, NAT_PORTS } from '#language/aws/limits.ts';
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { type Address, parsePrefixes } from '#language/network/address.ts';
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { NatGateway } from '#language/network/gateways.ts';
import type { Interface } from '#language/network/interface.ts';
import { hasPorts, type Packet, type Port, type Traffic } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import type { Entry } from '#language/trace/connections.ts';
import type { Nat } from '#language/trace/decision/gateway-decision.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { owns } from './interface.ts';

/** A packet at a NAT: a reply goes back to the client, a client's packet goes out, an unsolicited packet is dropped. */
export function passNat(journal: Journal, nat: NatGateway | Workload, iface: Interface, packet: Packet): Outcome {
  if (!owns(journal, iface, packet.destination)) return translateOut(journal, nat, iface, packet);
  const answered = journal.table.answered(nat, 'translation', packet);
  if (answered !== undefined && !answered.expired)
    return move(restoreClient(journal, nat, answered.entry, packet), { kind: 'leaving', interface: iface });
  if (nat.kind === 'nat-instance' && answered === undefined) return end({ kind: 'arrived', packet, interface: iface });
  return refuseUnsolicited(journal, nat, packet, answered?.expired ?? false);
}

/** The reply, with the address and port of the client as destination. */
export function restoreClient(journal: Journal, nat: Nat, { before }: Entry, packet: Packet): Packet {
  const back = { ...packet, destination: before.source, destinationPort: before.sourcePort };
  journal.pass('translate', nat, back, () => ({
    kind: 'translation',
    method: 'nat',
    translator: nat,
    reply: true,
    before: packet,
    after: back,
    decidedBy: nat.id,
  }));
  return back;
}

/** Drops an unsolicited packet: it has no connection entry, or the entry has expired. */
export function refuseUnsolicited(journal: Journal, nat: Nat, packet: Packet, expired: boolean): Outcome {
  journal.block('drop', nat, packet, 'NO_NAT_SESSION', () => ({
    kind: 'nat',
    nat,
    result: expired ? 'entry-expired' : 'no-entry',
    source: packet.source,
    sourcePort: packet.sourcePort,
    decidedBy: nat.id,
    // AWS documents the timeout for TCP only.
    assumed: expired && packet.protocol !== 'tcp',
  }));
  return LOST;
}

const TRANSLATED: readonly Traffic[] = [
  { protocol: 'tcp', ports: [] },
  { protocol: 'udp', ports: [] },
  { protocol: 'icmp', ports: [] },
];

const NAT64_BLOCKS = parsePrefixes([NAT64_RANGE]);

/** The outcome for what a NAT cannot translate: other protocols and address families. `undefined`: it can. */
export function refuseUntranslatable(journal: Journal, nat: Nat, packet: Packet, own: Address | undefined): Outcome | undefined {
  if (nat.kind !== 'nat-instance' && journal.isIn(NAT64_BLOCKS, packet.destination))
    return end({
      kind: 'unknown',
      reason: `${nat.name} translates this packet to IPv4 (NAT64), which is not modelled.`,
    });
  if (nat.kind !== 'nat-instance' && !(packet.source.family === 4 && journal.speaksOfAny(TRANSLATED, packet))) {
    journal.block('drop', nat, packet, 'NAT_PROTOCOL', () => ({
      kind: 'nat',
      nat,
      result: 'unsupported-protocol',
      protocol: packet.protocol,
      decidedBy: nat.id,
    }));
    return LOST;
  }
  if (own !== undefined) return undefined;
  journal.block('drop', nat, packet, 'NO_ADDRESS', () => ({
    kind: 'nat',
    nat,
    result: 'no-address',
    decidedBy: nat.id,
  }));
  return LOST;
}

function translateOut(journal: Journal, nat: NatGateway | Workload, iface: Interface, packet: Packet): Outcome {
  const own = iface.addresses.find(({ private: address }) => address.family === packet.source.family)?.private;
  const unknown = own === undefined && packet.source.family === 4 ? unknownAddressOf(iface, 4) : undefined;
  if (unknown !== undefined) return unknownEnd(unknown);
  const refused = refuseUntranslatable(journal, nat, packet, own);
  if (refused !== undefined || own === undefined) return refused ?? LOST;
  const sourcePort = hasPorts(packet.protocol) ? portOf(nat, packet) : undefined;
  const translated: Packet = { ...packet, source: own, sourcePort };
  journal.remember({
    at: nat.id,
    kind: nat.kind,
    keeper: nat,
    role: 'translation',
    before: packet,
    after: translated,
    outbound: true,
    ...(nat.kind === 'nat' && { idleTimeoutSeconds: NAT_IDLE_SECONDS }),
  });
  journal.pass('translate', nat, translated, () => ({
    kind: 'translation',
    method: 'nat',
    translator: nat,
    reply: false,
    before: packet,
    after: translated,
    decidedBy: nat.id,
    // What a NAT does with a reply without an entry is not documented.
    assumed: nat.kind === 'nat-instance' || journal.direction === 'return',
  }));
  journal.startsHere();
  return move(translated, { kind: 'leaving', interface: iface });
}

/** A NAT gateway selects a port. Linux masquerading keeps the client's port if it is free, which AWS does not document. */
function portOf(nat: NatGateway | Workload, { sourcePort }: Packet): Port {
  if (nat.kind === 'nat') return { number: EXAMPLE_PORTS.natGateway, range: NAT_PORTS };
  return sourcePort ?? { number: EXAMPLE_PORTS.natInstance, range: EPHEMERAL_PORTS.elsewhere };
}
