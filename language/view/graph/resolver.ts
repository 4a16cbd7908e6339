// A VPC → the box of its DNS resolver. No line declares it, so it is shown only where a flow uses it.
import { RESOLVER_OFFSET } from '#language/aws/addresses.ts';
import { formatAddress, nth } from '#language/network/address.ts';
import { type EntityId, partId } from '#language/network/id.ts';
import type { Vpc } from '#language/network/vpc.ts';
import type { Box } from './diagram.ts';

/** The id of a VPC's resolver: a part of the VPC. */
export function resolverId(vpc: EntityId): EntityId {
  return partId(vpc, 'resolver', 1);
}

/** Source of the address: Amazon VPC User Guide, "Understanding Amazon DNS". */
export function resolverBox(vpc: Vpc): Box {
  const [primary] = vpc.prefixes;
  const address = primary === undefined ? undefined : formatAddress(nth(primary, RESOLVER_OFFSET));
  return {
    id: resolverId(vpc.id),
    kind: 'resolver',
    entity: vpc.id,
    label: 'DNS resolver',
    ...(address !== undefined && { detail: address }),
    facts: [`The DNS resolver of VPC ${vpc.name}`, 'No security group and no network ACL filters the way to it'],
    children: [],
  };
}
