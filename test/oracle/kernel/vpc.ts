// A VPC's own router, its internet gateway, and the internet.
// Facts 2.6 and 2.9 (local route; packets to unused addresses are dropped), 5.3 to 5.6 (gateway: one to one, private addresses never pass).
import { PRIVATE_RANGES } from '#language/aws/addresses.ts';
import { type Address, formatAddress } from '#language/network/address.ts';
import type { InternetGateway, RegionalNat } from '#language/network/gateways.ts';
import type { Interface, InterfaceAddress } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Subnet } from '#language/network/subnet.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { INTERNET, type Names } from './names.ts';
import { setOf } from './nft.ts';
import type { Plan } from './plan.ts';
import { addRoutes, ROUTES } from './router.ts';

/** The router between the subnets; it knows every address of an interface, and drops the rest. */
export function addVpc(plan: Plan, names: Names, network: Network, vpc: Vpc): void {
  const name = names.vpc(vpc);
  plan.add(name, vpc.id);
  plan.ip(name, 'route add blackhole default', '-6 route add blackhole default');
  for (const { subnet, private: address } of addressesIn(network, vpc))
    plan.ip(name, `route replace ${formatAddress(address)} dev ${names.subnet(subnet)}`);
}

/** Rewrites addresses one to one and tracks nothing. IPv6 is not translated. */
export function addGateway(plan: Plan, names: Names, network: Network, gateway: InternetGateway): void {
  const name = names.gateway(gateway);
  plan.add(name, gateway.id);
  plan.cable(name, 'vpc', names.vpc(gateway.vpc), name);
  plan.cable(name, 'internet', INTERNET, name);
  for (const family of ['-4', '-6']) {
    plan.ip(name, `${family} rule add pref 100 iif internet lookup ${gateway.routeTable === undefined ? 10 : ROUTES}`);
    plan.ip(name, `${family} rule add pref 110 iif internet lookup 20`, `${family} route add blackhole default table 20`);
    plan.ip(name, `${family} route add default dev vpc table 10`, `${family} route add default dev internet`);
  }
  const open = addressesIn(network, gateway.vpc).filter((own) => !isBlocked(network, gateway, own));
  const regional = network.regionalNats.filter(({ vpc }) => vpc === gateway.vpc && vpc.blockPublicAccess !== 'bidirectional');
  plan.nft(name, ...(gateway.kind === 'igw' ? mapping(open, regional) : egressOnly(open)));
  for (const { public: shown, private: address, subnet } of addressesIn(network, gateway.vpc)) {
    if (shown !== undefined && gateway.kind === 'igw') plan.ip(INTERNET, `route replace ${formatAddress(shown)} dev ${name}`);
    if (address.family === 6 && entranceTo(network, subnet) === gateway)
      plan.ip(INTERNET, `route replace ${formatAddress(address)} dev ${name}`);
  }
  if (gateway.kind !== 'igw') return;
  for (const address of regional.flatMap(({ addresses }) => addresses.map((own) => formatAddress(own.public))))
    plan.ip(INTERNET, `route replace ${address} dev ${name}`);
}

/** By which gateway the internet reaches an IPv6 address: an egress-only one, if the subnet sends there, closes it. Fact 5.9. */
function entranceTo({ gateways }: Network, { vpc, routeTable }: Subnet): InternetGateway | undefined {
  const own = gateways.filter((gateway) => gateway.vpc === vpc);
  const outward = routeTable.routes.find(({ destination: { family, length } }) => family === 6 && length === 0)?.target;
  const egress = own.find(
    ({ kind, id }) => kind === 'egress-igw' && outward !== undefined && 'id' in outward && outward.id === id,
  );
  return egress ?? own.find(({ kind }) => kind === 'igw') ?? own[0];
}

/** The gateway's own table, where it has one: what comes from the internet follows it. Every subnet must be there already. */
export function addEdgeRoutes(plan: Plan, names: Names, network: Network, gateway: InternetGateway): void {
  const { routeTable, vpc } = gateway;
  const name = names.gateway(gateway);
  if (routeTable !== undefined) addRoutes(plan, names, network, { name, vpc, table: routeTable });
}

/** Block Public Access: the interface that speaks with the gateway decides, by its subnet. Facts 5.13 and 5.14. */
function isBlocked({ byId }: Network, { kind }: InternetGateway, { owner, subnet }: Owned): boolean {
  if (subnet.blockPublicAccess !== 'ingress-only') return subnet.blockPublicAccess === 'bidirectional';
  return kind === 'igw' && byId.get(owner)?.kind !== 'nat';
}

