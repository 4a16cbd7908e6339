// Nodes of load balancers (section 8): an ALB and a CLB end connections, an NLB passes them on.
import { type Address, sameAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, LoadBalancer } from '#language/network/load-balancer.ts';
import { aclAllows, groupsAllow } from './filters.ts';
import { answers, type Flight, type Header } from './header.ts';
import { restored } from './nat.ts';
import { lookup, referenceReach } from './routes.ts';
import { addressOf, NODE_PORTS, pickTarget, targetAddress } from './targets.ts';
import { dropped, finish, go, type Next, privateOwner, sameRegion, type World } from './world.ts';

const IDLE = { alb: 60, tcp: 350, udp: 120 };

/** 8.17, 8.40: idle seconds after which a node closes a connection that it ended. */
export function keptBy({ kind }: LoadBalancer): number {
  return kind === 'nlb' ? IDLE.tcp : IDLE.alb;
}

/** A packet inside a node. */
export function insideNode(world: World, balancer: LoadBalancer, node: Interface, flight: Flight): Next {
  const { header } = flight;
  const keepers = [`node ${node.id}`, `keeps client ${node.id}`];
  const entry = world.entries.find(({ keeper, after }) => keepers.includes(keeper) && answers(header, after));
  // 8.40
  if (entry !== undefined && world.idleSeconds > (header.protocol === 'udp' ? IDLE.udp : IDLE.tcp))
    return dropped(balancer.id, 'NO_STATE');
  if (entry !== undefined)
    return go(
      { kind: 'leave', iface: node },
      {
        header: restored(header, entry.before),
        origin: { vpc: node.subnet.vpc, way: 'same-vpc' },
      },
    );
  if (world.direction === 'return') return finish({ kind: 'interface', iface: node, header });
  const isPing = header.protocol === 'icmp' ? header.icmpType === 8 : header.protocol === 'icmpv6' && header.icmpType === 128;
  if (balancer.kind === 'alb' && isPing) {
    world.assumed.add('8.13');
    return finish({ kind: 'interface', iface: node, header });
  }
  const listener = balancer.listeners.find(
    ({ protocol, port }) => (protocol === 'udp' ? 'udp' : 'tcp') === header.protocol && port === header.destinationPort,
  );
  if (listener === undefined)
    return dropped(balancer.id, balancer.kind === 'clb' ? 'ELB_LISTENERS_MISMATCH' : 'ELBV2_LISTENERS_MISMATCH');
  return balancer.kind !== 'nlb'
    ? finish({ kind: 'balancer', node, balancer, listener, header })
    : passOn(world, balancer, node, listener, flight);
}

function passOn(world: World, balancer: LoadBalancer, node: Interface, listener: Listener, flight: Flight): Next {
  const picked = pickTarget(world, balancer, node, listener);
  if (picked.kind !== 'target') return dropped(balancer.id, picked.kind === 'none' ? picked.code : 'ELBV2_LISTENER_HAS_NO_TG');
  const { candidate } = picked;
  const { target, group } = candidate;
  const { header } = flight;
  const own = addressOf(node, group.family);
  const destination = targetAddress(candidate);
  // 8.19: with a prefix for source NAT only, which the language does not have.
  if (header.destination.family === 6 && header.protocol === 'udp')
    return { kind: 'unknown', why: 'UDP over IPv6 to a balancer' };
  // 8.22: a function is no target of an NLB.
  if (target.type === 'lambda' || destination === undefined || own === undefined)
    return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  // 8.34: a UDP target outside of the VPC gets packets; AWS does not document its replies.
  if (header.protocol === 'udp' && candidate.iface === undefined)
    return { kind: 'unknown', why: 'a UDP target outside of the VPC' };
  // 8.27: never between IPv4 and IPv6.
  const preserved = group.preserveClientIp && group.family === header.destination.family;
  const sourcePort = preserved ? header.sourcePort : world.choose.port(`node ${node.id}`, NODE_PORTS);
  const after: Header = {
    ...header,
    source: preserved ? header.source : own,
    sourcePort,
    destination,
    destinationPort: target.port,
  };
  world.entries.push({ keeper: `${preserved ? 'keeps client' : 'node'} ${node.id}`, before: header, after });
  const taker = candidate.iface ?? inPeeredVpc(world, balancer, destination);
  if (preserved && taker === undefined) return NOT_DIRECT;
  // 8.32
  if (isFromItself(world, taker, after)) return dropped(balancer.id, 'NLB_HAIRPIN');
  const groups = (node.securityGroups ?? []).map(({ id }) => id);
  const onward: Flight = preserved
    ? { header: after, origin: undefined, forwardedFor: groups }
    : { header: after, origin: { vpc: node.subnet.vpc, way: 'same-vpc' } };
  return fromNode(world, node, onward);
}

/** 8.28: AWS does not say what becomes of a preserved client address elsewhere. */
const NOT_DIRECT: Next = { kind: 'unknown', why: 'a preserved client address on a path that is not direct' };

/** 8.28, 8.34: who has the address in a VPC that is peered in the same Region. */
function inPeeredVpc(world: World, { vpc }: LoadBalancer, address: Address): Interface | undefined {
  const peered = world.network.peerings
    .filter(({ vpcs }) => vpcs.includes(vpc))
    .flatMap(({ vpcs }) => vpcs.filter((other) => other !== vpc && sameRegion(other, vpc)));
  return peered.flatMap((other) => privateOwner(world, other, address)?.iface ?? [])[0];
}

/** 8.32: the target takes no packet that comes from an address of its own, on any of its interfaces. */
function isFromItself({ network }: World, target: Interface | undefined, { source, destination }: Header): boolean {
  const owner = target === undefined ? undefined : network.workloads.find(({ id }) => id === target.owner);
  const own = (owner?.interfaces ?? []).flatMap(({ addresses }) => addresses.map((address) => address.private));
  return [destination, ...own].some((address) => sameAddress(address, source));
}

/** What `leave` does, but the source may be the client's: nodes have no source check. */
function fromNode(world: World, node: Interface, flight: Flight): Next {
  const { header } = flight;
  const neighbour = privateOwner(world, node.subnet.vpc, header.destination);
  if (!groupsAllow(world, node, 'egress', flight, referenceReach(world, node, header.destination)))
    return dropped(node.owner, 'SG');
  if (neighbour?.iface.subnet === node.subnet) return go({ kind: 'arrive', iface: neighbour.iface, crossing: false }, flight);
  if (!aclAllows(node.subnet.networkAcl, 'outbound', header)) return dropped(node.subnet.id, 'SUBNET_ACL_RESTRICTION');
  // T6: straight to the target, by no route table.
  if (flight.forwardedFor !== undefined && neighbour !== undefined)
    return go({ kind: 'arrive', iface: neighbour.iface, crossing: true }, flight);
  const target = lookup(world, node.subnet.routeTable, header.destination)?.target.kind;
  if (flight.forwardedFor !== undefined && target !== undefined && target !== 'peering') return NOT_DIRECT;
  return go({ kind: 'route', subnet: node.subnet, from: node }, flight);
}
