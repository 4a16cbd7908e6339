// NAT gateways and links with what AWS adds to them.
import type { SiteLink } from '#language/network/connectors.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Outside } from '#language/network/outside.ts';
import type { Explicit } from './explicit.ts';
import { interfaceOf, publicAddressOf, type Surroundings } from './interfaces.ts';
import type { Notes } from './notes.ts';
import type { NatGatewayPart, RegionalNatPart, SiteLinkPart } from './parts.ts';
import { unresolved } from './references.ts';
import { partlyKnown, regionalTableId } from './route-tables.ts';

/** A zonal NAT gateway: one interface without a security group. Source: Amazon VPC User Guide, "NAT gateway basics"; Amazon EC2 API, CreateNatGateway. */
export function explicitNat(around: Surroundings, part: NatGatewayPart, { problems }: Notes): readonly Explicit<NatGateway>[] {
  const { subnet, privateAddresses, publicAddresses, ...nat } = part;
  const vpc = around.subnets.get(subnet)?.vpc;
  if (vpc === undefined) {
    problems.push(unresolved(nat.id, subnet));
    return [];
  }
  const own = interfaceOf(around, {
    id: partId(nat.id, 'interface', 1),
    owner: nat.id,
    subnet,
    securityGroups: 'none',
    sourceDestCheck: false,
    privateAddresses,
    publicAddresses,
  });
  return [{ ...nat, vpc, connectivity: nat.connectivity ?? 'public', interface: own }];
}

/**
 * A regional NAT gateway. Without addresses it gets an example for each Availability Zone with a subnet, as AWS assigns one in each.
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
 */
export function explicitRegionalNat(
  { pool }: Surroundings,
  part: RegionalNatPart,
  azsOf: ReadonlyMap<EntityId, readonly string[]>,
): Explicit<RegionalNat> {
  const azs = azsOf.get(part.vpc) ?? [undefined];
  const everywhere = azs.map((az) => ({ ...(az !== undefined && { az }), public: 'assigned' as const }));
  const stated: RegionalNatPart['addresses'] = part.addresses.length > 0 ? part.addresses : everywhere;
  return {
    ...part,
    mode: part.mode ?? 'automatic',
    addresses: stated.flatMap(({ public: wanted, ...place }) => {
      const { public: address, publicDeclared: declared } = publicAddressOf(pool, wanted);
      return address === undefined ? [] : [{ ...place, public: address, declared }];
    }),
    routeTable: regionalTableId(part),
  };
}

/**
 * A VPN learns its routes by BGP unless the file says otherwise; a Direct Connect always does. The other end announces what is there.
 * Source: Site-to-Site VPN Guide; Direct Connect Guide.
 */
export function explicitSiteLink(part: SiteLinkPart, outside: ReadonlyMap<EntityId, Outside>): Explicit<SiteLink> {
  const remotes = part.remotes.flatMap((remote) => outside.get(remote) ?? []);
  const mayAnnounce = part.mayAnnounce ?? (part.announced === undefined ? remotes.flatMap(partlyKnown)[0] : undefined);
  return {
    ...part,
    announced: part.announced ?? remotes.flatMap(({ prefixes }) => prefixes),
    ...(mayAnnounce && { mayAnnounce }),
    routing: part.kind === 'direct-connect' ? 'bgp' : (part.routing ?? 'bgp'),
  };
}
