// One packet in one direction: from its start to the end of its path, each step by the component at which the packet is.

import { spend } from '#language/network/budget.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Entity } from '#language/network/network.ts';
import type { Packet } from '#language/network/traffic.ts';
import type { Workload } from '#language/network/workload.ts';
import { passAppliance } from './hops/appliance.ts';
import { enterNetworkBehind, leaveNetworkBehind, networkBehind } from './hops/behind-instance.ts';
import { enterClientVpn, sendForClient } from './hops/client-vpn.ts';
import { leaveExternal } from './hops/external-vpc.ts';
import { enterGatewayNode } from './hops/gateway-load-balancer.ts';
import { arriveAtInterface, leaveInterface, owns, placeOf } from './hops/interface.ts';
import { enterByGateway, leaveByGateway } from './hops/internet-gateway.ts';
import { enterBalancer, replyThroughNode } from './hops/load-balancer.ts';
import { passNat } from './hops/nat.ts';
import { crossInternet } from './hops/outside.ts';
import { leavePeering } from './hops/peering.ts';
import { enterNode, leavePod, stayOnNode } from './hops/pod.ts';
import { passRegionalNat } from './hops/regional-nat.ts';
import { askHostService } from './hops/resolver.ts';
import { enterResolverEndpoint, refuseQuery } from './hops/resolver-endpoint.ts';
import { routePacket, routerOf } from './hops/route.ts';
import { isTracked } from './hops/security-group.ts';
import { leaveSite } from './hops/site-link.ts';
import { leaveAttachment, routeInTransit } from './hops/transit-gateway.ts';
import { answerFromService, enterEndpoint, onlyAccepts } from './hops/vpc-endpoint.ts';
import type { Journal } from './journal.ts';
import { type End, end, LOST, type Location, type Outcome } from './location.ts';
import { passOwnPacket } from './own-packets.ts';
import { endLoop, stateOf } from './routing-loop.ts';

/** More steps than a path without a routing loop takes. */
const MOST_STEPS = 64;

/** Follows the packet to the end of its path. Every path ends: a loop is cut off. */
export function walk(journal: Journal, start: Location, packet: Packet): End {
  const before = journal.mark();
  let outcome: Outcome = { kind: 'move', packet, to: start };
  for (let steps = 0; outcome.kind === 'move'; steps += 1) {
    if (steps === MOST_STEPS) {
      journal.backTo(before);
      return walkLoop(journal, start, packet);
    }
    spend(1);
    outcome = step(journal, outcome.to, outcome.packet);
  }
  return outcome.end;
}

/** Follows a packet that is in a loop until it comes back to where it was, so that the loop is shown once. */
function walkLoop(journal: Journal, start: Location, packet: Packet): End {
  const seen = new Map<string, number>();
  let outcome: Outcome = { kind: 'move', packet, to: start };
  for (let steps = 0; outcome.kind === 'move' && steps < MOST_STEPS; steps += 1) {
    const state = stateOf(outcome.to, outcome.packet);
    const first = seen.get(state);
    if (first !== undefined) return endLoop(journal, outcome.to, outcome.packet, first);
    seen.set(state, journal.hops.length);
    outcome = step(journal, outcome.to, outcome.packet);
  }
  return outcome.kind === 'end' ? outcome.end : endLoop(journal, outcome.to, outcome.packet, 0);
}

function step(journal: Journal, location: Location, packet: Packet): Outcome {
  switch (location.kind) {
    case 'leaving':
      return leave(journal, location.interface, packet);
    case 'routing':
      return routePacket(journal, routerOf(location.subnet), packet);
    case 'arriving':
      return arriveAtInterface(journal, location.interface, packet, location.crossing, location.carriedGroups);
    case 'host':
      if (owns(journal, location.interface, packet.destination)) journal.taker ??= location.interface;
      return enterHost(journal, location.interface, packet);
    case 'gateway-out':
      return leaveByGateway(journal, location.gateway, packet);
    case 'gateway-in':
      return enterByGateway(journal, location.owned, packet);
    case 'external':
      return leaveExternal(journal, location.vpc, packet);
    case 'outside':
      return crossInternet(journal, packet);
    case 'peered':
      return leavePeering(journal, location.vpc, location.peering, packet);
    case 'transit':
      return routeInTransit(journal, location, packet);
    case 'attached':
      return leaveAttachment(journal, location.subnet, packet);
    case 'regional-nat':
      return passRegionalNat(journal, location.nat, location.from, packet);
    case 'site':
      return leaveSite(journal, location, packet);
    case 'behind':
      return leaveNetworkBehind(journal, location, packet);
    case 'service':
      return answerFromService(journal, location.endpoint, packet);
  }
}

