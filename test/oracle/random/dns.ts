// Route 53 Resolver: endpoints of VPCs, private hosted zones and forwarding rules.
import fc from 'fast-check';
import type { VpcNames } from './names.ts';
import { groupsText } from './subnets.ts';

/** The resolver endpoints of a VPC. Subnets and groups are numbers, taken modulo how many there are. */
export interface ResolverPlan {
  readonly directions: readonly ('inbound' | 'outbound')[];
  readonly subnets: readonly number[];
  readonly groups: readonly number[];
}

/** Endpoints in one direction, or in both. */
export const randomResolver: fc.Arbitrary<ResolverPlan> = fc.record({
  directions: fc.constantFrom(['inbound', 'outbound'], ['inbound'], ['outbound']),
  subnets: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 2 }),
  groups: fc.array(fc.nat(2), { maxLength: 1 }),
});

/** The endpoints, in the VPC. */
export function resolverText(plan: ResolverPlan | undefined, own: VpcNames, subnets: number): readonly string[] {
  if (plan === undefined) return [];
  const stands = [...new Set(plan.subnets.map((place) => `net-${place % subnets}`))];
  return plan.directions.map(
    (direction) =>
      `  resolver-endpoint dns-${direction} ${direction} { subnets ${stands.join(', ')}  ${groupsText(plan.groups, own)} }`,
  );
}

/** The names that are asked for; records, zones and rules are about some of them. */
export const NAMES = ['a.corp.internal', 'b.corp.internal', 'c.sub.corp.internal', 'example.com'] as const;

/** Zones and rules of a file. VPCs are numbers as above. */
export interface DnsPlan {
  readonly zones: readonly { readonly domain: string; readonly record: string; readonly vpcs: readonly number[] }[];
  readonly rules: readonly {
    readonly domain: string;
    readonly vpcs: readonly number[];
    readonly servers: readonly ('host' | 'site' | 'inbound' | 'address')[];
  }[];
}

const vpcs = fc.uniqueArray(fc.nat(2), { minLength: 1, maxLength: 3 });

/** Domains that contain each other. */
export const randomDns: fc.Arbitrary<DnsPlan> = fc.record({
  zones: fc.uniqueArray(
    fc.record({
      domain: fc.constantFrom('corp.internal', 'corp.internal', 'sub.corp.internal'),
      record: fc.constantFrom('a', 'c', '"*"', '"@"'),
      vpcs,
    }),
    { maxLength: 2, selector: ({ domain }) => domain },
  ),
  rules: fc.uniqueArray(
    fc.record({
      domain: fc.constantFrom('corp.internal', 'sub.corp.internal', 'example.com', 'com'),
      vpcs,
      servers: fc.uniqueArray(fc.constantFrom('host', 'site', 'site', 'inbound', 'inbound', 'address'), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
    { maxLength: 2, selector: ({ domain }) => domain },
  ),
});

/** `plans`: the endpoints of the VPCs. A rule uses the first outbound endpoint. */
export function dnsText(
  { zones, rules }: DnsPlan,
  own: readonly VpcNames[],
  plans: readonly (ResolverPlan | undefined)[],
): readonly string[] {
  const named = (places: readonly number[]): string =>
    [...new Set(places.map((place) => `vpc-${place % own.length}`))].join(', ');
  const first = (direction: 'inbound' | 'outbound'): string | undefined => {
    const vpc = own[plans.findIndex((plan) => plan?.directions.includes(direction))];
    return vpc && `${vpc.name}.dns-${direction}`;
  };
  const outbound = first('outbound');
  const servers = { host: 'dns', site: '192.168.0.7', inbound: first('inbound') ?? 'dns', address: '10.0.0.10' };
  return [
    ...zones.map(
      ({ domain, record, vpcs: places }, index) =>
        `private-zone zone-${index} ${domain} { vpcs ${named(places)}  record ${record} -> 10.0.0.10 }`,
    ),
    ...(outbound === undefined
      ? []
      : rules.map(
          ({ domain, vpcs: places, servers: to }, index) =>
            `resolver-rule rule-${index} ${domain} { vpcs ${named(places)}  forward ${[...new Set(to.map((one) => servers[one]))].join(', ')}  via ${outbound} }`,
        )),
  ];
}
