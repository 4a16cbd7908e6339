// A VPC's own router, its internet gateway, and the internet.
// Facts 2.6 and 2.9 (local route; nobody's address is dropped), 5.3 to 5.6 (gateway: one to one, private addresses never pass).
import { PRIVATE_RANGES } from '#language/aws/addresses.ts';
import { type Address, formatAddress } from '#language/network/address.ts';
import type { Interface, InterfaceAddress, InternetGateway, Network, Vpc } from '#language/network/network.ts';
import { INTERNET, type Names } from './names.ts';
import { setOf } from './nft.ts';
import type { Plan } from './plan.ts';

/** The router between the subnets; it knows every address that somebody owns, and drops the rest. */
export function addVpc(plan: Plan, names: Names, network: Network, vpc: Vpc): void {
  const name = names.vpc(vpc);
  plan.add(name, vpc.id);
  plan.ip(name, 'route add blackhole default', '-6 route add blackhole default');
  for (const { subnet, private: address } of addressesIn(network, vpc))
    plan.ip(name, `route replace ${formatAddress(address)} dev ${names.subnet(subnet)}`);
}

/** Rewrites addresses one to one and remembers nothing. IPv6 is not translated. */
export function addGateway(plan: Plan, names: Names, network: Network, gateway: InternetGateway): void {
  const name = names.gateway(gateway);
  plan.add(name, gateway.id);
  plan.cable(name, 'vpc', names.vpc(gateway.vpc), name);
  plan.cable(name, 'internet', INTERNET, name);
  for (const family of ['-4', '-6']) {
    plan.ip(name, `${family} rule add iif internet lookup 10`, `${family} route add default dev vpc table 10`);
    plan.ip(name, `${family} route add default dev internet`);
  }
  const own = addressesIn(network, gateway.vpc);
  plan.nft(name, ...(gateway.kind === 'igw' ? mapping(own) : egressOnly()));
  if (gateway.kind !== 'igw') return;
  for (const { public: shown, private: address } of own) {
    if (shown !== undefined) plan.ip(INTERNET, `route replace ${formatAddress(shown)} dev ${name}`);
    if (address.family === 6) plan.ip(INTERNET, `route replace ${formatAddress(address)} dev ${name}`);
  }
}

function mapping(own: readonly InterfaceAddress[]): readonly string[] {
  const shown = own.flatMap(({ private: inside, public: outside }) => (outside === undefined ? [] : [{ inside, outside }]));
  const pairs = (to: 'inside' | 'outside'): string =>
    shown.map(({ inside, outside }) => (to === 'inside' ? pair(outside, inside) : pair(inside, outside))).join(', ');
  const six = setOf(own.flatMap(({ private: address }) => (address.family === 6 ? [formatAddress(address)] : [])));
  const rewrite = (side: 'saddr' | 'daddr', to: 'inside' | 'outside'): readonly string[] =>
    shown.length === 0 ? [] : [`    ip ${side} set ip ${side} map { ${pairs(to)} } accept`];
  const allowSix = (side: 'saddr' | 'daddr'): readonly string[] => (six === '{  }' ? [] : [`    ip6 ${side} ${six} accept`]);
  const neverPass = setOf([...PRIVATE_RANGES.rfc1918, ...PRIVATE_RANGES.rfc6598]);
  return [
    'table inet gateway {',
    '  chain in { type filter hook prerouting priority -300',
    '    iifname != "internet" accept',
    `    ip saddr ${neverPass} drop`,
    ...rewrite('daddr', 'inside'),
    ...allowSix('daddr'),
    '    drop',
    '  }',
    '  chain out { type filter hook forward priority 0',
    '    iifname "internet" accept',
    `    ip daddr ${neverPass} drop`,
    ...rewrite('saddr', 'outside'),
    ...allowSix('saddr'),
    '    drop',
    '  }',
    '}',
  ];
}

/** IPv6 only, and in come answers only. Fact 5.9. */
function egressOnly(): readonly string[] {
  return [
    'table inet gateway {',
    '  chain forward { type filter hook forward priority 0; policy drop',
    '    meta nfproto ipv4 drop',
    '    ct state established accept',
    '    iifname != "internet" accept',
    '  }',
    '}',
  ];
}

/** Everybody outside, under one roof: each address is one of the namespace's own. */
export function addInternet(plan: Plan, addresses: readonly Address[]): void {
  plan.add(INTERNET, 'the internet');
  plan.ip(INTERNET, 'route add blackhole default', '-6 route add blackhole default');
  for (const address of addresses)
    plan.ip(INTERNET, `addr add ${formatAddress(address)}/${address.family === 6 ? 128 : 32} dev lo`);
}

/** Every address that somebody in the VPC owns. */
function addressesIn({ interfaces }: Network, vpc: Vpc): readonly (InterfaceAddress & Pick<Interface, 'subnet'>)[] {
  return interfaces
    .filter(({ subnet }) => subnet.vpc === vpc)
    .flatMap(({ subnet, addresses }) => addresses.map((address) => ({ ...address, subnet })));
}

function pair(from: Address, to: Address): string {
  return `${formatAddress(from)} : ${formatAddress(to)}`;
}
