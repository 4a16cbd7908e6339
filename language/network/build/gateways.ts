// NAT gateways and links with what AWS adds to them.
import type { SiteLink } from '#language/network/connectors.ts';
import type { NatGateway, RegionalNat } from '#language/network/gateways.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Explicit } from './explicit.ts';
import { interfaceOf, type Surroundings } from './interfaces.ts';
import type { Notes } from './notes.ts';
import type { NatGatewayPart, RegionalNatPart, SiteLinkPart } from './parts.ts';
import { unresolved } from './references.ts';
import { regionalTableId } from './route-tables.ts';

/** A zonal NAT gateway: one interface without a security group. Source: Amazon VPC User Guide, "NAT gateway basics"; Amazon EC2 API, CreateNatGateway. */
export function explicitNat(around: Surroundings, part: NatGatewayPart, { problems }: Notes): readonly Explicit<NatGateway>[] {
  const { subnet, privateAddresses, publicAddresses, assignsPublicAddress, ...nat } = part;
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
    assignsPublicAddress,
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
  const declared = part.addresses.map((address) => ({ ...address, declared: true }));
  const azs = azsOf.get(part.vpc) ?? [undefined];
  const assigned = (): RegionalNat['addresses'] =>
    azs.flatMap((az) => {
      const address = pool.publicAddress();
      return address === undefined ? [] : [{ ...(az !== undefined && { az }), public: address, declared: false }];
    });
  return {
    ...part,
    mode: part.mode ?? 'automatic',
    addresses: declared.length > 0 ? declared : assigned(),
    routeTable: regionalTableId(part),
  };
}

/** A VPN learns its routes by BGP unless the file says otherwise; a Direct Connect always does. Source: Site-to-Site VPN Guide; Direct Connect Guide. */
export function explicitSiteLink(part: SiteLinkPart): Explicit<SiteLink> {
  return { ...part, routing: part.kind === 'direct-connect' ? 'bgp' : (part.routing ?? 'bgp') };
}
