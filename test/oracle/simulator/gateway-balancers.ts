// Gateway Load Balancers (8D): what passes one of their endpoints goes to an appliance and back, inside of packets of GENEVE.
import type { Address } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { LoadBalancer } from '#language/network/load-balancer.ts';
import type { Network } from '#language/network/network.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Flight, Header } from './header.ts';
import { addressOf, NODE_PORTS, rotationOf, targetAddress, targetName } from './targets.ts';
import { dropped, finish, type Next, type World } from './world.ts';

const GENEVE = 6081;

/** The load balancer behind the endpoint. */
export function gatewayOf({ loadBalancers }: Network, { type, serves }: VpcEndpoint): LoadBalancer | undefined {
  return type === 'gateway-load-balancer'
    ? loadBalancers.find(({ id, kind }) => kind === 'gwlb' && serves.includes(id))
    : undefined;
}

/** 8D.9: nodes take GENEVE of their appliances, and replies to their health checks. */
export function atGatewayNode(world: World, balancer: LoadBalancer, iface: Interface, { header }: Flight): Next {
  return world.direction === 'return' || world.isOfGateway
    ? finish({ kind: 'interface', iface, header })
    : dropped(balancer.id, 'NO_POSSIBLE_DESTINATION');
}

/** What stops a packet at the endpoint; nothing if it comes back from the appliance. */
export function viaAppliance(
  world: World,
  balancer: LoadBalancer,
  at: Interface,
  { header }: Flight,
): Exclude<Next, { kind: 'go' }> | undefined {
  if (world.isOfGateway) return { kind: 'unknown', why: 'GENEVE inside of GENEVE' };
  if (header.source.family === 6 && balancer.ipAddressType === 'ipv4') return { kind: 'unknown', why: 'IPv6 at an IPv4 gateway' };
  const nodes = nodesFor(balancer, at.subnet.az);
  if (nodes.length === 0) return dropped(at.owner, 'ELB_INSTALLED_AZ_RESTRICTION');
  const node = world.choose.among('node', `${balancer.id} from ${at.id}`, nodes, ({ id }) => id);
  const [group] = world.network.targetGroups.filter(({ id }) =>
    balancer.listeners.some(({ rules }) =>
      rules.some(({ action }) => action.kind === 'forward' && action.groups.some(({ targetGroup }) => targetGroup === id)),
    ),
  );
  if (group === undefined) return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  const rotation = rotationOf(world, balancer, node, group);
  if (typeof rotation === 'string') return dropped(balancer.id, rotation);
  // 8D.4: the flow keeps its appliance, in both directions.
  const candidate = world.choose.among('target', `${node.id} ${group.id}`, rotation, targetName);
  const [own, destination] = [addressOf(node, 4), targetAddress(candidate)];
  if (own === undefined || destination === undefined) return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  const there = world.carry(node, geneve(world, own, destination));
  if (there.kind !== 'end') return there;
  if (candidate.iface === undefined) return { kind: 'unknown', why: 'an appliance outside of the VPC' };
  if (there.end.kind !== 'interface' || there.end.iface !== candidate.iface) return dropped(balancer.id, 'OTHER_OWNER');
  const back = world.carry(candidate.iface, geneve(world, destination, own));
  if (back.kind !== 'end') return back;
  return back.end.kind === 'interface' && back.end.iface === node ? undefined : dropped(balancer.id, 'OTHER_OWNER');
}

/** 8D.2: neither packet is a reply to the other one. */
function geneve(world: World, source: Address, destination: Address): Header {
  const sourcePort = world.choose.port('geneve', NODE_PORTS);
  return {
    protocol: 'udp',
    source,
    sourcePort,
    destination,
    destinationPort: GENEVE,
    icmpType: undefined,
    icmpCode: undefined,
  };
}

/** 12.16: the node in the zone of the endpoint; with cross-zone load balancing any, if there is one in the zone. */
function nodesFor({ nodes, crossZone }: LoadBalancer, az: string | undefined): readonly Interface[] {
  const here = nodes.filter(({ subnet }) => subnet.az === az && az !== undefined);
  const near = here.length > 0 ? here : nodes.filter(({ subnet }) => az === undefined || subnet.az === undefined);
  return near.length > 0 && crossZone ? nodes : near;
}
