// A subnet → a router: straight between its own interfaces; past the network ACL, which remembers nothing, to everywhere else.
// Facts 2.4 (no list inside a subnet), 2C (routes), 4.1 to 4.6 (lists), 6.8 (a NAT does not serve its own subnet).
import { formatAddress, formatPrefix, samePrefix } from '#language/network/address.ts';
import type { EntityId } from '#language/network/id.ts';
import type { AclEntry, Interface, InternetGateway, Network, Route, Subnet } from '#language/network/network.ts';
import type { Names } from './names.ts';
import { matches } from './nft.ts';
import type { Plan } from './plan.ts';

/** Tables of the router: who is in the subnet, and what the route table says. */
const NEIGHBOURS = 100;
const ROUTES = 200;
/** From here on: one table for each cable that ends at one interface. */
const STRAIGHT = 1000;

/** The router with its interfaces. Its device `vpc` leads to the VPC's router. */
export function addSubnet(plan: Plan, names: Names, network: Network, subnet: Subnet): void {
  const name = names.subnet(subnet);
  plan.add(name, subnet.id);
  plan.cable(name, 'vpc', names.vpc(subnet.vpc), name);
  for (const family of ['-4', '-6']) {
    plan.ip(name, `${family} rule add pref 200 lookup ${NEIGHBOURS}`, `${family} rule add pref 300 lookup ${ROUTES}`);
    plan.ip(name, `${family} route add blackhole default table 400`, `${family} rule add pref 400 lookup 400`);
  }
  for (const iface of interfacesIn(network, subnet)) {
    const port = names.port(iface);
    plan.cable(port, 'subnet', name, port);
    for (const { private: address } of iface.addresses)
      plan.ip(name, `route replace ${formatAddress(address)} dev ${port} table ${NEIGHBOURS}`);
  }
  addAcl(plan, name, subnet);
}

/** The routes of the subnet's table, each with the cable that it needs. Every subnet must be there already. */
export function addRoutes(plan: Plan, names: Names, network: Network, subnet: Subnet): void {
  const name = names.subnet(subnet);
  const cables = new Map<EntityId, string>();
  for (const route of inForce(subnet.routeTable.routes)) {
    const device = deviceFor(plan, names, network, subnet, route, cables);
    const way =
      device === undefined ? `blackhole ${formatPrefix(route.destination)}` : `${formatPrefix(route.destination)} dev ${device}`;
    plan.ip(name, `-${route.destination.family} route add ${way} table ${ROUTES}`);
  }
}

/** Of routes to the same block the first one counts: a table lists them from the strongest to the weakest. */
function inForce(routes: readonly Route[]): readonly Route[] {
  return routes.filter((route, index) => routes.findIndex((other) => samePrefix(other.destination, route.destination)) === index);
}

function interfacesIn({ interfaces }: Network, subnet: Subnet): readonly Interface[] {
  return interfaces.filter((iface) => iface.subnet === subnet);
}

/** The device that leads to the target; `undefined` where the target is not there: such packets are dropped. */
function deviceFor(
  plan: Plan,
  names: Names,
  network: Network,
  subnet: Subnet,
  { target }: Route,
  cables: Map<EntityId, string>,
): string | undefined {
  if (target.kind === 'local') return 'vpc';
  if (target.kind === 'missing') return undefined;
  const known = cables.get(target.id);
  if (known !== undefined) return known;
  const thing = network.byId.get(target.id);
  const device = `way${cables.size}`;
  if (thing?.kind === 'igw' || thing?.kind === 'egress-igw') {
    if (thing.vpc !== subnet.vpc) return undefined;
    toGateway(plan, names, subnet, thing, device);
  } else {
    const hop =
      thing?.kind === 'nat' ? thing.interface : thing !== undefined && 'interfaces' in thing ? thing.interfaces[0] : undefined;
    if (hop === undefined || hop.subnet.vpc !== subnet.vpc) return undefined;
    if (hop.subnet === subnet) return names.port(hop);
    toInterface(plan, names, subnet, hop, device);
  }
  cables.set(target.id, device);
  return device;
}

function toGateway(plan: Plan, names: Names, subnet: Subnet, gateway: InternetGateway, device: string): void {
  plan.cable(names.subnet(subnet), device, names.gateway(gateway), names.subnet(subnet));
}

/** A cable to the router of the subnet that the interface is in; whatever comes out of it goes to this interface. */
function toInterface(plan: Plan, names: Names, subnet: Subnet, hop: Interface, device: string): void {
  const there = names.subnet(hop.subnet);
  const entry = `${names.subnet(subnet)}${device}`;
  const table = STRAIGHT + plan.count(there, 'pref 100 iif');
  plan.cable(names.subnet(subnet), device, there, entry);
  plan.ip(there, `rule add pref 100 iif ${entry} lookup ${table}`, `route add default dev ${names.port(hop)} table ${table}`);
  plan.ip(
    there,
    `-6 rule add pref 100 iif ${entry} lookup ${table}`,
    `-6 route add default dev ${names.port(hop)} table ${table}`,
  );
}

/** Packets between two interfaces of the subnet never meet the list. */
function addAcl(plan: Plan, name: string, { networkAcl }: Subnet): void {
  const chain = (direction: AclEntry['direction']): readonly string[] => [
    `  chain ${direction} {`,
    ...networkAcl.entries.filter((entry) => entry.direction === direction).flatMap(entryLines),
    '    drop',
    '  }',
  ];
  plan.nft(
    name,
    'table inet acl {',
    ...chain('inbound'),
    ...chain('outbound'),
    '  chain forward { type filter hook forward priority 0; policy accept',
    '    iifname "port*" oifname "port*" accept',
    '    iifname "port*" jump outbound',
    '    iifname != "port*" jump inbound',
    '  }',
    '}',
  );
}

function entryLines({ direction, action, traffic, prefixes }: AclEntry): readonly string[] {
  const side = direction === 'inbound' ? 'saddr' : 'daddr';
  return matches(traffic, side, prefixes).map((match) => `    ${match} ${action === 'allow' ? 'return' : 'drop'}`);
}
