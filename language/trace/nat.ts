// NAT gateways and NAT instances: clients go out under the NAT's own address, and only answers come back.
// Source: Amazon VPC User Guide, "NAT gateways", "NAT gateway basics", "Troubleshoot NAT gateways", "NAT instances".
import { NAT_IDLE_SECONDS, NAT_PORTS } from '#language/aws/limits.ts';
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { formatSocket } from '#language/network/address.ts';
import type { Interface, NatGateway, Workload } from '#language/network/network.ts';
import { hasPorts, type Packet, type Port } from '#language/network/traffic.ts';
import { owns } from './interface.ts';
import type { Journal } from './journal.ts';
import { end, LOST, move, type Outcome } from './location.ts';

type Nat = NatGateway | Workload;

/** A packet at a NAT: an answer goes back to the client, a client's packet goes out, a stranger's is dropped. */
export function passNat(journal: Journal, nat: Nat, iface: Interface, packet: Packet): Outcome {
  const place = { id: nat.id, kind: nat.kind };
  if (!owns(iface, packet.destination)) return translateOut(journal, nat, iface, packet);
  const answered = journal.table.answered(keeperOf(nat), packet);
  if (answered !== undefined && !answered.expired) {
    const { before } = answered.entry;
    const back = { ...packet, destination: before.source, ...(before.sourcePort && { destinationPort: before.sourcePort }) };
    const inner = formatSocket(before.source, before.sourcePort?.number);
    journal.pass('translate', place, back, {
      by: `${nat.kind} ${nat.name}, connection table`,
      reason: `The entry of ${inner} matches: the destination becomes ${inner} again.`,
      decidedBy: nat.id,
    });
    return move(back, { kind: 'leaving', interface: iface });
  }
  if (nat.kind === 'nat-instance' && answered === undefined) return end({ kind: 'arrived', packet, interface: iface });
  journal.block('drop', place, packet, 'NO_NAT_SESSION', {
    by: `${nat.kind} ${nat.name}, connection table`,
    reason: strangerReason(nat, packet, answered?.expired ?? false),
    decidedBy: nat.id,
  });
  return LOST;
}

function strangerReason(nat: Nat, packet: Packet, expired: boolean): string {
  const from = formatSocket(packet.source, packet.sourcePort?.number);
  if (expired) {
    return `The connection was idle for longer than ${NAT_IDLE_SECONDS} s, so its connection entry is gone and the packet from ${from} is dropped; the client's own next packet would be answered with a reset.`;
  }
  return `No connection entry in ${nat.name} matches ${from}: nobody inside opened this connection, so the packet is dropped without an answer.`;
}

function translateOut(journal: Journal, nat: Nat, iface: Interface, packet: Packet): Outcome {
  const place = { id: nat.id, kind: nat.kind };
  const own = iface.addresses.find(({ private: address }) => address.family === packet.source.family)?.private;
  if (nat.kind === 'nat' && !isTranslatable(packet)) {
    journal.block('drop', place, packet, 'NAT_PROTOCOL', {
      by: `nat ${nat.name}`,
      reason: 'NAT gateways carry TCP, UDP and ICMP only.',
      decidedBy: nat.id,
    });
    return LOST;
  }
  if (own === undefined) {
    journal.block('drop', place, packet, 'NO_ADDRESS', {
      by: `${nat.kind} ${nat.name}`,
      reason: `${nat.name} has no address of the packet's family to translate to.`,
      decidedBy: nat.id,
    });
    return LOST;
  }
  const sourcePort = hasPorts(packet.protocol) ? portOf(nat, packet) : undefined;
  const translated: Packet = { ...packet, source: own, ...(sourcePort && { sourcePort }) };
  const idle = nat.kind === 'nat' ? { idleTimeoutSeconds: NAT_IDLE_SECONDS } : {};
  journal.remember({
    at: nat.id,
    kind: nat.kind,
    keeper: keeperOf(nat),
    before: packet,
    after: translated,
    outbound: true,
    ...idle,
  });
  const inner = formatSocket(packet.source, packet.sourcePort?.number);
  const outer = formatSocket(own, sourcePort?.number);
  journal.pass('translate', place, translated, {
    by: `${nat.kind} ${nat.name}`,
    reason: `Source ${inner} becomes ${outer}; the connection table remembers it.`,
    decidedBy: nat.id,
    assumed: nat.kind === 'nat-instance',
  });
  return move(translated, { kind: 'leaving', interface: iface });
}

/** A NAT gateway chooses a port; Linux masquerading keeps the client's while it is free, which AWS does not document. */
function portOf(nat: Nat, { sourcePort }: Packet): Port {
  if (nat.kind === 'nat') return { number: EXAMPLE_PORTS.natGateway, range: NAT_PORTS };
  return sourcePort ?? { number: EXAMPLE_PORTS.natInstance, range: EPHEMERAL_PORTS.elsewhere };
}

function isTranslatable({ protocol, source }: Packet): boolean {
  return source.family === 4 && (protocol === 'tcp' || protocol === 'udp' || protocol === 'icmp');
}

function keeperOf({ id }: Nat): string {
  return `nat ${id}`;
}
