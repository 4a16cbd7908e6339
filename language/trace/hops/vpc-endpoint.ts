// VPC endpoints: private ways to services. Source: AWS PrivateLink Guide, "Gateway endpoints", "Access an AWS service using an interface
// VPC endpoint"; Gateway Load Balancer guide; EC2 User Guide, "EC2 Instance Connect Endpoint".

import type { Interface } from '#language/network/interface.ts';
import { listenerTraffic, privateLinkNodes } from '#language/network/load-balancer.ts';
import type { Packet, Traffic } from '#language/network/traffic.ts';
import { type Statement, subnetsStatement } from '#language/network/unknown.ts';
import { inspectsPackets, type VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Journal } from '#language/trace/journal.ts';
import { end, LOST, move, type Outcome, type Router, unknownEnd } from '#language/trace/location.ts';
import { inspect } from './appliance.ts';
import { filterByFirewall } from './firewall.ts';
import { carry, gatewayBehind } from './gateway-load-balancer.ts';
import { owns } from './interface.ts';
import { filterByAcl } from './network-acl.ts';
import { filterByGroups, isTracked } from './security-group.ts';

/** A route leads to the endpoint: to the service of a gateway endpoint, or through appliances. */
export function passEndpoint(journal: Journal, router: Router, endpoint: VpcEndpoint, packet: Packet): Outcome {
  if (endpoint.type === 'gateway') return throughGateway(journal, endpoint, packet);
  const near = nearest(journal, router, endpoint, packet);
  if (endpoint.unknownSubnets !== undefined && near?.subnet.az === undefined)
    return unknownEnd(subnetsStatement(endpoint.name, endpoint.unknownSubnets));
  const iface = near ?? endpoint.interfaces[0];
  if (inspectsPackets(endpoint) && iface !== undefined) return throughInspection(journal, router, endpoint, iface, packet);
  journal.block('drop', endpoint, packet, 'BAD_STATE_ROUTE', () => ({
    kind: 'endpoint',
    endpoint,
    result: 'no-route-target',
    decidedBy: endpoint.id,
  }));
  return LOST;
}

/** The interface in the Availability Zone of the subnet that sends; of the one that receives, for the route table of a gateway. */
function nearest(journal: Journal, { subnet, vpc }: Router, { interfaces }: VpcEndpoint, packet: Packet): Interface | undefined {
  if (interfaces.length < 2) return interfaces.find((one) => one.subnet.az === subnet?.az);
  const near = subnet ?? journal.ownerIn(vpc, packet.destination)?.interface.subnet;
  return interfaces.find((one) => one.subnet.az === near?.az);
}

const CARRIED: readonly Traffic[] = [
  { protocol: 'tcp', ports: [] },
  { protocol: 'icmp', ports: [], icmpType: 8 },
];

function throughGateway(journal: Journal, endpoint: VpcEndpoint, packet: Packet): Outcome {
  if (!journal.speaksOfAny(CARRIED, packet)) {
    journal.block('drop', endpoint, packet, 'VPCE_GATEWAY_PROTOCOL_RESTRICTION', () => ({
      kind: 'gateway-endpoint',
      endpoint,
      result: 'unsupported-protocol',
      decidedBy: endpoint.id,
    }));
    return LOST;
  }
  if (journal.ownerIn(endpoint.vpc, packet.source) === undefined) {
    journal.block('drop', endpoint, packet, 'GATEWAY_REJECTS_SPOOFED_TRAFFIC', () => ({
      kind: 'gateway-endpoint',
      endpoint,
      result: 'source-not-in-vpc',
      source: packet.source,
      decidedBy: endpoint.id,
    }));
    return LOST;
  }
  const served = journal.lookup.outside(packet.destination);
  if (served === undefined) return LOST;
  journal.pass('forward', endpoint, packet, () => ({
    kind: 'gateway-endpoint',
    endpoint,
    result: 'forwarded',
    source: packet.source,
    decidedBy: endpoint.id,
    // Whether a NAT gateway's packets use a gateway endpoint in its own route table is not documented.
    assumed: isNat(journal, packet.source, endpoint),
  }));
  return end({ kind: 'arrived-outside', packet, outside: served, answerFrom: { kind: 'service', endpoint } });
}

function isNat(journal: Journal, address: Packet['source'], { vpc }: VpcEndpoint): boolean {
  const owner = journal.ownerIn(vpc, address)?.interface.owner;
  return owner !== undefined && journal.network.byId.get(owner)?.kind === 'nat';
}

/** The service's reply, to the interface that sent the request. */
export function answerFromService(journal: Journal, endpoint: VpcEndpoint, packet: Packet): Outcome {
  const owned = journal.ownerIn(endpoint.vpc, packet.destination);
  if (owned === undefined) return LOST;
  journal.pass('forward', endpoint, packet, () => ({
    kind: 'gateway-endpoint',
    endpoint,
    result: 'reply',
    decidedBy: endpoint.id,
  }));
  return move(packet, { kind: 'arriving', interface: owned.interface, crossing: true });
}

