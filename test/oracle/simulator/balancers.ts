// Nodes of load balancers (section 8): an ALB ends connections, an NLB passes them on.
import { type Address, sameAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, LoadBalancer, Target, TargetGroup } from '#language/network/load-balancer.ts';
import { aclAllows, groupsAllow } from './filters.ts';
import { answers, type Flight, type Header } from './header.ts';
import { restored } from './nat.ts';
import { referenceReach } from './routes.ts';
import { dropped, finish, go, type Next, privateOwner, type World } from './world.ts';

/** 8.7: source ports of nodes. */
export const NODE_PORTS = { from: 1024, to: 65535 };

/** A target to which a load balancer node may send a connection. */
export interface Candidate {
  readonly target: Target;
  readonly group: TargetGroup;
  /** None for a function, and for an address that no resource of the VPC has. */
  readonly iface: Interface | undefined;
}

const IDLE = { alb: 60, tcp: 350, udp: 120 };

/** 8.17, 8.40: idle seconds after which a node closes a connection that it ended. */
export function keptBy({ kind }: LoadBalancer): number {
  return kind === 'alb' ? IDLE.alb : IDLE.tcp;
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
  if (listener === undefined) return dropped(balancer.id, 'ELBV2_LISTENERS_MISMATCH');
  return balancer.kind === 'alb'
    ? finish({ kind: 'balancer', node, balancer, listener, header })
    : passOn(world, balancer, node, listener, flight);
}

/** Whether all connections are redirected. */
export function onlyRedirects({ rules }: Listener): boolean {
  return rules.length > 0 && rules.every(({ action }) => action.kind === 'redirect');
}

/** The targets that a node may choose (8.1, 8.4), or why it has none. */
export function candidates(
  world: World,
  balancer: LoadBalancer,
  node: Interface,
  listener: Listener,
): readonly Candidate[] | string {
  const groups = world.network.targetGroups.filter(({ id }) =>
    listener.rules.some(({ action }) => action.kind === 'forward' && action.targetGroup === id),
  );
  const all = groups.flatMap((group) =>
    group.targets.flatMap((target) =>
      interfacesOf(world, balancer, target).map((iface): Candidate => ({ target, group, iface })),
    ),
  );
  const reachable = all.filter((candidate) => speaksItsFamily(node, candidate));
  if (reachable.length === 0) return 'ELBV2_LISTENER_HAS_NO_TG';
  const enabled = reachable.filter(({ iface }) => isEnabled(balancer, iface));
  if (enabled.length === 0) return 'ELB_INSTALLED_AZ_RESTRICTION';
  const near = enabled.filter(({ iface }) => balancer.crossZone || iface === undefined || isNear(balancer, node, iface));
  return near.length === 0 ? 'ELB_NOT_CROSSZONE' : near;
}

/** 8.19: targets are reached at addresses of the target group's family; functions at none. */
function speaksItsFamily(node: Interface, candidate: Candidate): boolean {
  const { target, group } = candidate;
  if (target.type === 'lambda') return true;
  const destination = targetAddress(candidate);
  // An IP target may be unused.
  return addressOf(node, group.family) !== undefined && destination !== undefined && destination.family === group.family;
}

/** 8.5: the primary address of the primary interface; of an ALB, any of its nodes. */
function interfacesOf(
  world: World,
  { vpc }: LoadBalancer,
  { resource, type, address }: Target,
): readonly (Interface | undefined)[] {
  if (address !== undefined) return [privateOwner(world, vpc, address)?.iface];
  const entity = world.network.byId.get(resource);
  if (entity === undefined) return [];
  if (type === 'lambda') return [undefined];
  if ('nodes' in entity) return entity.nodes;
  return 'interfaces' in entity ? entity.interfaces.slice(0, 1) : [];
}

function isEnabled(balancer: LoadBalancer, iface: Interface | undefined): boolean {
  if (iface === undefined || iface.subnet.vpc !== balancer.vpc || iface.subnet.az === undefined) return true;
  const azs = balancer.nodes.map(({ subnet }) => subnet.az);
  return azs.includes(undefined) || azs.includes(iface.subnet.az);
}

function isNear(balancer: LoadBalancer, node: Interface, iface: Interface): boolean {
  if (iface.subnet.vpc !== balancer.vpc) return true;
  return node.subnet.az === undefined || iface.subnet.az === undefined || node.subnet.az === iface.subnet.az;
}

/** Where a target is sent to, in the family of its group (8.19); nowhere for a function. */
export function targetAddress({ target, group, iface }: Candidate): Address | undefined {
  return target.address ?? (iface && addressOf(iface, group.family));
}

/** The family of the packet decides which address of a target is meant. */
export function addressOf(iface: Interface, family: 4 | 6): Header['source'] | undefined {
  return iface.addresses.find(({ private: address }) => address.family === family)?.private;
}

function passOn(world: World, balancer: LoadBalancer, node: Interface, listener: Listener, flight: Flight): Next {
  const choice = candidates(world, balancer, node, listener);
  if (typeof choice === 'string') return dropped(balancer.id, choice);
  const chosen = world.choose.target(`${node.id} ${listener.id}`, choice, targetName);
  const { target, group } = chosen;
  const { header } = flight;
  const own = addressOf(node, group.family);
  const destination = targetAddress(chosen);
  // 8.19: with a prefix for source NAT only, which the language does not have.
  if (header.destination.family === 6 && header.protocol === 'udp')
    return { kind: 'unknown', why: 'UDP over IPv6 to a balancer' };
  // 8.22: a function is no target of an NLB.
  if (target.type === 'lambda' || destination === undefined || own === undefined)
    return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  // 8.34: a UDP target outside of the VPC gets packets; AWS does not document its replies.
  if (header.protocol === 'udp' && chosen.iface === undefined) return { kind: 'unknown', why: 'a UDP target outside of the VPC' };
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
  // 8.28: to a VPC that is peered in the same Region at most.
  const reach = referenceReach(world, node, destination);
  if (preserved && (reach === undefined || privateOwner(world, reach, destination) === undefined)) world.assumed.add('8.28');
  // 8.32
  if (sameAddress(after.source, after.destination)) return dropped(balancer.id, 'NLB_HAIRPIN');
  const groups = (node.securityGroups ?? []).map(({ id }) => id);
  const onward: Flight = preserved
    ? { header: after, origin: undefined, forwardedFor: groups }
    : { header: after, origin: { vpc: node.subnet.vpc, way: 'same-vpc' } };
  return fromNode(world, node, onward);
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
  return go({ kind: 'route', subnet: node.subnet, from: node }, flight);
}

/** The name of a choice among targets. */
export function targetName({ target, iface }: Candidate): string {
  return `${target.id} ${iface?.id ?? ''}`;
}
