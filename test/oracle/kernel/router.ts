// A route table → routes of a namespace, each with the cable that leads to its target.
// Facts 2C (longest prefix, no shorter one takes over), 6.16 (return to sender), 13.3 and 13.4 (peering ends at the other VPC).
import { formatAddress, formatPrefix, samePrefix } from '#language/network/address.ts';
import type { Peering } from '#language/network/connectors.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Route, RouteTable } from '#language/network/route-table.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';
import { attachmentSubnetOf } from './transit.ts';

/** Whoever looks up routes: a subnet, a regional NAT gateway, an internet gateway with a table of its own. */
export interface Router {
  readonly name: string;
  readonly vpc: Vpc;
  readonly table: RouteTable;
  readonly subnet?: Subnet;
}

/** The number of the kernel's table that holds the routes. Its owner decides when it applies. */
export const ROUTES = 200;
/** Routes that apply before it. */
const SENDERS = 150;
/** From here on: one table for each cable whose packets all go to one device. */
const STRAIGHT = 1000;

/** All routes. Every other namespace must be there already; the device `vpc` leads to the VPC's router. */
export function addRoutes(plan: Plan, names: Names, network: Network, router: Router): void {
  for (const route of inForce(router.table.routes)) {
    const device = deviceFor(plan, names, network, router, route);
    const block = formatPrefix(route.destination);
    const way = device === undefined ? `blackhole ${block}` : `${block} dev ${device}`;
    plan.ip(router.name, `-${route.destination.family} route add ${way} table ${ROUTES}`);
  }
  addReturnToSender(plan, names, network, router);
}

/** Of routes to the same block the strongest counts, and of equally strong ones the first. */
function inForce(routes: readonly Route[]): readonly Route[] {
  return routes.filter((route) => {
    const rivals = routes.filter(({ destination }) => samePrefix(destination, route.destination));
    return rivals.toSorted((a, b) => RANK.indexOf(a.origin) - RANK.indexOf(b.origin))[0] === route;
  });
}

const RANK: readonly Route['origin'][] = ['local', 'static', 'prefix-list', 'direct-connect', 'vpn-static', 'vpn-bgp'];

/** The device that leads to the target; `undefined` where the target is not there: such packets are dropped. */
function deviceFor(plan: Plan, names: Names, network: Network, router: Router, { target }: Route): string | undefined {
  if (target.kind === 'local') return 'vpc';
  if (target.kind === 'blackhole' || target.kind === 'unknown') return undefined;
  const resource = target.id === undefined ? undefined : network.byId.get(target.id);
  if (target.kind === 'missing' || resource === undefined) return undefined;
  switch (resource.kind) {
    case 'igw':
    case 'egress-igw':
      return resource.vpc === router.vpc ? cableTo(plan, router, names.gateway(resource)) : undefined;
    case 'regional-nat':
      return resource.vpc === router.vpc ? cableTo(plan, router, names.regional(resource)) : undefined;
    case 'peering':
      return throughPeering(plan, names, router, resource);
    case 'transit-gateway': {
      const attached = attachmentSubnetOf(resource, router);
      return attached === undefined ? undefined : toDevice(plan, router, names.subnet(attached), names.transit(resource));
    }
    case 'nat':
      return toInterface(plan, names, router, resource.interface);
    case 'nat-instance':
    case 'instance':
    case 'node':
      return toInterface(plan, names, router, resource.interfaces[0]);
    default:
      return undefined;
  }
}

/** A cable to another namespace, made once. Its device is called like where it leads to. */
function cableTo(plan: Plan, { name }: Router, there: string): string {
  if (!plan.isCabled(name, there)) plan.cable(name, there, there, name);
  return there;
}

function throughPeering(plan: Plan, names: Names, router: Router, { vpcs }: Peering): string | undefined {
  const far = vpcs.includes(router.vpc) ? vpcs.find((vpc) => vpc !== router.vpc) : undefined;
  return far === undefined ? undefined : cableTo(plan, router, names.vpc(far));
}

function toInterface(plan: Plan, names: Names, router: Router, hop: Interface | undefined): string | undefined {
  if (hop === undefined || hop.subnet.vpc !== router.vpc) return undefined;
  if (hop.subnet === router.subnet) return names.port(hop);
  return toDevice(plan, router, names.subnet(hop.subnet), names.port(hop));
}

/** A cable to another subnet. Packets from it go to this device, past the network ACL of that subnet. */
function toDevice(plan: Plan, { name }: Router, there: string, device: string): string {
  if (name === there) return device;
  const own = `to-${device}`;
  if (plan.isCabled(name, own)) return own;
  const table = STRAIGHT + plan.count(there, 'pref 100 iif');
  const entry = `way${table}`;
  plan.cable(name, own, there, entry);
  for (const family of ['-4', '-6'])
    plan.ip(
      there,
      `${family} rule add pref 100 iif ${entry} lookup ${table}`,
      `${family} route add default dev ${device} table ${table}`,
    );
  return own;
}

/** What a peered VPC's NAT gateway sent is answered over the peering, whatever the routes say. Unsolicited packets are dropped by itself. */
function addReturnToSender(plan: Plan, names: Names, network: Network, router: Router): void {
  for (const peering of network.peerings) {
    const device = throughPeering(plan, names, router, peering);
    const nats = network.natGateways.filter(({ vpc }) => vpc !== router.vpc && peering.vpcs.includes(vpc));
    if (device === undefined) continue;
    for (const { private: address } of nats.flatMap((nat) => nat.interface.addresses)) {
      plan.ip(router.name, `rule add pref ${SENDERS} to ${formatAddress(address)} lookup ${SENDERS}`);
      plan.ip(router.name, `route replace ${formatAddress(address)} dev ${device} table ${SENDERS}`);
    }
  }
}
