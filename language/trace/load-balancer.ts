// Load balancer nodes: an ALB ends the connection, an NLB passes it on to a target and the answer back.
// Source: Elastic Load Balancing, "Application Load Balancers", "Network Load Balancers", "Edit target group attributes for your NLB".
import { ALB_IDLE_SECONDS, NLB_TCP_IDLE_SECONDS, NLB_UDP_IDLE_SECONDS } from '#language/aws/limits.ts';
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { formatSocket, sameAddress } from '#language/network/address.ts';
import { ownerOf } from '#language/network/id.ts';
import type { Interface, Listener, LoadBalancer } from '#language/network/network.ts';
import { fixedPort, type Packet } from '#language/network/traffic.ts';
import { placeOf } from './interface.ts';
import type { Journal } from './journal.ts';
import { end, LOST, move, type Outcome } from './location.ts';
import { filterByAcl } from './network-acl.ts';
import { filterByGroups } from './security-group.ts';
import { type Choice, choicesAt, onlyRedirects } from './targets.ts';

/** A packet at a node: an answer of a target, a client's packet for a listener, or one that no listener wants. */
export function enterBalancer(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome {
  if (journal.table.answered(keeperOf(node), packet) !== undefined) return answerClient(journal, balancer, node, packet);
  if (journal.leg === 'return') return end({ kind: 'arrived', packet, interface: node });
  const listener = balancer.listeners.find((candidate) => accepts(candidate, packet));
  const place = { id: balancer.id, kind: balancer.kind };
  if (listener === undefined) {
    const ports = balancer.listeners.map(({ protocol, port }) => `${protocol} ${port}`).join(', ') || 'none';
    const reason = `${balancer.name} has no listener for ${packet.protocol} ${packet.destinationPort?.number ?? ''}; its listeners: ${ports}.`;
    journal.block('drop', place, packet, 'ELBV2_LISTENERS_MISMATCH', {
      by: `${balancer.kind} ${balancer.name} listeners`,
      reason,
      decidedBy: balancer.id,
    });
    return LOST;
  }
  return endsConnection(balancer, listener)
    ? terminate(journal, balancer, node, listener, packet)
    : passOn(journal, balancer, node, listener, packet);
}

/** Where the answer to a preserved client goes back through the node that sent the packet, not by the route table. */
export function answerThroughNode(journal: Journal, iface: Interface, packet: Packet): Outcome | undefined {
  const entry = journal.table.answeredAt('nlb', packet);
  if (entry === undefined || !sameAddress(entry.before.source, entry.after.source)) return undefined;
  const node = journal.network.interfaces.find(({ id }) => keeperOf({ id }) === entry.keeper);
  if (node === undefined) return undefined;
  filterByGroups(journal, iface, 'egress', packet, placeOf(journal, iface));
  if (node.subnet !== iface.subnet) {
    filterByAcl(journal, iface.subnet, 'outbound', packet);
    filterByAcl(journal, node.subnet, 'inbound', packet);
  }
  return move(packet, { kind: 'host', interface: node });
}

/** The protocol on the wire for a listener. */
function transportOf({ protocol }: Listener): 'tcp' | 'udp' {
  return protocol === 'udp' ? 'udp' : 'tcp';
}

function accepts(listener: Listener, packet: Packet): boolean {
  return transportOf(listener) === packet.protocol && listener.port === packet.destinationPort?.number;
}

function endsConnection({ kind }: LoadBalancer, { protocol }: Listener): boolean {
  return kind === 'alb' || protocol === 'tls';
}

function terminate(journal: Journal, balancer: LoadBalancer, node: Interface, listener: Listener, packet: Packet): Outcome {
  const reason = onlyRedirects(listener)
    ? `The connection ends here; ${balancer.name} answers with a redirect.`
    : `The connection ends here; ${balancer.name} opens another one to a target.`;
  const place = { id: balancer.id, kind: balancer.kind };
  journal.remember({
    at: balancer.id,
    kind: balancer.kind,
    keeper: `front ${node.id}`,
    before: packet,
    after: packet,
    outbound: false,
    idleTimeoutSeconds: ALB_IDLE_SECONDS,
  });
  journal.pass('terminate', place, packet, {
    by: `listener ${listener.protocol} ${listener.port}`,
    reason,
    decidedBy: listener.id,
  });
  return end({ kind: 'balanced', packet, interface: node, balancer, listener });
}

function passOn(journal: Journal, balancer: LoadBalancer, node: Interface, listener: Listener, packet: Packet): Outcome {
  const { choices, exclusions } = choicesAt(journal.network, balancer, node, listener);
  const choice = choices.find(({ target }) => target.id === journal.choices.target) ?? choices[0];
  const place = { id: balancer.id, kind: balancer.kind };
  const by = `listener ${listener.protocol} ${listener.port}`;
  if (choice?.interface === undefined) {
    const excluded = exclusions[0];
    const reason = excluded?.reason ?? 'Its target group has no targets.';
    journal.block('drop', place, packet, excluded?.code ?? 'ELBV2_LISTENER_HAS_NO_TG', {
      by,
      reason,
      decidedBy: excluded?.target.id ?? listener.id,
    });
    return LOST;
  }
  return sendToTarget(journal, balancer, node, choice, choice.interface, packet);
}

function sendToTarget(
  journal: Journal,
  balancer: LoadBalancer,
  node: Interface,
  choice: Choice,
  iface: Interface,
  packet: Packet,
): Outcome {
  const address = iface.addresses.find((own) => own.private.family === packet.destination.family)?.private;
  const own = node.addresses[0]?.private;
  if (address === undefined || own === undefined) return LOST;
  const preserved = choice.group.preserveClientIp;
  const source = preserved
    ? {}
    : { source: own, sourcePort: { number: EXAMPLE_PORTS.nlbNode, range: EPHEMERAL_PORTS.loadBalancer } };
  const onward: Packet = { ...packet, ...source, destination: address, destinationPort: fixedPort(choice.target.port) };
  const place = { id: balancer.id, kind: balancer.kind };
  const by = `target group ${choice.group.name}`;
  const shown = preserved ? `the client's address is kept` : `the source becomes ${formatSocket(own, EXAMPLE_PORTS.nlbNode)}`;
  const idle = packet.protocol === 'udp' ? NLB_UDP_IDLE_SECONDS : NLB_TCP_IDLE_SECONDS;
  journal.remember({
    at: balancer.id,
    kind: balancer.kind,
    keeper: keeperOf(node),
    before: packet,
    after: onward,
    outbound: false,
    idleTimeoutSeconds: idle,
  });
  journal.pass('translate', place, onward, {
    by,
    reason: `Destination becomes the target ${formatSocket(address, choice.target.port)}; ${shown}.`,
    decidedBy: choice.target.id,
  });
  if (sameAddress(onward.source, onward.destination)) {
    const reason =
      'The client itself is the chosen target: its packet comes back with its own address as source and is thrown away. Turn client address preservation off.';
    journal.block('drop', place, onward, 'NLB_HAIRPIN', { by, reason, decidedBy: choice.target.id });
    return LOST;
  }
  filterByGroups(journal, node, 'egress', onward, place);
  const crossing = node.subnet !== iface.subnet;
  if (crossing) filterByAcl(journal, node.subnet, 'outbound', onward);
  const groups = node.securityGroups?.map(({ id }) => id);
  const behalf = groups ?? (preserved ? [] : undefined);
  return move(onward, { kind: 'arriving', interface: iface, crossing, ...(behalf && { behalf: { groups: behalf } }) });
}

function answerClient(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome {
  const place = { id: balancer.id, kind: balancer.kind };
  const by = `${balancer.kind} ${balancer.name}, connection table`;
  const answered = journal.table.answered(keeperOf(node), packet);
  if (answered === undefined || answered.expired) {
    const reason = `The connection was idle for too long, so ${balancer.name} has forgotten it and answers with a reset.`;
    journal.block('drop', place, packet, 'NO_STATE', { by, reason, decidedBy: balancer.id });
    return LOST;
  }
  const { before } = answered.entry;
  const back: Packet = {
    ...packet,
    source: before.destination,
    ...(before.destinationPort && { sourcePort: before.destinationPort }),
    destination: before.source,
    ...(before.sourcePort && { destinationPort: before.sourcePort }),
  };
  journal.pass('translate', place, back, {
    by,
    reason: `The answer goes on to the client under the address of ${balancer.name}.`,
    decidedBy: balancer.id,
  });
  return move(back, { kind: 'leaving', interface: node });
}

function keeperOf({ id }: Pick<Interface, 'id'>): string {
  return `node ${ownerOf(id)} ${id}`;
}
