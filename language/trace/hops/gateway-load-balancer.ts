// Gateway Load Balancers: a packet at one of their endpoints is carried to an appliance and back. Source: Elastic Load Balancing, "What is
// a Gateway Load Balancer?", "Target groups for your Gateway Load Balancers" and "Health checks for Gateway Load Balancer target groups".
import { type Address, formatAddress } from '#language/network/address.ts';
import { unknownAddressOf } from '#language/network/completeness.ts';
import type { Interface } from '#language/network/interface.ts';
import { type LoadBalancer, privateLinkNodes } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import { groupsOf } from '#language/network/target-groups.ts';
import type { Packet } from '#language/network/traffic.ts';
import { subnetsStatement, unknownSentence } from '#language/network/unknown.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import { carriageTo } from '#language/trace/geneve.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, type Outcome, unknownEnd } from '#language/trace/location.ts';
import { placeAt } from '#language/trace/place.ts';
import type { Trace } from '#language/trace/result.ts';
import { rotationIn } from '#language/trace/rotation.ts';
import { addressOfCandidate, type Candidate, unknownTarget } from '#language/trace/targets.ts';

/** The load balancer that the endpoint serves, if the text names it. */
export function gatewayBehind({ loadBalancers }: Network, { type, serves }: VpcEndpoint): LoadBalancer | undefined {
  if (type !== 'gateway-load-balancer') return undefined;
  return loadBalancers.find(({ id, kind }) => kind === 'gwlb' && serves.includes(id));
}

/** A packet at a node: GENEVE from an appliance, or its reply to a health check. Nobody else sends packets there. */
export function enterGatewayNode(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome {
  if (journal.direction === 'return' || journal.course.isOfGateway) return end({ kind: 'arrived', packet, interface: node });
  journal.block('drop', balancer, packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'load-balancer',
    balancer,
    result: 'takes-none',
    decidedBy: balancer.id,
  }));
  return LOST;
}

/**
 * Carries the first packet of a connection from the endpoint at this interface to an appliance and back. All later ones, in both directions,
 * take the same appliance (same guide, "Flow stickiness"). The outcome, if the packet does not come back.
 */
export function carry(
  journal: Journal,
  endpoint: VpcEndpoint,
  balancer: LoadBalancer,
  { subnet }: Interface,
  packet: Packet,
): Outcome | undefined {
  const { choices, isOfGateway } = journal.course;
  if (isOfGateway) return end({ kind: 'unknown', reason: inItself(balancer) });
  if (packet.source.family === 6 && balancer.ipAddressType === 'ipv4')
    return end({ kind: 'unknown', reason: onlyIpv4(balancer) });
  const nodes = privateLinkNodes(balancer, subnet.az);
  if (balancer.unknownSubnets !== undefined && (nodes.length === 0 || balancer.crossZone || subnet.az === undefined))
    return unknownEnd(subnetsStatement(balancer.name, balancer.unknownSubnets));
  const node = choices.choose('receiver', balancer.id, nodes, (one) => one.subnet.id);
  if (node !== undefined) {
    journal.pass('forward', endpoint, packet, () => ({
      kind: 'encapsulation',
      balancer,
      result: 'received',
      decidedBy: endpoint.id,
    }));
    return carryFrom(journal, balancer, node, packet);
  }
  journal.block('drop', endpoint, packet, 'ELB_INSTALLED_AZ_RESTRICTION', () => ({
    kind: 'endpoint',
    endpoint,
    result: 'zone-not-offered',
    az: subnet.az,
    balancer,
    decidedBy: endpoint.id,
  }));
  return LOST;
}

function inItself({ name }: LoadBalancer): string {
  return `The packets of a Gateway Load Balancer to its appliances lead to ${name}: what happens to them is not modelled.`;
}

// Source: Elastic Load Balancing, "Gateway Load Balancers" (IP address type).
function onlyIpv4({ name }: LoadBalancer): string {
  return `${name} supports IPv4 only. What happens to IPv6 packets at its endpoints is not documented: see "ip-address-type".`;
}

