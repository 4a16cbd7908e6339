// For random networks: several addresses, several interfaces, both families, and networks behind instances. A small share of each.
import fc from 'fast-check';

/** The blocks of networks behind instances. */
export const LABS = ['10.8.0.0/24', '192.168.8.0/24'];

/** Who is in front of a network, by number, and whether its source/destination check is off. */
export const someNetworkBehind = fc.option(fc.record({ owner: fc.nat(11), isAllowed: fc.nat(4).map((number) => number > 0) }), {
  freq: 2,
});

/** `null`: there is none. */
export type NetworkBehind = typeof someNetworkBehind extends fc.Arbitrary<infer T> ? T : never;

/** How many addresses and interfaces a machine has. */
export const manyAddresses = fc.record({
  secondary: fc.constantFrom(0, 0, 0, 1, 2),
  secondPublic: fc.boolean(),
  interface: fc.nat(4).map((number) => number === 0),
  subnet: fc.nat(3),
  group: fc.nat(3),
});

type Many = typeof manyAddresses extends fc.Arbitrary<infer T> ? T : never;

/** Where a machine is: `vpc` begins its addresses. */
export interface Place {
  readonly vpc: string;
  readonly number: number;
  readonly subnet: number;
  readonly index: number;
  /** Whether the VPC has IPv6. */
  readonly six: boolean;
}

/** The blocks of a VPC or a subnet. */
export function blocksOf(four: string, six: string | false): string {
  return six === false ? four : `${four}, ${six}`;
}

/** The private addresses of a machine's own interface. */
export function addressesText({ secondary }: Many, { vpc, number, subnet, index, six }: Place): string {
  const four = Array.from({ length: secondary + 1 }, (_, nth) => `${vpc}.${subnet}.${10 + index + nth * 20}`);
  const own = six ? [`2001:db8:${number}:${subnet}::${10 + index}`] : [];
  return [...four, ...own].join(', ');
}

/** The lines for a second public address, and for a second interface in any subnet. */
export function furtherText(many: Many, place: Place, subnets: number, isPublic: boolean): readonly string[] {
  const { vpc, number, subnet, index, six } = place;
  const there = many.subnet % Math.max(1, subnets);
  const last = 100 + subnet * 10 + index;
  const shown = (nth: number): string => `elastic-ip 203.0.114.${1 + number * 60 + nth * 30 + subnet * 4 + index}`;
  const second = isPublic && many.secondary > 0 && many.secondPublic ? [shown(0)] : [];
  if (!many.interface) return second;
  const addresses = blocksOf(`${vpc}.${there}.${last}`, six && `2001:db8:${number}:${there}::${last}`);
  const lines = [
    `subnets sub-${there}`,
    ...(many.secondPublic ? [shown(1)] : []),
    ...(many.group < 3 ? [`security-groups group-${many.group}`] : []),
  ];
  return [...second, `interface more ${addresses} { ${lines.join('  ')} }`];
}

/** The gateway for IPv6 that carries only what is opened inside. */
export function outwardText(outward: string): string {
  return outward === 'egress' ? '  egress-igw egress' : '';
}

/** A network behind an instance, with a host in every second one that has a name of its own. */
export function behindText(index: number, instance: string): string {
  const network = `network lab-${index} ${LABS[index]} behind ${instance}`;
  return index === 1 ? `${network}\nhost printer 192.168.8.77` : network;
}
