// Load balancer nodes: an ALB or a CLB ends the connection, an NLB forwards it to a target and the reply back.
// Source: Elastic Load Balancing, "Application Load Balancers", "Network Load Balancers", "Edit target group attributes for your NLB".

import { ALB_IDLE_SECONDS, NLB_TCP_IDLE_SECONDS, NLB_UDP_IDLE_SECONDS } from '#language/aws/limits.ts';
import { EPHEMERAL_PORTS, EXAMPLE_PORTS } from '#language/aws/ports.ts';
import { type Address, formatAddress, sameAddress } from '#language/network/address.ts';
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import { resourceIn } from '#language/network/kinds.ts';
import { takesRequestsOf } from '#language/network/listener-rules.ts';
import {
  type Listener,
  type ListenerRule,
  type LoadBalancer,
  listenerTraffic,
  type TargetGroup,
} from '#language/network/load-balancer.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import { groupsBehind } from '#language/network/target-groups.ts';
import { fixedPort, type Packet, type Traffic } from '#language/network/traffic.ts';
import { matches } from '#language/packets/match.ts';
import type { Course, Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { rotationIn } from '#language/trace/rotation.ts';
import { addressOfCandidate, type Candidate, type Exclusion, isOwnAnswer, unknownTarget } from '#language/trace/targets.ts';
import { owns, placeOf } from './interface.ts';
import { filterByAcl, noteSkipped } from './network-acl.ts';
import { bestRouteOf } from './route-lookup.ts';
import { filterByGroups } from './security-group.ts';

// Nodes of an application load balancer reply to pings that their security groups allow. Source: Elastic Load Balancing, "Security groups for your
// Application Load Balancer".
const PINGS: readonly Traffic[] = [
  { protocol: 'icmp', ports: [], icmpType: 8 },
  { protocol: 'icmpv6', ports: [], icmpType: 128 },
];

/** A packet at a node: a target's reply, a client's packet for a listener, or one without a listener. */
export function enterBalancer(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome {
  if (journal.table.answered(node, 'translation', packet) !== undefined) return replyToClient(journal, balancer, node, packet);
  if (journal.direction === 'return') return end({ kind: 'arrived', packet, interface: node });
  if (balancer.kind === 'alb' && journal.speaksOfAny(PINGS, packet)) return end({ kind: 'arrived', packet, interface: node });
  const listener = listenerFor(journal, balancer, packet);
  if (listener === undefined) {
    const code = balancer.kind === 'clb' ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH';
    journal.block('drop', balancer, packet, code, () => ({
      kind: 'load-balancer',
      balancer,
      result: 'no-listener',
      protocol: packet.protocol,
      port: packet.destinationPort,
      decidedBy: balancer.id,
    }));
    return LOST;
  }
  return endsConnection(journal, balancer, listener)
    ? terminate(journal, balancer, node, listener, packet)
    : forwardToTarget(journal, balancer, node, listener, packet);
}

/** With client IP preservation, the reply goes back through the node that sent the packet, not by the route table. */
export function replyThroughNode(journal: Journal, iface: Interface, packet: Packet): Outcome | undefined {
  const entry = journal.table.answeredAt('nlb', packet);
  if (entry === undefined || !sameAddress(entry.before.source, entry.after.source)) return undefined;
  const balancer = journal.network.byId.get(entry.at);
  const node = balancer?.kind === 'nlb' ? balancer.nodes.find((iface) => iface === entry.keeper) : undefined;
  if (node === undefined) return undefined;
  filterByGroups(journal, iface, 'egress', packet, placeOf(journal, iface));
  if (node.subnet !== iface.subnet) {
    filterByAcl(journal, iface.subnet, 'outbound', packet);
    filterByAcl(journal, node.subnet, 'inbound', packet);
  }
  return move(packet, { kind: 'host', interface: node });
}

function listenerFor(journal: Journal, { listeners }: LoadBalancer, packet: Packet): Listener | undefined {
  const found = listeners.find((listener) => matches(listenerTraffic(listener), packet));
  journal.speaksOfAny((found === undefined ? listeners : [found]).map(listenerTraffic), packet);
  return found;
}

/**
 * The rules of which one applies to a request of this client. Conditions about the request may be met or not; a source condition is met by
 * the address that connects. A rule whose requests an earlier one takes is never reached. Source: Elastic Load Balancing, "Condition types for listener rules".
 */
function rulesFor(journal: Journal, { rules }: Listener, { source }: Packet): readonly ListenerRule[] {
  const found: ListenerRule[] = [];
  for (const rule of rules) {
    if (found.some((earlier) => takesRequestsOf(earlier, rule))) continue;
    if (rule.conditions.every((one) => one.kind !== 'source' || journal.isIn(one.prefixes, source))) found.push(rule);
  }
  return found;
}

/** A TLS listener ends connections too. With client IP preservation it is traced like one that forwards them. */
function endsConnection({ network }: Journal, { kind }: LoadBalancer, listener: Listener): boolean {
  if (kind !== 'nlb') return true;
  return listener.protocol === 'tls' && groupsBehind(network, listener.rules).every(({ group }) => !group.preserveClientIp);
}

function terminate(journal: Journal, balancer: LoadBalancer, node: Interface, listener: Listener, packet: Packet): Outcome {
  journal.remember({
    at: balancer.id,
    kind: balancer.kind,
    keeper: node,
    role: 'front',
    before: packet,
    after: packet,
    outbound: false,
    idleTimeoutSeconds: balancer.kind === 'nlb' ? NLB_TCP_IDLE_SECONDS : ALB_IDLE_SECONDS,
  });
  const rules = rulesFor(journal, listener, packet);
  const last = rules.at(-1);
  const answer = last !== undefined && rules.every(({ action }) => isOwnAnswer(action)) ? last.action : undefined;
  journal.pass('terminate', balancer, packet, () => ({
    kind: 'listener',
    balancer,
    listener,
    result: answer?.kind ?? 'forward',
    ...(answer?.kind === 'fixed-response' && { code: answer.code }),
    decidedBy: answer === undefined || last === undefined ? listener.id : last.id,
  }));
  return end({ kind: 'balanced', packet, interface: node, balancer, listener, rules });
}

function forwardToTarget(journal: Journal, balancer: LoadBalancer, node: Interface, listener: Listener, packet: Packet): Outcome {
  const options = optionsAt(journal, balancer, node, listener);
  const option = journal.course.choices.choose(
    'target',
    balancer.id,
    options,
    ({ candidate, group }) => candidate?.id ?? group.id,
    ({ uncertain }) => uncertain,
    ({ share }) => share,
  );
  const choice = option?.candidate;
  const address = choice && addressOfCandidate(choice);
  const unknown = choice && (unknownTarget(choice) ?? unknownAddressOf(node, choice.group.family));
  if (unknown !== undefined) return unknownEnd(unknown);
  if (choice === undefined || address === undefined) {
    const excluded = option?.exclusions[0];
    journal.block('drop', balancer, packet, excluded?.code ?? 'ELBV2_LISTENER_HAS_NO_TG', () =>
      excluded === undefined
        ? {
            kind: 'listener',
            balancer,
            listener,
            result: 'no-target',
            // The only group of a listener needs no name.
            ...(option && options.length > 1 && { group: option.group }),
            decidedBy: option?.group.id ?? listener.id,
          }
        : { ...excluded.decision, listener },
    );
    return LOST;
  }
  if (packet.destination.family === 6 && packet.protocol === 'udp') return end({ kind: 'unknown', reason: UDP_OVER_IPV6 });
  if (isKept(choice, packet) && targetOf(journal, balancer, choice, address, packet) === undefined) {
    return end({ kind: 'unknown', reason: keptOnlyDirectly(address) });
  }
  return sendToTarget(journal, balancer, node, choice, address, packet);
}

/** A target that a node may use for a connection; without one, a group that has none for it. */
interface Option {
  readonly group: TargetGroup;
  readonly candidate?: Candidate;
  /** The share of the connections, where the load balancer decides. */
  readonly share: number | undefined;
  readonly uncertain?: string | undefined;
  readonly exclusions: readonly Exclusion[];
}

const known = perObject((_: Network) => perObject((_: Interface) => new Map<EntityId, readonly Option[]>()));

/** What a node may use behind a listener. Computed once for each, because every path through the listener asks for it. */
function optionsAt({ network, course }: Journal, balancer: LoadBalancer, node: Interface, listener: Listener): readonly Option[] {
  const byListener = known(network)(node);
  const found = byListener.get(listener.id) ?? optionsOf(network, course, balancer, node, listener);
  byListener.set(listener.id, found);
  return found;
}

function optionsOf(
  network: Network,
  { open }: Course,
  balancer: LoadBalancer,
  node: Interface,
  listener: Listener,
): readonly Option[] {
  return groupsBehind(network, listener.rules).flatMap(({ group, share }): readonly Option[] => {
    const { candidates, possible, exclusions } = rotationIn(network, balancer, node, group, open);
    if (candidates.length === 0) return [{ group, share, exclusions }];
    const each = share && share / candidates.length;
    return candidates.map((one) => ({ group, candidate: one, share: each, uncertain: possible.get(one), exclusions }));
  });
}

function keptOnlyDirectly(address: Address): string {
  return `The client's address is preserved only on a direct path to the target. What happens on the path to ${formatAddress(address)} is not documented.`;
}

// Source: Elastic Load Balancing API, CreateLoadBalancer (EnablePrefixForIpv6SourceNat).
const UDP_OVER_IPV6 = 'A network load balancer accepts UDP over IPv6 only with a prefix for source NAT, which is not modelled.';

/** Whether the target sees the client's address. It does not if the address family changes. */
function isKept({ group }: Candidate, { destination }: Packet): boolean {
  return group.preserveClientIp && group.family === destination.family;
}

function sendToTarget(
  journal: Journal,
  balancer: LoadBalancer,
  node: Interface,
  choice: Candidate,
  address: Address,
  packet: Packet,
): Outcome {
  const own = node.addresses.find(({ private: { family } }) => family === address.family)?.private;
  if (own === undefined) return LOST;
  const preserved = isKept(choice, packet);
  const source = preserved
    ? {}
    : { source: own, sourcePort: { number: EXAMPLE_PORTS.nlbNode, range: EPHEMERAL_PORTS.loadBalancer } };
  const onward: Packet = { ...packet, ...source, destination: address, destinationPort: fixedPort(choice.target.port) };
  journal.remember({
    at: balancer.id,
    kind: balancer.kind,
    keeper: node,
    role: 'translation',
    before: packet,
    after: onward,
    outbound: false,
    idleTimeoutSeconds: packet.protocol === 'udp' ? NLB_UDP_IDLE_SECONDS : NLB_TCP_IDLE_SECONDS,
  });
  const { group, target } = choice;
  journal.pass('translate', balancer, onward, () => ({
    kind: 'translation',
    method: 'load-balancer',
    translator: balancer,
    reply: false,
    group,
    target,
    clientAddressKept: preserved,
    before: packet,
    after: onward,
    decidedBy: target.id,
  }));
  if (isFromItself(journal, targetOf(journal, balancer, choice, address, packet), onward)) {
    journal.block('drop', balancer, onward, 'NLB_HAIRPIN', () => ({
      kind: 'load-balancer',
      balancer,
      result: 'hairpin',
      group,
      target,
      decidedBy: target.id,
    }));
    return LOST;
  }
  if (!preserved) {
    journal.startsHere();
    return move(onward, { kind: 'leaving', interface: node });
  }
  return sendPreserved(journal, balancer, node, targetOf(journal, balancer, choice, address, packet), onward);
}

/**
 * The target interface for which the client's address is preserved: in the load balancer's VPC, or for TCP in a peered VPC of its Region.
 * Source: Elastic Load Balancing, "Edit target group attributes for your NLB" and "Register targets for your NLB".
 */
function targetOf(
  { network, lookup }: Journal,
  { vpc }: LoadBalancer,
  choice: Candidate,
  address: Address,
  { protocol }: Packet,
): Interface | undefined {
  if (choice.interface !== undefined || protocol !== 'tcp') return choice.interface;
  const peered = network.peerings
    .filter(({ vpcs }) => vpcs.includes(vpc))
    .flatMap(({ vpcs }) => vpcs.filter((other) => other !== vpc && other.region === vpc.region));
  return peered.flatMap((other) => lookup.privateOwner(other, address)?.interface ?? [])[0];
}

/**
 * Whether the packet would arrive at the machine that sent it: a host takes no packet whose source is an address of its own, on whichever of its interfaces
 * that is. Source: Elastic Load Balancing, "Troubleshoot your Network Load Balancer".
 */
function isFromItself(journal: Journal, target: Interface | undefined, { source, destination }: Packet): boolean {
  const machine = target && journal.network.byId.get(target.owner);
  const interfaces = machine !== undefined && resourceIn(machine, 'workload') ? machine.interfaces : [];
  return journal.isAt(destination, source) || interfaces.some((iface) => owns(journal, iface, source));
}

/** Directly to the target, with the client's address and the load balancer's security groups. */
function sendPreserved(
  journal: Journal,
  balancer: LoadBalancer,
  node: Interface,
  iface: Interface | undefined,
  onward: Packet,
): Outcome {
  if (iface === undefined) return LOST;
  filterByGroups(journal, node, 'egress', onward, balancer);
  const crossing = node.subnet !== iface.subnet;
  if (crossing) filterByAcl(journal, node.subnet, 'outbound', onward);
  else noteSkipped(journal, node.subnet, onward);
  const route =
    node.subnet.vpc === iface.subnet.vpc ? undefined : bestRouteOf(journal, node.subnet.routeTable, onward.destination);
  if (route === undefined && node.subnet.vpc !== iface.subnet.vpc) {
    journal.block('drop', node.subnet, onward, 'NO_ROUTE_TO_DESTINATION', () => ({
      kind: 'no-route',
      table: node.subnet.routeTable,
      at: node.subnet.id,
      destination: onward.destination,
      decidedBy: node.subnet.id,
    }));
    return LOST;
  }
  if (route !== undefined && route.target.kind !== 'peering')
    return end({ kind: 'unknown', reason: keptOnlyDirectly(onward.destination) });
  const groups = node.securityGroups ?? [];
  return move(onward, { kind: 'arriving', interface: iface, crossing, carriedGroups: { groups } });
}

/** Whether a node has closed the client's connection before the reply; notes a blocker if so. */
export function hasClosed(journal: Journal, balancer: LoadBalancer, node: Interface, answer: Packet): boolean {
  const front = journal.table.answered(node, 'front', answer);
  if (front === undefined || !front.expired) return false;
  journal.block('drop', balancer, answer, 'NO_STATE', () => ({
    kind: 'load-balancer',
    balancer,
    result: 'closed',
    idleTimeoutSeconds: front.entry.idleTimeoutSeconds,
    decidedBy: balancer.id,
  }));
  return true;
}

function replyToClient(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome {
  const answered = journal.table.answered(node, 'translation', packet);
  if (answered === undefined || answered.expired) {
    journal.block('drop', balancer, packet, 'NO_STATE', () => ({
      kind: 'load-balancer',
      balancer,
      result: 'entry-expired',
      decidedBy: balancer.id,
    }));
    return LOST;
  }
  const { before } = answered.entry;
  const back: Packet = {
    ...packet,
    source: before.destination,
    sourcePort: before.destinationPort,
    destination: before.source,
    destinationPort: before.sourcePort,
  };
  journal.pass('translate', balancer, back, () => ({
    kind: 'translation',
    method: 'load-balancer',
    translator: balancer,
    reply: true,
    before: packet,
    after: back,
    decidedBy: balancer.id,
    // How the reply to a preserved client address gets back to the node is not documented.
    assumed: sameAddress(before.source, answered.entry.after.source),
  }));
  journal.startsHere();
  return move(back, { kind: 'leaving', interface: node });
}