function carryFrom(journal: Journal, balancer: LoadBalancer, node: Interface, packet: Packet): Outcome | undefined {
  const { network, course } = journal;
  const [group] = groupsOf(network, balancer);
  const rotation = group && rotationIn(network, balancer, node, group, course.open);
  const candidate =
    rotation &&
    course.choices.choose(
      'target',
      balancer.id,
      rotation.candidates,
      ({ id }) => id,
      (one) => rotation.possible.get(one),
    );
  if (candidate !== undefined) return carryTo(journal, balancer, node, candidate, packet);
  const excluded = rotation?.exclusions[0];
  journal.block('drop', balancer, packet, excluded?.code ?? 'ELBV2_LISTENER_HAS_NO_TG', () =>
    excluded === undefined
      ? { kind: 'encapsulation', balancer, result: 'no-appliance', decidedBy: balancer.id }
      : excluded.decision,
  );
  return LOST;
}

function carryTo(
  journal: Journal,
  balancer: LoadBalancer,
  node: Interface,
  candidate: Candidate,
  packet: Packet,
): Outcome | undefined {
  const unknown = unknownTarget(candidate) ?? unknownAddressOf(node, candidate.group.family);
  if (unknown !== undefined) return mayReturn(journal, balancer, packet, unknownSentence(unknown));
  const carriage = carriageTo(journal.network, node, candidate, journal.course.open);
  const appliance = addressOfCandidate(candidate);
  if (carriage === undefined || appliance === undefined) return LOST;
  const { there, back } = carriage;
  noteCarriage(journal, balancer, candidate, there, 'sent', [there.packet.source, appliance]);
  if (there.verdict === 'dropped') return LOST;
  if (there.verdict === 'unknown') return carriedInDoubt(journal, balancer, packet, there);
  if (back === undefined) return end({ kind: 'unknown', reason: elsewhere(balancer, appliance) });
  noteCarriage(journal, balancer, candidate, back, 'returned', [there.packet.source, appliance]);
  if (back.verdict === 'dropped') return LOST;
  return back.verdict === 'unknown' ? carriedInDoubt(journal, balancer, packet, back) : undefined;
}

/** What carries the packet may be dropped, as the text does not know all. Where the model does not cover it, the path ends. */
function carriedInDoubt(
  journal: Journal,
  balancer: LoadBalancer,
  packet: Packet,
  { forward, unknownReason = '' }: Trace,
): Outcome | undefined {
  if (!forward.some(({ doubtful }) => doubtful)) return end({ kind: 'unknown', reason: unknownReason });
  return mayReturn(journal, balancer, packet, unknownReason);
}

/** Whether the packet comes back from the appliance is unknown. It goes on: if it is dropped after that, it is dropped in any case. */
function mayReturn(journal: Journal, balancer: LoadBalancer, packet: Packet, why: string): undefined {
  journal.doubtful('forward', balancer, packet, () => ({
    kind: 'encapsulation',
    balancer,
    result: 'unknown',
    why,
    decidedBy: balancer.id,
  }));
}

function elsewhere({ name, vpc }: LoadBalancer, appliance: Address): string {
  return `How packets come back to ${name} from ${formatAddress(appliance)}, which is not an address of ${vpc.name}, is not modelled.`;
}

function noteCarriage(
  journal: Journal,
  balancer: LoadBalancer,
  { interface: iface, target }: Candidate,
  trace: Trace,
  result: 'sent' | 'returned',
  [node, appliance]: readonly [Address, Address],
): void {
  const at = result === 'sent' || iface === undefined ? balancer : placeAt(journal.network, iface.owner);
  journal.pass('forward', at, trace.packet, () => ({
    kind: 'encapsulation',
    balancer,
    result,
    target,
    node,
    appliance,
    decidedBy: target.id,
    assumed: result === 'returned',
  }));
  journal.carriedBy(trace);
}
