// Sets of VPCs that are connected without the internet: by peering connections or transit gateways, and perhaps by the networks of a site.
import type { SiteLink } from '#language/network/connectors.ts';
import type { EntityId } from '#language/network/id.ts';
import { perObject } from '#language/network/memo.ts';
import type { Network } from '#language/network/network.ts';
import type { Vpc } from '#language/network/vpc.ts';
import { intersect, subtract } from '#language/packets/intervals.ts';
import { addressSetOf } from '#language/packets/packet-class.ts';

/** A number for each VPC; connected VPCs have the same number. */
export const domainsOf = perObject((network: Network): ReadonlyMap<Vpc, number> => {
  const joined = new Map<EntityId, Set<EntityId>>(network.vpcs.map(({ id }) => [id, new Set([id])]));
  const join = (ids: readonly EntityId[]): void => {
    const all = new Set(ids.flatMap((id) => [id, ...(joined.get(id) ?? [])]));
    for (const id of all) joined.set(id, all);
  };
  for (const { vpcs } of network.peerings) join(vpcs.map(({ id }) => id));
  for (const { id, attachments } of network.transitGateways) join([id, ...attachments.map(({ resource }) => resource)]);
  // A route to an unknown target may lead anywhere.
  const tables = [...network.routeTables, ...network.transitGateways.flatMap(({ routeTables }) => routeTables)];
  const targets = tables.flatMap(({ routes, uncertain = [] }) => [...routes, ...uncertain]).map(({ target }) => target);
  if (targets.some(({ kind }) => kind === 'unknown')) join(network.vpcs.map(({ id }) => id));
  // Where a site forwards packets to addresses that it announces and does not have is unknown: it may be to any VPC with these addresses.
  for (const link of network.siteLinks) {
    const forwarded = vpcsBeyond(network, link).map(({ id }) => id);
    if (forwarded.length > 0) join([link.id, ...(link.vpc === undefined ? [] : [link.vpc.id]), ...forwarded]);
  }
  const numbers = new Map<Set<EntityId>, number>();
  return new Map(
    network.vpcs.map((vpc) => {
      const set = joined.get(vpc.id) ?? new Set();
      const number = numbers.get(set) ?? numbers.size;
      numbers.set(set, number);
      return [vpc, number];
    }),
  );
});

/** VPCs whose addresses the other end of a line announces, or may announce, although no network there has them. */
function vpcsBeyond({ vpcs }: Network, { announced, mayAnnounce, remotes }: SiteLink): readonly Vpc[] {
  if (mayAnnounce !== undefined) return vpcs;
  const there = remotes.flatMap(({ prefixes }) => prefixes);
  return vpcs.filter(({ prefixes, unknown }) =>
    ([4, 6] as const).some((family) => {
      const beyond = subtract(addressSetOf(announced, family), addressSetOf(there, family));
      return unknown === undefined ? intersect(beyond, addressSetOf(prefixes, family)).length > 0 : beyond.length > 0;
    }),
  );
}
