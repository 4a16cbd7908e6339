// The details in the hover of resolver endpoints and rules, and of private hosted zones.
import type { PrivateZone, ResolverEndpoint, ResolverRule } from '#language/network/dns.ts';
import { shortName } from '#language/network/id.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Compiled } from '#language/workspace.ts';
import { code, escaped, linked, table } from './markdown.ts';

/** The rules that use it. */
export function resolverEndpointParticulars(
  { network, sources }: Compiled,
  { id, direction }: ResolverEndpoint,
): readonly string[] {
  if (direction === 'inbound') return [];
  const rules = network.resolverRules
    .filter(({ endpoint }) => endpoint === id)
    .map((rule) => linked(rule.name, sources.locate(rule.id)));
  return [rules.length === 0 ? 'No resolver rule uses it.' : `Used by ${rules.join(', ')}.`];
}

/** Its records, and where they are valid. */
export function zoneParticulars(compiled: Compiled, { domain, records, vpcs }: PrivateZone): readonly string[] {
  const rows = records.map(({ id, name, target }) => [linked(name, compiled.sources.locate(id)), escaped(target.text)]);
  return [
    `Answers for ${code(domain)} ${inVpcs(compiled, vpcs)}.`,
    rows.length === 0 ? 'It has no records.' : table(['name', 'resolves to'], rows),
  ];
}

/** Where queries go. */
export function ruleParticulars(compiled: Compiled, { domain, targets, endpoint, vpcs }: ResolverRule): readonly string[] {
  const servers = targets.map(({ text }) => escaped(text)).join(', ') || 'no DNS server';
  const through = endpoint === undefined ? '' : ` through ${linked(shortName(endpoint), compiled.sources.locate(endpoint))}`;
  return [`Queries for ${code(domain === '' ? '.' : domain)} ${inVpcs(compiled, vpcs)} go to ${servers}${through}.`];
}

/** The private hosted zones and the resolver rules of a VPC. */
export function domainsOf({ network, sources }: Compiled, vpc: Vpc): readonly string[] {
  const namesOf = (all: readonly (PrivateZone | ResolverRule)[]): string =>
    all
      .filter(({ vpcs }) => vpcs.includes(vpc))
      .map(({ id, name, domain }) => `${linked(name, sources.locate(id))} (${code(domain === '' ? '.' : domain)})`)
      .join(', ');
  const [zones, rules] = [namesOf(network.privateZones), namesOf(network.resolverRules)];
  return [...(zones === '' ? [] : [`Private hosted zones: ${zones}.`]), ...(rules === '' ? [] : [`Resolver rules: ${rules}.`])];
}

function inVpcs({ sources }: Compiled, vpcs: readonly Vpc[]): string {
  return vpcs.length === 0 ? 'in no VPC' : `in ${vpcs.map(({ id, name }) => linked(name, sources.locate(id))).join(', ')}`;
}
