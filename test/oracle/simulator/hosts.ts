// What a resource does with a packet that passed its interface's filters.
import { type Address, sameAddress } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { VpcEndpoint } from '#language/network/vpc-endpoint.ts';
import type { Workload } from '#language/network/workload.ts';
import { insideNode } from './balancers.ts';
import { firewallRules } from './firewalls.ts';
import { atGatewayNode, gatewayOf, viaAppliance } from './gateway-balancers.ts';
import { isPrivate } from './gateways.ts';
import { answers, type Flight, type Header } from './header.ts';
import { hostOf } from './machines.ts';
import { restored, throughNat } from './nat.ts';
import { intoOverlay, overlayAt } from './overlays.ts';
import { leadsBy, lookup } from './routes.ts';
import { addressOf, NODE_PORTS } from './targets.ts';
import { dropped, finish, go, inVpc, type Next, owns, privateOwner, type World } from './world.ts';

/** A packet past all filters of an interface. */
export function host(world: World, iface: Interface, flight: Flight): Next {
  const owner = world.network.byId.get(iface.owner);
  switch (owner?.kind) {
    case 'nat':
      return throughNat(world, owner, iface, flight);
    case 'nat-instance':
      return atOtherInterface(owner, iface, flight) ?? throughNat(world, owner, iface, flight);
    case 'alb':
    case 'nlb':
    case 'clb':
      return insideNode(world, owner, iface, flight);
    case 'gwlb':
      return atGatewayNode(world, owner, iface, flight);
    case 'endpoint':
      return atEndpoint(world, owner, iface, flight);
    case 'node':
    case 'instance':
      return atOtherInterface(owner, iface, flight) ?? onMachine(world, owner, iface, flight);
    case 'fleet':
      return onMachine(world, owner, iface, flight);
    default:
      return finish({ kind: 'interface', iface, header: flight.header });
  }
}

/**
 * A machine takes packets for all of its addresses at each of its interfaces (RFC 1122, 3.3.4.2: the weak end system model, that of Linux), but
 * none from its own addresses (Linux, ip-sysctl: `accept_local` is off).
 */
function atOtherInterface({ id, interfaces }: Workload, iface: Interface, flight: Flight): Next | undefined {
  if (owns(iface, flight.header.destination)) return undefined;
  const others = interfaces.filter((one) => one !== iface);
  const called = others.find((one) => owns(one, flight.header.destination));
  if (called !== undefined) return go({ kind: 'host', iface: called }, flight);
  return others.some((one) => owns(one, flight.header.source)) ? dropped(id, 'OWN_ADDRESS') : undefined;
}

function onMachine(world: World, machine: Workload, iface: Interface, flight: Flight): Next {
  const { header } = flight;
  if (!owns(iface, header.destination))
    return intoOverlay(world, iface, flight) ?? inspect(world, iface, flight, mayBeBehind(world, iface, header.destination));
  const entry = world.entries.find(({ keeper, after }) => keeper === `node ${machine.id}` && answers(header, after));
  if (entry !== undefined) {
    const pod = privateOwner(world, iface.subnet.vpc, entry.before.source);
    const back = restored(header, entry.before);
    // The CNI's own entry leads to a pod of this machine; a NodePort's leads back to the client.
    return pod !== undefined && hostOf(world, pod.iface) === machine.id && pod.iface !== iface
      ? go({ kind: 'host', iface: pod.iface }, { ...flight, header: back })
      : go({ kind: 'leave', iface }, { header: back, origin: { vpc: iface.subnet.vpc, way: 'same-vpc' } });
  }
  return nodePort(world, machine, iface, flight) ?? finish({ kind: 'interface', iface, header });
}

/**
 * A private address to which a route leads by this instance and the table of the instance leads nowhere: if anybody has it, he is behind the
 * instance, as with VPN servers and subnet routers, unless the text says that he is behind another one.
 */
function mayBeBehind(world: World, { owner, subnet }: Interface, destination: Address): boolean {
  if (overlayAt(world, destination) !== undefined) return false;
  if (!isPrivate(destination) || inVpc(subnet.vpc, destination) || !leadsBy(world, owner, destination)) return false;
  const target = lookup(world, subnet.routeTable, destination)?.target.kind;
  return target === undefined || target === 'igw';
}

/** 2D: a stateful device between two interfaces must see both directions. */
function inspect(world: World, iface: Interface, flight: Flight, isItsOwn = false): Next {
  const { header } = flight;
  if (world.direction === 'forward') world.inspected.push({ device: iface.id, header, answered: false });
  else {
    const entry = world.inspected.find(({ device, header: sent }) => device === iface.id && answers(header, sent));
    if (entry === undefined) return dropped(iface.owner, 'APPLIANCE_STATE');
    entry.answered = true;
  }
  if (isItsOwn) {
    return { kind: 'unknown', why: 'what is behind an instance' };
  }
  return go({ kind: 'leave', iface }, { ...flight, origin: undefined });
}

