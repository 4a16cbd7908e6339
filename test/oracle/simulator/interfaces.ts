// Leaving an interface (2.1), arriving at one (2.2), and the services of the host that no rule sees (4.10, 11.2).
import { RESOLVER_ADDRESSES, RESOLVER_OFFSET, SERVICE_RANGES } from '#language/aws/addresses.ts';
import { type Address, contains, nth, parseAddress, parsePrefix, sameAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { aclAllows, groupsAllow, isTracked, wasTracked } from './filters.ts';
import { answers, type Flight } from './header.ts';
import { hostOf } from './machines.ts';
import { intoOverlay, overlayAt } from './overlays.ts';
import { referenceReach } from './routes.ts';
import { dropped, finish, go, inVpc, type Next, owns, privateOwner, type World } from './world.ts';

const ANY_PORT = { from: 1024, to: 65535 };

/** The host hands a packet to its interface. */
export function leave(world: World, iface: Interface, flight: Flight): Next {
  return (
    hostService(world, iface, flight) ??
    withinHost(world, iface, flight) ??
    backThroughBalancer(world, iface, flight) ??
    behindNode(world, iface, flight) ??
    intoOverlay(world, iface, flight) ??
    intoTheVpc(world, iface, flight)
  );
}

/** 2.1: source check, security groups, the same subnet, network ACL, the router. */
function intoTheVpc(world: World, iface: Interface, flight: Flight): Next {
  const { header } = flight;
  if (iface.sourceDestCheck && !owns(iface, header.source)) return dropped(iface.owner, 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  if (!groupsAllow(world, iface, 'egress', flight, referenceReach(world, iface, header.destination)))
    return dropped(iface.owner, 'SG');
  const neighbour = privateOwner(world, iface.subnet.vpc, header.destination);
  const isOpen = aclAllows(iface.subnet.networkAcl, 'outbound', header);
  if (neighbour?.iface.subnet === iface.subnet) {
    // 8C.4: the network ACL meets what a Classic Load Balancer sends even to its own subnet.
    const isClassic = world.direction === 'forward' && world.network.byId.get(iface.owner)?.kind === 'clb';
    if (isClassic && !isOpen) return dropped(iface.subnet.id, 'SUBNET_ACL_RESTRICTION');
    return go({ kind: 'arrive', iface: neighbour.iface, crossing: false }, flight);
  }
  if (!isOpen) return dropped(iface.subnet.id, 'SUBNET_ACL_RESTRICTION');
  return go({ kind: 'route', subnet: iface.subnet, from: iface }, flight);
}

/** 2.2: network ACL, security groups, destination check. */
export function arrive(world: World, iface: Interface, crossing: boolean, flight: Flight): Next {
  const { header } = flight;
  if (crossing && !aclAllows(iface.subnet.networkAcl, 'inbound', header))
    return dropped(iface.subnet.id, 'SUBNET_ACL_RESTRICTION');
  const owner = world.network.byId.get(iface.owner);
  // 9.5, 14.4, 13.34: nothing opens a connection to a function, to an Instance Connect Endpoint or to a client of a Client VPN endpoint.
  const closed =
    owner?.kind === 'lambda' || owner?.kind === 'client-vpn' || (owner?.kind === 'endpoint' && owner.type === 'instance-connect');
  // 11.9: inbound resolver endpoints take DNS queries only, outbound ones nothing.
  const deaf = owner?.kind === 'resolver-endpoint' && !(owner.direction === 'inbound' && isQuery(header));
  if ((closed || deaf) && !isTracked(world, iface, header)) return dropped(iface.owner, 'NO_POSSIBLE_DESTINATION');
  if (!groupsAllow(world, iface, 'ingress', flight, undefined)) return dropped(iface.owner, 'SG');
  if (iface.sourceDestCheck && !owns(iface, header.destination)) return dropped(iface.owner, 'ENI_SOURCE_DEST_CHECK_RESTRICTION');
  return go({ kind: 'host', iface }, flight);
}

function isQuery({ protocol, destinationPort }: Flight['header']): boolean {
  return (protocol === 'tcp' || protocol === 'udp') && destinationPort === 53;
}

/** 1.13, 1.21, 11.1-11.3. */
function hostService(world: World, iface: Interface, { header }: Flight): Next | undefined {
  // 11.4: a packet that this host forwards for another sender does not reach the resolver.
  if (!owns(iface, header.source)) return undefined;
  const { vpc } = iface.subnet;
  if (!isResolver(vpc, header.destination)) {
    const service = SERVICE_RANGES.flatMap((text) => parsePrefix(text) ?? []).some((range) =>
      contains(range, header.destination),
    );
    return service ? { kind: 'unknown', why: 'a link-local service' } : undefined;
  }
  // A reply to somebody elsewhere with the same address: the resolver has asked nothing.
  if (world.direction === 'return') return finish({ kind: 'resolver', vpc, iface, header });
  if (header.destinationPort !== 53) return { kind: 'unknown', why: 'the resolver on another port' };
  if (!vpc.dnsSupport) return dropped(iface.owner, 'DNS_SUPPORT_OFF');
  return finish({ kind: 'resolver', vpc, iface, header });
}

function isResolver({ prefixes }: Vpc, address: Address): boolean {
  const [primary] = prefixes;
  if (primary !== undefined && primary.family === 4 && sameAddress(nth(primary, RESOLVER_OFFSET), address)) return true;
  return RESOLVER_ADDRESSES.flatMap((text) => parseAddress(text) ?? []).some((one) => sameAddress(one, address));
}

/** 2B, first row, and 10.6: between pods on the interfaces of one node, and between them and the node, nothing leaves the host. */
function withinHost(world: World, iface: Interface, flight: Flight): Next | undefined {
  const other = privateOwner(world, iface.subnet.vpc, flight.header.destination)?.iface;
  if (other === undefined || other === iface || hostOf(world, iface) !== hostOf(world, other)) return undefined;
  const kinds = [iface, other].map(({ owner }) => world.network.byId.get(owner)?.kind);
  if (!kinds.includes('pod')) return undefined;
  return go({ kind: 'host', iface: other }, flight);
}

/** 10.2, first row: to anywhere outside the VPC's blocks a new connection of a pod goes under the node's address. */
function behindNode(world: World, iface: Interface, flight: Flight): Next | undefined {
  const pod = world.network.byId.get(iface.owner);
  if (pod?.kind !== 'pod' || pod.node === undefined || pod.nodeTranslates === false) return undefined;
  const { header } = flight;
  if (header.source.family !== 4 || inVpc(iface.subnet.vpc, header.destination)) return undefined;
  // 10.2, third row.
  if (pod.keepsAddressTo?.some((block) => contains(block, header.destination)) === true) return undefined;
  // How long the node tracks the connection is not documented.
  if (wasTracked(world, iface, header) && !isTracked(world, iface, header))
    return { kind: 'unknown', why: 'how long nodes remember' };
  if (isTracked(world, iface, header) || world.entries.some(({ after }) => answers(header, after))) return undefined;
  // The node knows the connection: its packets have come from a network behind it, and met no interface.
  if (world.direction === 'return') return undefined;
  const node = world.network.byId.get(pod.node);
  const host = node !== undefined && 'interfaces' in node ? node.interfaces[0] : undefined;
  const address = host?.addresses.find((own) => own.private.family === 4)?.private;
  if (host === undefined || address === undefined) return undefined;
  const sourcePort = header.sourcePort === undefined ? undefined : world.choose.port(`node ${pod.node}`, ANY_PORT);
  const after = { ...header, source: address, sourcePort };
  world.entries.push({ keeper: `node ${pod.node}`, before: header, after });
  return go({ kind: 'leave', iface: host }, { ...flight, header: after });
}

/** 8.31: the reply to a preserved client address goes back through the node that sent the packet. */
function backThroughBalancer(world: World, iface: Interface, flight: Flight): Next | undefined {
  const { header } = flight;
  // Into the network behind it a machine answers by itself.
  if (overlayAt(world, header.destination)?.behind === hostOf(world, iface)) return undefined;
  const entry = world.entries.find(({ keeper, after }) => keeper.startsWith('keeps client ') && answers(header, after));
  const node = entry && world.network.interfaces.find(({ id }) => entry.keeper === `keeps client ${id}`);
  if (node === undefined) return undefined;
  world.assumed.add('8.31');
  if (!groupsAllow(world, iface, 'egress', flight, referenceReach(world, iface, header.destination)))
    return dropped(iface.owner, 'SG');
  if (node.subnet !== iface.subnet) {
    if (!aclAllows(iface.subnet.networkAcl, 'outbound', header)) return dropped(iface.subnet.id, 'SUBNET_ACL_RESTRICTION');
    if (!aclAllows(node.subnet.networkAcl, 'inbound', header)) return dropped(node.subnet.id, 'SUBNET_ACL_RESTRICTION');
  }
  return go({ kind: 'host', iface: node }, flight);
}
