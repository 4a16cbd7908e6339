// Resolver endpoints and rules, private hosted zones, and domain names.
import type * as ast from '#language/ast/generated/ast.ts';
import { unquote } from '#language/ast/values.ts';
import { hostPrefix } from '#language/network/address.ts';
import type { Explicit } from '#language/network/build/explicit.ts';
import type { ResolverEndpointPart } from '#language/network/build/parts.ts';
import type { Selector } from '#language/network/claim.ts';
import type { PrivateZone, ResolverRule, ZoneRecord } from '#language/network/dns.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Aspect } from '#language/network/source.ts';
import { labelOf } from './label.ts';
import type { Reading } from './reading.ts';
import { statedGroups, statedSubnets } from './stated.ts';
import { unknownSubnetsIn } from './unknown.ts';
import { readAddress } from './values.ts';

/** A resolver endpoint. */
export function resolverEndpointPart(
  reading: Reading,
  node: ast.ResolverEndpoint,
  id: EntityId,
  vpc: EntityId,
): ResolverEndpointPart {
  return {
    kind: 'resolver-endpoint',
    id,
    name: node.name,
    ...labelOf(node),
    direction: node.direction,
    vpc,
    subnets: statedSubnets(reading, node.properties, id),
    ...unknownSubnetsIn(node.properties),
    securityGroups: statedGroups(reading, node.properties, id),
  };
}

/** A private hosted zone. The names of its records are relative to its domain; `@` is the domain itself. */
export function privateZonePart(reading: Reading, node: ast.PrivateZone, id: EntityId): Explicit<PrivateZone> {
  reading.place(id, { of: 'domain' }, node, 'domain');
  const domain = readDomain(reading, id, node.domain, { of: 'domain' });
  return {
    kind: 'private-zone',
    id,
    name: node.name,
    ...labelOf(node),
    domain,
    vpcs: statedVpcs(reading, node.properties, id),
    records: node.records.flatMap((record, index) => recordPart(reading, record, partId(id, 'record', index + 1), domain)),
  };
}

function recordPart(reading: Reading, node: ast.ZoneRecord, wanted: EntityId, zone: string): readonly ZoneRecord[] {
  const id = reading.declare(node, wanted);
  reading.place(id, { of: 'domain' }, node, 'domain');
  reading.place(id, { of: 'target' }, node, node.address === undefined ? 'resource' : 'address');
  const target = selectorOf(reading, node, id, { of: 'target' });
  const own = readDomain(reading, id, node.domain, { of: 'domain' });
  return target === undefined ? [] : [{ id, name: own === '@' ? zone : `${own}.${zone}`, target }];
}

/** A forwarding rule. */
export function resolverRulePart(reading: Reading, node: ast.ResolverRule, id: EntityId): Explicit<ResolverRule> {
  reading.place(id, { of: 'domain' }, node, 'domain');
  const { properties } = node;
  const through = properties.find((property) => property.$type === 'ThroughProperty');
  if (through !== undefined) reading.place(id, { of: 'via' }, through, 'endpoint');
  const endpoint = reading.idOf(through?.endpoint?.ref);
  const lines = properties.flatMap((property) => (property.$type === 'ForwardProperty' ? [property] : []));
  const targets = lines.flatMap((line) => line.targets.map((target, place) => ({ line, target, place })));
  for (const [index, { line, place }] of targets.entries()) reading.place(id, { of: 'targets', index }, line, 'targets', place);
  return {
    kind: 'resolver-rule',
    id,
    name: node.name,
    ...labelOf(node),
    domain: readDomain(reading, id, node.domain, { of: 'domain' }),
    vpcs: statedVpcs(reading, properties, id),
    ...(endpoint && { endpoint }),
    targets: targets.flatMap(({ target }, index) => selectorOf(reading, target, id, { of: 'targets', index }) ?? []),
  };
}

function statedVpcs(
  reading: Reading,
  properties: readonly (ast.VpcsProperty | ast.ResolverRuleProperty)[],
  id: EntityId,
): readonly EntityId[] {
  const lines = properties.flatMap((property) => (property.$type === 'VpcsProperty' ? [property] : []));
  const named = lines.flatMap((line) =>
    line.vpcs.flatMap(({ ref }, place) => reading.idsOf(ref).map((vpc) => ({ vpc, line, place }))),
  );
  for (const [index, { line, place }] of named.entries()) reading.place(id, { of: 'vpcs', index }, line, 'vpcs', place);
  return named.map(({ vpc }) => vpc);
}

function selectorOf(
  reading: Reading,
  { address, resource }: ast.ZoneRecord | ast.ForwardTarget,
  owner: EntityId,
  aspect: Aspect,
): Selector | undefined {
  if (address === undefined) {
    const id = reading.idOf(resource?.ref);
    return id && { kind: 'entity', id, text: resource?.$refText ?? '' };
  }
  const read = readAddress(reading, owner, address, aspect);
  return read && { kind: 'prefix', prefix: hostPrefix(read), text: address };
}

/** The domain in lower case, without the dot at its end; the root domain is empty. Reports what cannot be a domain name. */
export function readDomain(reading: Reading, owner: EntityId, text: string | undefined, aspect: Aspect): string {
  const domain = domainOf(text);
  if (domain !== '' && domain !== '@' && !DOMAIN.test(domain))
    reading.report(
      'invalid-domain',
      'error',
      owner,
      `${text} is not a domain name: write labels of letters, digits and -.`,
      aspect,
    );
  return domain;
}

function domainOf(text: string | undefined): string {
  return (text?.startsWith('"') ? unquote(text) : (text ?? '')).toLowerCase().replace(/\.$/, '');
}

/** Source: RFC 1034, section 3.5; RFC 2181, section 11 (any characters; AWS takes underscores, and `*` as the first label). */
const DOMAIN = /^(?:\*|[\p{L}\p{N}_-]{1,63})(?:\.[\p{L}\p{N}_-]{1,63})*$/u;
