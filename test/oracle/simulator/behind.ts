// The next connection, behind a load balancer, an API gateway or PrivateLink, which end the one before (0.4).
import type { Address } from '#language/network/address.ts';
import type { ApiGateway } from '#language/network/api-gateway.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Listener, LoadBalancer } from '#language/network/load-balancer.ts';
import { groupsAllow, speaksOf } from './filters.ts';
import type { Flight } from './header.ts';
import { addressOf, nodesInDns, pickTarget, targetAddress } from './targets.ts';
import { dropped, type End, type Next, type World } from './world.ts';

/** A connection that AWS opens from one of its interfaces. */
export interface Onward {
  readonly kind: 'onward';
  readonly iface: Interface;
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly target: EntityId;
}

/** A call of the Lambda service: no packet in a VPC (8.18). */
export interface Invoked {
  readonly kind: 'invoked';
  readonly target: EntityId;
}

type Opened = Onward | Invoked | Exclude<Next, { kind: 'go' | 'end' }> | undefined;

/** The connection behind an end that is none yet; how it fails where there can be none; `undefined` behind all others. */
export function onwardOf(world: World, end: End): Opened {
  if (end.kind === 'balancer') return behindNode(world, end.balancer, end.node, end.listener, end.header.source);
  if (end.kind === 'api') return behindApi(world, end.api);
  if (end.kind === 'private-service') return behindEndpoint(world, end);
  return undefined;
}

/** The connection that a node opens for one that it ended, or that came by PrivateLink. */
function behindNode(world: World, balancer: LoadBalancer, node: Interface, listener: Listener, client?: Address): Opened {
  const picked = pickTarget(world, balancer, node, listener, client);
  if (picked.kind === 'reply') return undefined;
  if (picked.kind === 'none') return dropped(balancer.id, picked.code);
  const { target, group } = picked.candidate;
  // 8.18: a call of the Lambda service.
  if (target.type === 'lambda') return { kind: 'invoked', target: target.resource };
  const source = addressOf(node, group.family);
  const destination = targetAddress(picked.candidate);
  if (source === undefined || destination === undefined) return dropped(balancer.id, 'ELBV2_LISTENER_HAS_NO_TG');
  const protocol = listener.protocol === 'udp' ? 'udp' : 'tcp';
  return { kind: 'onward', iface: node, source, destination, protocol, port: target.port, target: target.resource };
}

/** 9.3, 9.5 */
function behindApi(world: World, api: ApiGateway): Opened {
  const { integration } = api;
  if (integration.kind === 'none') return dropped(api.id, 'NO_INTEGRATION');
  if (integration.kind === 'lambda') return undefined;
  const balancer = world.network.loadBalancers.find(({ id }) => id === integration.loadBalancer);
  const [listener] = balancer?.listeners ?? [];
  if (balancer === undefined || listener === undefined || balancer.nodes.length === 0) return dropped(api.id, 'NO_INTEGRATION');
  const links = 'interfaces' in integration ? integration.interfaces : [];
  if (links.length === 0) return behindRestLink(world, api, balancer);
  const link = world.choose.among('link', `link ${api.id}`, links, ({ id }) => id);
  const node = world.choose.among('node', `linked ${api.id}`, nodesInDns(world, balancer), ({ id }) => id);
  const source = addressOf(link, 4);
  const destination = addressOf(node, 4);
  if (source === undefined || destination === undefined) return dropped(api.id, 'NO_INTEGRATION');
  return {
    kind: 'onward',
    iface: link,
    source,
    destination,
    protocol: 'tcp',
    port: listener.port,
    target: balancer.id,
  };
}

/** 9.3: a VPC link of a REST API is PrivateLink to an NLB, from an address that AWS does not give. */
function behindRestLink(world: World, api: ApiGateway, balancer: LoadBalancer): Opened {
  const listener = balancer.listeners.find(({ protocol }) => protocol !== 'udp');
  if (balancer.kind === 'alb') return dropped(api.id, 'NO_INTEGRATION');
  if (listener === undefined) return dropped(balancer.id, 'ELBV2_LISTENERS_MISMATCH');
  // 8.35: by the name of the load balancer, as every link.
  const node = world.choose.among('node', `linked ${api.id}`, nodesInDns(world, balancer), ({ id }) => id);
  const admitted = balancer.enforcesOnPrivateLink ? admittedTo(node, listener.port) : 'anybody';
  if (admitted === 'nobody') return dropped(balancer.id, 'SG');
  if (admitted === 'some') return { kind: 'unknown', why: 'from which address a VPC link calls' };
  return behindNode(world, balancer, node, listener);
}

/** Whom the inbound rules let in that name addresses: those that name groups match nothing that comes by PrivateLink (8.25). */
function admittedTo({ securityGroups }: Interface, port: number): 'anybody' | 'some' | 'nobody' {
  if (securityGroups === undefined) return 'anybody';
  const header = { protocol: 'tcp', destinationPort: port } as const;
  const rules = securityGroups.flatMap((group) => group.rules);
  const lengths = rules
    .filter(({ direction, traffic }) => direction === 'ingress' && speaksOf(traffic, header))
    .flatMap(({ peer }) => (peer.kind === 'prefixes' ? peer.prefixes : []))
    .flatMap(({ family, length }) => (family === 4 ? [length] : []));
  if (lengths.includes(0)) return 'anybody';
  return lengths.length === 0 ? 'nobody' : 'some';
}

/** 12.16, 8.25: PrivateLink to your own load balancer. What is behind AWS services is not visible. */
function behindEndpoint(world: World, { endpoint, iface, header }: Extract<End, { kind: 'private-service' }>): Opened {
  // 9.2: a private API is reached so and not otherwise.
  const api = world.network.apiGateways.find(({ id }) => endpoint.serves.includes(id));
  if (api !== undefined) return behindApi(world, api);
  const balancer = world.network.loadBalancers.find(({ id }) => endpoint.serves.includes(id));
  if (balancer === undefined) return undefined;
  const zone = iface.subnet.az;
  const same = balancer.nodes.filter(({ subnet: { az } }) => az === zone && zone !== undefined);
  const maybe = balancer.nodes.filter(({ subnet: { az } }) => az === undefined || zone === undefined);
  const offered = same.length > 0 ? same : maybe;
  const nodes = balancer.crossZone ? balancer.nodes : offered;
  if (offered.length === 0) return dropped(endpoint.id, 'ELB_INSTALLED_AZ_RESTRICTION');
  const node = world.choose.among('node', `private-link ${iface.id}`, nodes, ({ id }) => id);
  const listener = balancer.listeners.find(
    ({ protocol, port }) => (protocol === 'udp' ? 'udp' : 'tcp') === header.protocol && port === header.destinationPort,
  );
  const source = addressOf(node, 4);
  if (source === undefined || listener === undefined) return dropped(balancer.id, 'ELBV2_LISTENERS_MISMATCH');
  const consumer: Flight = { header: { ...header, destination: source }, origin: undefined };
  if (balancer.enforcesOnPrivateLink && !groupsAllow(world, node, 'ingress', consumer, undefined))
    return dropped(balancer.id, 'SG');
  return behindNode(world, balancer, node, listener);
}