function mapping(own: readonly Owned[], regional: readonly RegionalNat[]): readonly string[] {
  const shown = own.flatMap(({ private: inside, public: outside }) => (outside === undefined ? [] : [{ inside, outside }]));
  const pairs = (to: 'inside' | 'outside'): string =>
    shown.map(({ inside, outside }) => (to === 'inside' ? pair(outside, inside) : pair(inside, outside))).join(', ');
  const rewrite = (side: 'saddr' | 'daddr', to: 'inside' | 'outside'): readonly string[] =>
    shown.length === 0 ? [] : [`    ip ${side} set ip ${side} map { ${pairs(to)} } accept`];
  const six = own.flatMap(({ private: address }) => (address.family === 6 ? [formatAddress(address)] : []));
  const four = regional.flatMap(({ addresses }) => addresses.map((address) => formatAddress(address.public)));
  const keep = (side: 'saddr' | 'daddr'): readonly string[] => [
    ...(six.length === 0 ? [] : [`    ip6 ${side} ${setOf(six)} accept`]),
    ...(four.length === 0 ? [] : [`    ip ${side} ${setOf(four)} accept`]),
  ];
  const neverPass = setOf([...PRIVATE_RANGES.rfc1918, ...PRIVATE_RANGES.rfc6598]);
  return [
    'table inet gateway {',
    '  chain in { type filter hook prerouting priority -300',
    '    iifname != "internet" accept',
    `    ip saddr ${neverPass} drop`,
    ...keep('daddr'),
    ...rewrite('daddr', 'inside'),
    '    drop',
    '  }',
    '  chain out { type filter hook forward priority 0',
    '    iifname "internet" accept',
    `    ip daddr ${neverPass} drop`,
    ...keep('saddr'),
    ...rewrite('saddr', 'outside'),
    '    drop',
    '  }',
    '}',
  ];
}

/** IPv6 only, and inbound replies only. Fact 5.9. */
function egressOnly(own: readonly Owned[]): readonly string[] {
  const six = own.flatMap(({ private: address }) => (address.family === 6 ? [formatAddress(address)] : []));
  return [
    'table inet gateway {',
    '  chain forward { type filter hook forward priority 0; policy drop',
    '    meta nfproto ipv4 drop',
    '    ct state established accept',
    ...(six.length === 0 ? [] : [`    iifname != "internet" ip6 saddr ${setOf(six)} accept`]),
    '  }',
    '}',
  ];
}

/** A regional NAT gateway: one public address for each AZ, and its own routes. Facts 6.7 and 6.18. */
export function addRegionalNat(plan: Plan, names: Names, network: Network, nat: RegionalNat): void {
  const name = names.regional(nat);
  plan.add(name, nat.id);
  plan.cable(name, 'vpc', names.vpc(nat.vpc), name);
  plan.ip(name, `rule add pref 300 lookup ${ROUTES}`, 'route add blackhole default');
  for (const { public: shown } of nat.addresses) plan.own(name, shown, 'lo');
  const gateway = network.gateways.find(({ kind, vpc }) => kind === 'igw' && vpc === nat.vpc);
  if (gateway !== undefined && !plan.isCabled(name, names.gateway(gateway)))
    plan.cable(name, names.gateway(gateway), names.gateway(gateway), name);
  addRoutes(plan, names, network, { name, vpc: nat.vpc, table: nat.routeTable });
  plan.nft(name, ...regionalRules(names, network, nat));
  if (gateway === undefined) return;
  for (const { public: shown } of nat.addresses) {
    const address = formatAddress(shown);
    plan.ip(names.gateway(gateway), `rule add pref 50 to ${address} lookup 30`, `route add ${address} dev ${name} table 30`);
  }
}

/** The client's AZ decides the address; in manual mode, an AZ without one is not served. */
function regionalRules(names: Names, { subnets }: Network, nat: RegionalNat): readonly string[] {
  const served = subnets.flatMap((subnet) => {
    const own = nat.addresses.find(({ az }) => az !== undefined && az === subnet.az);
    if (subnet.vpc !== nat.vpc || (nat.mode === 'manual' && own === undefined && subnet.az !== undefined)) return [];
    const address = (own ?? nat.addresses[0])?.public;
    return address === undefined ? [] : [{ device: names.subnet(subnet), address: formatAddress(address) }];
  });
  return [
    'table ip nat {',
    '  chain from { type filter hook prerouting priority -150',
    ...served.map(({ device }, index) => `    iifname "${device}" meta l4proto { tcp, udp, icmp } meta mark set ${index + 1}`),
    '    iifname "subnet*" meta mark 0 drop',
    '  }',
    '  chain out { type nat hook postrouting priority 100',
    ...served.flatMap(({ address }, index) => [
      `    meta mark ${index + 1} meta l4proto { tcp, udp } snat to ${address}:1024-65535`,
      `    meta mark ${index + 1} meta l4proto icmp snat to ${address}`,
    ]),
    '  }',
    '  chain unsolicited { type filter hook input priority 0; policy drop; }',
    '  chain forward { type filter hook forward priority 0',
    '    ct state invalid drop',
    '  }',
    '}',
  ];
}

/** Everybody outside, under one roof: each address is one of the namespace's own. */
export function addInternet(plan: Plan, addresses: readonly Address[]): void {
  plan.add(INTERNET, 'the internet');
  plan.ip(INTERNET, 'route add blackhole default', '-6 route add blackhole default');
  for (const address of addresses) plan.own(INTERNET, address, 'lo');
}

type Owned = InterfaceAddress & Pick<Interface, 'owner' | 'subnet'>;

/** Every address of an interface in the VPC. */
function addressesIn({ interfaces }: Network, vpc: Vpc): readonly Owned[] {
  return interfaces
    .filter(({ subnet }) => subnet.vpc === vpc)
    .flatMap(({ owner, subnet, addresses }) => addresses.map((address) => ({ ...address, owner, subnet })));
}

function pair(from: Address, to: Address): string {
  return `${formatAddress(from)} : ${formatAddress(to)}`;
}
