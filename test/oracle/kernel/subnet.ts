// A subnet → a router: directly between its own interfaces, and through the stateless network ACL to all others.
// Facts 2.4 (no network ACL inside a subnet), 4.1 to 4.6 (network ACLs), 6.8 (a NAT does not serve its own subnet), 13.20 (transit gateways).
import { type Address, formatAddress } from '#language/network/address.ts';
import type { AclEntry } from '#language/network/filters.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Names } from './names.ts';
import { familyWord, matches, setOf } from './nft.ts';
import type { Plan } from './plan.ts';
import { ROUTES } from './router.ts';

/** The table of the interfaces in the subnet; it applies before the routes. */
const NEIGHBOURS = 100;

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
  addAcl(plan, names, network, subnet);
}

function interfacesIn({ interfaces }: Network, subnet: Subnet): readonly Interface[] {
  return interfaces.filter((iface) => iface.subnet === subnet);
}

/**
 * What comes from an interface of the subnet, or by the subnet's interface of a transit gateway, and is for a neighbour never meets the
 * list. What goes on to a transit gateway enters the subnet of that gateway's interface.
 */
function addAcl(plan: Plan, names: Names, network: Network, subnet: Subnet): void {
  const { networkAcl } = subnet;
  const members = interfacesIn(network, subnet);
  const chain = (direction: AclEntry['direction']): readonly string[] => [
    `  chain ${direction} {`,
    ...networkAcl.entries.filter((entry) => entry.direction === direction).flatMap(entryLines),
    '    drop',
    '  }',
  ];
  const addresses = members.flatMap((iface) => iface.addresses.map(({ private: address }) => address));
  plan.nft(
    names.subnet(subnet),
    'table inet acl {',
    ...chain('inbound'),
    ...chain('outbound'),
    '  chain forward { type filter hook forward priority 0; policy accept',
    ...classicNodes(network, members).map(
      ({ iface, ports }) => `    iifname "${names.port(iface)}" tcp sport != ${setOf(ports)} jump outbound`,
    ),
    ...['port*', 'transit*'].flatMap((from) => [
      ...toNeighbours(addresses).map((match) => `    iifname "${from}" ${match} accept`),
      `    iifname "${from}" jump outbound`,
    ]),
    '    iifname "port*" oifname "transit*" jump inbound',
    '    iifname "port*" accept',
    '    iifname "transit*" accept',
    '    jump inbound',
    '  }',
    '}',
  );
}

/** Nodes of Classic Load Balancers: what they open meets the list even if it is for a neighbour, their replies do not (8C.4). */
function classicNodes(
  { byId }: Network,
  members: readonly Interface[],
): readonly { readonly iface: Interface; readonly ports: readonly string[] }[] {
  return members.flatMap((iface) => {
    const owner = byId.get(iface.owner);
    return owner?.kind === 'clb' ? [{ iface, ports: owner.listeners.map(({ port }) => String(port)) }] : [];
  });
}

function toNeighbours(addresses: readonly Address[]): readonly string[] {
  return ([4, 6] as const).flatMap((family) => {
    const texts = addresses.filter((address) => address.family === family).map(formatAddress);
    return texts.length === 0 ? [] : [`${familyWord(family)} daddr ${setOf(texts)}`];
  });
}

function entryLines({ direction, action, traffic, prefixes }: AclEntry): readonly string[] {
  const side = direction === 'inbound' ? 'saddr' : 'daddr';
  return matches(traffic, side, prefixes).map((match) => `    ${match} ${action === 'allow' ? 'return' : 'drop'}`);
}