/** Through a firewall, or the appliances behind a Gateway Load Balancer endpoint, which are assumed to forward everything unchanged. */
function throughInspection(journal: Journal, router: Router, endpoint: VpcEndpoint, iface: Interface, packet: Packet): Outcome {
  if (iface.subnet !== router.subnet) filterByAcl(journal, iface.subnet, 'inbound', packet);
  const { policy } = endpoint;
  const gateway = gatewayBehind(journal.network, endpoint);
  // Whatever the appliances do, a packet from the subnet of the endpoint comes back to its route, and one to its own address is dropped.
  const isCarried =
    journal.direction === 'forward' && iface.subnet !== router.subnet && !owns(journal, iface, packet.destination);
  const stopped = gateway && isCarried ? carry(journal, endpoint, gateway, iface, packet) : undefined;
  if (stopped !== undefined) return stopped;
  const goesOn =
    policy === undefined
      ? inspect(journal, endpoint, packet, gateway && iface)
      : filterByFirewall(journal, endpoint, policy, iface, packet);
  if (!goesOn) return LOST;
  const neighbour = journal.ownerIn(iface.subnet.vpc, packet.destination);
  if (neighbour?.interface.subnet === iface.subnet)
    return move(packet, { kind: 'arriving', interface: neighbour.interface, crossing: false });
  filterByAcl(journal, iface.subnet, 'outbound', packet);
  return move(packet, { kind: 'routing', subnet: iface.subnet });
}

const HTTPS: readonly Traffic[] = [{ protocol: 'tcp', ports: [{ from: 443, to: 443 }] }];

/** At an interface of an endpoint: the service listens on its ports and replies to nothing else, not even to ICMP echo. */
export function enterEndpoint(journal: Journal, endpoint: VpcEndpoint, iface: Interface, packet: Packet): Outcome {
  // A reply to a connection that the endpoint opened.
  if (isTracked(journal, iface, packet)) return end({ kind: 'arrived', packet, interface: iface });
  const own = endpoint.serves.flatMap((id) => {
    const resource = journal.network.byId.get(id);
    if (resource?.kind === 'api-gateway') return HTTPS;
    return resource?.kind === 'nlb' ? resource.listeners.map(listenerTraffic) : [];
  });
  const spoken = own.length > 0 ? own : HTTPS;
  const hidden = hiddenNode(journal, endpoint, iface);
  if (hidden !== undefined && journal.speaksOfAny(spoken, packet)) return unknownEnd(hidden);
  if (endpoint.type === 'interface' && journal.speaksOfAny(spoken, packet))
    return enterProvider(journal, endpoint, iface, packet) ? end({ kind: 'arrived', packet, interface: iface }) : LOST;
  journal.block('drop', endpoint, packet, 'ENDPOINT_PORT', () => ({
    kind: 'endpoint',
    endpoint,
    result: endpoint.type !== 'interface' ? 'takes-none' : own.length > 0 ? 'load-balancer-port' : 'port',
    decidedBy: endpoint.id,
    assumed: own.length === 0,
  }));
  return LOST;
}

/** Why the call may go to a node of the load balancer behind the endpoint that the text does not know. */
function hiddenNode({ network }: Journal, { serves }: VpcEndpoint, { subnet }: Interface): Statement | undefined {
  const balancer = network.loadBalancers.find(({ id }) => serves.includes(id));
  if (balancer?.unknownSubnets === undefined) return undefined;
  const isServed = balancer.nodes.some((node) => subnet.az !== undefined && node.subnet.az === subnet.az);
  return isServed && !balancer.crossZone ? undefined : subnetsStatement(balancer.name, balancer.unknownSubnets);
}

/**
 * Whether the load balancer behind the endpoint has a node in the zone of the interface. Its security groups see the consumer's private
 * address. Source: Elastic Load Balancing, "Update the security groups for your Network Load Balancer" (on by default, can be switched off).
 */
function enterProvider(journal: Journal, endpoint: VpcEndpoint, { subnet }: Interface, packet: Packet): boolean {
  const balancer = journal.network.loadBalancers.find(({ id }) => endpoint.serves.includes(id));
  if (balancer === undefined) return true;
  // All nodes of a load balancer have the same groups.
  const [node] = privateLinkNodes(balancer, subnet.az);
  if (node === undefined) {
    journal.block('drop', endpoint, packet, 'ELB_INSTALLED_AZ_RESTRICTION', () => ({
      kind: 'endpoint',
      endpoint,
      result: 'zone-not-offered',
      az: subnet.az,
      balancer,
      decidedBy: endpoint.id,
    }));
    return false;
  }
  if (!balancer.enforcesOnPrivateLink) return true;
  const before = journal.crossed;
  // Security group references do not work across the endpoint.
  journal.crossed = 'middlebox';
  filterByGroups(journal, node, 'ingress', packet, balancer);
  journal.crossed = before;
  return true;
}

/** Whether the endpoint never opens connections. */
export function onlyAccepts(endpoint: VpcEndpoint): boolean {
  return endpoint.type !== 'instance-connect';
}
