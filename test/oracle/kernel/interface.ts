// An interface → two namespaces: the machine (`guest`), which may have several, and the interface in front of it (`port`), where AWS
// applies the security groups, out of reach of the machine and with a memory of its own.
// Facts 2.1 and 2.2 of the order of checks; 3.1, 3.6, 3.9, 3.18 of security groups; 0.7 and 7.2 of the source/destination check.
import { type Address, formatAddress, hostPrefix } from '#language/network/address.ts';
import type { SecurityGroup, SecurityGroupRule } from '#language/network/filters.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Names } from './names.ts';
import { familyWord, matches, setOf } from './nft.ts';
import type { Plan } from './plan.ts';
import { namesPass } from './transit.ts';

/** The first table of the routes of further interfaces. */
const FURTHER = 60;

/** The machine and the interface in front of it; `Names.port` has a loose device `subnet`. */
export function addInterface(plan: Plan, names: Names, network: Network, iface: Interface): void {
  addGuest(plan, names, iface);
  addPort(plan, names, network, iface);
}

/**
 * A packet for one of the machine's addresses is its own, whatever interface it comes by. Replies leave by the interface of the address
 * that was called, as Amazon Linux configures it; everything else leaves by the primary interface.
 */
function addGuest(plan: Plan, names: Names, iface: Interface): void {
  const [guest, device, place] = [names.guest(iface), names.device(iface), names.place(iface)];
  if (place === 0) plan.add(guest, `the machine behind ${iface.id}`);
  for (const { private: address } of iface.addresses) {
    plan.own(guest, address, device);
    if (place > 0) plan.ip(guest, `-${address.family} rule add pref 60 from ${formatAddress(address)} lookup ${FURTHER + place}`);
  }
  const table = place === 0 ? '' : ` table ${FURTHER + place}`;
  const first = iface.addresses.find(({ private: { family } }) => family === 4);
  if (first !== undefined) plan.ip(guest, `route add default dev ${device} src ${formatAddress(first.private)}${table}`);
  if (iface.addresses.some(({ private: { family } }) => family === 6))
    plan.ip(guest, `-6 route add default dev ${device}${table}`);
}

function addPort(plan: Plan, names: Names, network: Network, iface: Interface): void {
  const port = names.port(iface);
  plan.add(port, iface.id);
  plan.cable(names.guest(iface), names.device(iface), port, 'guest');
  for (const family of ['-4', '-6']) {
    plan.ip(port, `${family} rule add iif subnet lookup 10`, `${family} rule add iif guest lookup 20`);
  }
  plan.ip(port, 'route add default dev guest table 10', 'route add default dev subnet table 20');
  plan.ip(port, '-6 route add default dev guest table 10', '-6 route add default dev subnet table 20');
  plan.nft(
    port,
    'table inet port {',
    `  chain forward { type filter hook forward priority 0; policy ${iface.securityGroups === undefined ? 'accept' : 'drop'}`,
    ...checkAddresses(iface),
    ...askGroups(network, iface),
    '  }',
    '}',
  );
}

function checkAddresses(iface: Interface): readonly string[] {
  if (!iface.sourceDestCheck) return [];
  return ([4, 6] as const).flatMap((family) => {
    const own = iface.addresses.filter(({ private: address }) => address.family === family);
    const texts = own.map(({ private: address }) => formatAddress(address));
    const word = familyWord(family);
    if (texts.length === 0) return [`    meta nfproto ipv${family} drop`];
    return [
      `    iifname "guest" ${word} saddr != ${setOf(texts)} drop`,
      `    iifname "subnet" ${word} daddr != ${setOf(texts)} drop`,
    ];
  });
}

/** Replies to tracked connections pass; of the rest, what a rule of a security group allows. */
function askGroups(network: Network, { securityGroups }: Interface): readonly string[] {
  if (securityGroups === undefined) return [];
  const rules = securityGroups.flatMap((group) => group.rules.flatMap((rule) => ruleLines(network, group, rule)));
  return ['    ct state established accept', ...rules];
}

function ruleLines(network: Network, group: SecurityGroup, { direction, traffic, peer }: SecurityGroupRule): readonly string[] {
  const side = direction === 'ingress' ? 'saddr' : 'daddr';
  const from = direction === 'ingress' ? 'subnet' : 'guest';
  const prefixes =
    peer.kind === 'prefixes' ? peer.prefixes : membersOf(network, group.vpc, direction, peer.group).map(hostPrefix);
  return matches(traffic, side, prefixes).map((match) => `    iifname "${from}" ${match} accept`);
}

/** A group as a peer means the private addresses of its members, as far as its name is known here. */
function membersOf(
  network: Network,
  vpc: Vpc | undefined,
  direction: SecurityGroupRule['direction'],
  wanted: EntityId,
): readonly Address[] {
  if (vpc === undefined) return [];
  return network.interfaces
    .filter(({ subnet, securityGroups }) => {
      const known =
        subnet.vpc === vpc ||
        arePeered(network, subnet.vpc, vpc) ||
        (direction === 'ingress' && namesPass(network, subnet.vpc, vpc));
      return known && securityGroups?.some(({ id }) => id === wanted);
    })
    .flatMap(({ addresses }) => addresses.map(({ private: address }) => address));
}

/** Peerings of one region keep names of groups. Fact 3.11. */
function arePeered({ peerings }: Network, a: Vpc, b: Vpc): boolean {
  return a.region === b.region && peerings.some(({ vpcs }) => vpcs.includes(a) && vpcs.includes(b));
}
