// Route 53 VPC Resolver: its endpoints and rules, and private hosted zones. Which of them answers for a name.
import type { Selector } from './claim.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/**
 * `inbound`: takes DNS queries of other networks for the resolver of its VPC. `outbound`: sends queries that resolver rules forward. Source:
 * Amazon Route 53 Developer Guide, "Forwarding inbound DNS queries to your VPCs", "Forwarding outbound DNS queries to your network".
 */
export interface ResolverEndpoint extends Named {
  readonly kind: 'resolver-endpoint';
  readonly direction: 'inbound' | 'outbound';
  readonly vpc: Vpc;
  /** One in each subnet. */
  readonly interfaces: readonly Interface[];
  /** Whether it may have interfaces in further subnets. */
  readonly unknownSubnets?: Unknown;
}

/** A private hosted zone: records for a domain and its subdomains, in the associated VPCs. Source: same guide, "Working with private hosted zones". */
export interface PrivateZone extends Named {
  readonly kind: 'private-zone';
  /** Lower case, without a dot at the end. */
  readonly domain: string;
  readonly vpcs: readonly Vpc[];
  readonly records: readonly ZoneRecord[];
}

/** A record of a zone: a name and what it resolves to. */
export interface ZoneRecord {
  readonly id: EntityId;
  /** The whole name, as a domain above; `*.` at the beginning stands for one or more labels. */
  readonly name: string;
  readonly target: Selector;
}

/** A forwarding rule: queries for a domain and its subdomains go to these DNS servers. Source: same guide, "Values that you specify when you create or edit rules". */
export interface ResolverRule extends Named {
  readonly kind: 'resolver-rule';
  /** As above; empty for all names. */
  readonly domain: string;
  readonly vpcs: readonly Vpc[];
  /** The outbound endpoint that sends the queries, if the text has one. */
  readonly endpoint?: EntityId;
  readonly targets: readonly Selector[];
}

/** Whether the name is the domain or in it. */
export function isInDomain(name: string, domain: string): boolean {
  return domain === '' || name === domain || name.endsWith(`.${domain}`);
}

/** What a network has to answer queries. */
interface Answerers {
  readonly privateZones: readonly PrivateZone[];
  readonly resolverRules: readonly ResolverRule[];
}

/**
 * What answers for a name in a VPC: the rule or zone with the longest domain; of the same domain, the rule. `undefined`: public DNS.
 * Source: same guide, "How VPC Resolver determines whether the domain name in a query matches any rules", "Considerations when working with a
 * private hosted zone".
 */
export function answererOf(
  { privateZones, resolverRules }: Answerers,
  vpc: Vpc,
  name: string,
): PrivateZone | ResolverRule | undefined {
  const all = [...resolverRules, ...privateZones].filter(({ vpcs, domain }) => vpcs.includes(vpc) && isInDomain(name, domain));
  return all.toSorted((a, b) => b.domain.length - a.domain.length)[0];
}

/** The record of the name: an exact one, else the wildcard with the longest domain. Source: same guide, "DNS domain name format". */
export function recordOf({ records }: PrivateZone, name: string): ZoneRecord | undefined {
  const wildcards = records.filter((record) => record.name.startsWith('*.') && name.endsWith(record.name.slice(1)));
  return records.find((record) => record.name === name) ?? wildcards.toSorted((a, b) => b.name.length - a.name.length)[0];
}