function leave(journal: Journal, iface: Interface, packet: Packet): Outcome {
  const owner = journal.network.byId.get(iface.owner);
  if (owner?.kind === 'endpoint' && journal.direction === 'forward' && onlyAccepts(owner)) {
    journal.block('drop', owner, packet, 'NO_POSSIBLE_DESTINATION', () => ({
      kind: 'endpoint',
      endpoint: owner,
      result: 'opens-none',
      decidedBy: owner.id,
    }));
    return LOST;
  }
  if (owner?.kind === 'endpoint' && journal.direction === 'forward' && owner.preserveClientIp)
    return end({ kind: 'unknown', reason: `${owner.name} preserves its client's address, which is not in the file.` });
  const refused = refuse(journal, owner, iface, packet);
  if (refused !== undefined) return refused;
  // What a machine sends into the network behind it does not leave the machine, even if it replies to a load balancer.
  const staysInside = networkBehind(journal, iface, packet) !== undefined;
  const inside =
    askHostService(journal, iface, packet) ??
    (journal.lookup.hasPods ? stayOnNode(journal, owner, iface, packet) : undefined) ??
    (staysInside ? undefined : replyThroughNode(journal, iface, packet));
  if (inside !== undefined) return inside;
  const asNode = owner?.kind === 'pod' ? leavePod(journal, owner, iface, packet) : undefined;
  return asNode ?? enterNetworkBehind(journal, iface, packet) ?? leaveInterface(journal, iface, packet);
}

/** The result for a packet that a service of AWS does not send. */
function refuse(journal: Journal, owner: Entity | undefined, iface: Interface, packet: Packet): Outcome | undefined {
  if (owner?.kind === 'client-vpn') return sendForClient(journal, owner, iface, packet);
  return owner?.kind === 'resolver-endpoint' ? refuseQuery(journal, owner, packet) : undefined;
}

function enterHost(journal: Journal, iface: Interface, packet: Packet): Outcome {
  const owner = journal.network.byId.get(iface.owner);
  switch (owner?.kind) {
    case 'nat':
      return passNat(journal, owner, iface, packet);
    case 'nat-instance':
      return passOwnPacket(journal, owner, iface, packet) ?? passNat(journal, owner, iface, packet);
    case 'alb':
    case 'nlb':
    case 'clb':
      return enterBalancer(journal, owner, iface, packet);
    case 'gwlb':
      return enterGatewayNode(journal, owner, iface, packet);
    case 'node':
    case 'instance':
      return enterMachine(journal, owner, iface, packet);
    case 'endpoint':
      return enterEndpoint(journal, owner, iface, packet);
    case 'client-vpn':
      return enterClientVpn(journal, owner, iface, packet);
    case 'resolver-endpoint':
      return enterResolverEndpoint(journal, owner, iface, packet);
    case 'lambda':
      return enterFunction(journal, iface, packet);
    case 'fleet':
      return enterNode(journal, owner, iface, packet) ?? end({ kind: 'arrived', packet, interface: iface });
    case 'pod':
    case 'database':
    case 'cache':
    case 'service':
    case 'eks':
    case 'api-gateway':
    case 'igw':
    case 'egress-igw':
    case 'regional-nat':
    case 'kubernetes-service':
    case 'internet':
    case 'host':
    case 'network':
    case 'vpc':
    case 'subnet':
    case 'peering':
    case 'transit-gateway':
    case 'vpn':
    case 'direct-connect':
    case 'private-zone':
    case 'resolver-rule':
    case 'route-table':
    case 'prefix-list':
    case 'security-group':
    case 'network-acl':
    case 'target-group':
    case 'flow':
    case 'view':
    case undefined:
      return end({ kind: 'arrived', packet, interface: iface });
  }
}

/** An instance or a node may forward packets: to its pods, to a network behind it, as an appliance. */
function enterMachine(journal: Journal, machine: Workload, iface: Interface, packet: Packet): Outcome {
  return (
    passOwnPacket(journal, machine, iface, packet) ??
    enterNode(journal, machine, iface, packet) ??
    enterNetworkBehind(journal, iface, packet) ??
    passAppliance(journal, machine, iface, packet) ??
    end({ kind: 'arrived', packet, interface: iface })
  );
}

/** A function opens connections and receives their replies, nothing else: it is invoked through the Lambda service. Source: AWS Lambda guide, network configuration. */
function enterFunction(journal: Journal, iface: Interface, packet: Packet): Outcome {
  if (isTracked(journal, iface, packet)) return end({ kind: 'arrived', packet, interface: iface });
  journal.block('drop', placeOf(journal, iface), packet, 'NO_POSSIBLE_DESTINATION', () => ({
    kind: 'no-inbound',
    resource: iface.owner,
    decidedBy: iface.owner,
  }));
  return LOST;
}