function atEndpoint(world: World, endpoint: VpcEndpoint, iface: Interface, flight: Flight): Next {
  const { header } = flight;
  switch (endpoint.type) {
    case 'gateway-load-balancer': {
      if (owns(iface, header.destination)) return dropped(endpoint.id, 'NO_POSSIBLE_DESTINATION');
      const gateway = world.direction === 'forward' ? gatewayOf(world.network, endpoint) : undefined;
      return (gateway && viaAppliance(world, gateway, iface, flight)) ?? inspect(world, iface, flight);
    }
    case 'firewall': {
      if (owns(iface, header.destination)) return dropped(endpoint.id, 'NO_POSSIBLE_DESTINATION');
      const onward = inspect(world, iface, flight);
      const ruling = endpoint.policy && onward.kind === 'go' ? firewallRules(world, endpoint.policy, iface, header) : 'pass';
      if (ruling === 'drop') return dropped(endpoint.id, 'FIREWALL_RULES_RESTRICTION');
      return ruling === 'unknown' ? { kind: 'unknown', why: 'one direction only' } : onward;
    }
    case 'interface':
      if (world.direction === 'return') return finish({ kind: 'interface', iface, header });
      if (!serves(world, endpoint, header)) return dropped(endpoint.id, 'ENDPOINT_PORT');
      return finish({ kind: 'private-service', iface, endpoint, header });
    default:
      return finish({ kind: 'interface', iface, header });
  }
}

/** 12.10: no ping; AWS services listen on tcp 443, an endpoint service on the ports of its load balancer. */
function serves({ network }: World, { serves: served }: VpcEndpoint, { protocol, destinationPort }: Header): boolean {
  const balancer = network.loadBalancers.find(({ id }) => served.includes(id));
  if (balancer === undefined) return protocol === 'tcp' && destinationPort === 443;
  return balancer.listeners.some((one) => (one.protocol === 'udp' ? 'udp' : 'tcp') === protocol && one.port === destinationPort);
}

/** 10.13: the node takes packets on the service's port and passes them to a pod. */
function nodePort(world: World, machine: Workload, iface: Interface, flight: Flight): Next | undefined {
  const { header } = flight;
  const service = world.network.kubernetesServices.find(
    (one) => header.protocol === 'tcp' && one.nodePort === header.destinationPort && one.workers.includes(machine.id),
  );
  // A health check asks the node; what the service passes on is not part of it.
  if (service === undefined || world.direction === 'return' || world.isCheck) return undefined;
  // 10.13: the text does not say which members of a node group the pods are on.
  if (machine.kind === 'fleet' && service.trafficPolicy === 'local') return { kind: 'unknown', why: 'pods of a fleet' };
  const pods = service.pods.flatMap(({ pod, port }) => {
    const resource = world.network.byId.get(pod);
    const own = resource !== undefined && 'interfaces' in resource ? resource.interfaces[0] : undefined;
    const address = own && addressOf(own, header.destination.family);
    const here = resource?.kind === 'pod' && resource.node === machine.id;
    return own === undefined || address === undefined || (service.trafficPolicy === 'local' && !here)
      ? []
      : [{ own, address, port, here }];
  });
  if (pods.length === 0) return dropped(service.id, 'NO_LOCAL_POD');
  const chosen = world.choose.among('pod', `${service.id} ${machine.id}`, pods, ({ own, port }) => `${own.id} ${port}`);
  const kept = service.trafficPolicy === 'local';
  const after: Header = {
    ...header,
    source: kept ? header.source : header.destination,
    sourcePort: kept ? header.sourcePort : world.choose.port(`service ${machine.id}`, NODE_PORTS),
    destination: chosen.address,
    destinationPort: chosen.port,
  };
  world.entries.push({ keeper: `${kept ? 'local service' : 'node'} ${machine.id}`, before: header, after });
  const onward: Flight = { header: after, origin: { vpc: iface.subnet.vpc, way: 'same-vpc' } };
  const shares = hostOf(world, chosen.own) === machine.id;
  return shares ? go({ kind: 'host', iface: chosen.own }, onward) : go({ kind: 'leave', iface }, onward);
}

/** The answer of a pod to a client whose address the node kept: the node puts its own end back before it leaves. */
export function throughLocalService(world: World, iface: Interface, flight: Flight): Next | undefined {
  const machine = hostOf(world, iface);
  const entry = world.entries.find(({ keeper, after }) => keeper === `local service ${machine}` && answers(flight.header, after));
  const node = entry && privateOwner(world, iface.subnet.vpc, entry.before.destination)?.iface;
  if (entry === undefined || node === undefined || sameAddress(entry.after.destination, entry.before.destination))
    return undefined;
  return go(
    { kind: 'leave', iface: node },
    {
      header: restored(flight.header, entry.before),
      origin: { vpc: node.subnet.vpc, way: 'same-vpc' },
    },
  );
}
