// A name that does not resolve → changes of what answers for it. No packet is dropped there, so no blocker says what to change.
import type { Expectation, Selector } from '#language/network/claim.ts';
import { answererOf, isInDomain, type PrivateZone, type ResolverRule } from '#language/network/dns.ts';
import type { EntityId } from '#language/network/id.ts';
import { resourceIn, resourceIs } from '#language/network/kinds.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { partiesOf } from '#language/trace/party.ts';
import type { Change } from '#language/what-if/change/change.ts';

/** The most sets of changes that are tried. */
const MOST_TRIED = 24;

/** Sets of changes, each of which may let the name of an expectation resolve: associations of zones and rules, and missing records. */
export function answersFor(network: Network, { from, to }: Expectation): readonly (readonly Change[])[] {
  if (to.kind !== 'name') return [];
  return vpcsAsked(network, from)
    .flatMap((vpc) => [...associations(network, vpc, to.name), ...records(network, vpc, to.name)])
    .slice(0, MOST_TRIED);
}

/** The VPCs of the senders, and those of inbound endpoints, which others ask. */
function vpcsAsked(network: Network, from: Selector): readonly Vpc[] {
  const own = partiesOf(network, from).flatMap(({ ends }) => ends.flatMap((end) => end.interface?.subnet.vpc ?? []));
  const inbound = network.resolverEndpoints.filter(({ direction }) => direction === 'inbound').map(({ vpc }) => vpc);
  return [...new Set([...own, ...inbound])];
}

/** The zone or rule with the longest domain. The resolver needs `dns-support on`, zones `dns-hostnames on`; a line that is not needed is left out later. */
function associations(network: Network, vpc: Vpc, name: string): readonly (readonly Change[])[] {
  const { privateZones, resolverRules } = network;
  const all: readonly (PrivateZone | ResolverRule)[] = [...resolverRules, ...privateZones];
  const about = all
    .filter(({ domain, vpcs }) => isInDomain(name, domain) && !vpcs.includes(vpc))
    .toSorted((a, b) => b.domain.length - a.domain.length);
  const switches = switchesOf(vpc);
  const added = about.map(({ id }): readonly Change[] => [
    { kind: 'associate-answerer', answerer: id, vpc: vpc.id },
    ...switches,
  ]);
  return switches.length === 0 ? added : [switches, ...added];
}

function switchesOf({ id: resource, dnsSupport, dnsHostnames }: Vpc): readonly Change[] {
  return [
    ...(dnsSupport ? [] : [{ kind: 'switch', resource, setting: 'dns-support on' } as const]),
    ...(dnsHostnames ? [] : [{ kind: 'switch', resource, setting: 'dns-hostnames on' } as const]),
  ];
}

/** A record for a resource that has the missing name. */
function records(network: Network, vpc: Vpc, name: string): readonly (readonly Change[])[] {
  const zone = answererOf(network, vpc, name);
  if (zone?.kind !== 'private-zone' || name === zone.domain) return [];
  const label = name.slice(0, -zone.domain.length - 1);
  const known = namedResources(network, label);
  return known.map((resource) => [{ kind: 'add-record', zone: zone.id, name, label, resource }]);
}

function namedResources({ byId }: Network, name: string): readonly EntityId[] {
  return [...byId.values()].flatMap((resource) => {
    if (resource.name.toLowerCase() !== name || !resourceIs(resource, 'end')) return [];
    const hasName =
      resourceIn(resource, 'workload') ||
      resourceIn(resource, 'load-balancer') ||
      resource.kind === 'endpoint' ||
      resource.kind === 'api-gateway' ||
      resource.kind === 'host';
    return hasName ? [resource.id] : [];
  });
}
