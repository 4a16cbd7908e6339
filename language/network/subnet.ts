// A subnet, with the route table and the network ACL that are in force for it.
import type { Prefix } from './address.ts';
import type { NetworkAcl } from './filters.ts';
import type { Named } from './named.ts';
import type { RouteTable } from './route-table.ts';
import type { Unknown } from './unknown.ts';
import type { PublicAccess, Vpc } from './vpc.ts';

/** A subnet of a VPC. Source: VPC User Guide, "Subnets for your VPC". */
export interface Subnet extends Named {
  readonly kind: 'subnet';
  readonly vpc: Vpc;
  /** One IPv4 block, one IPv6 block, or both. Empty while the text gives none. */
  readonly prefixes: readonly Prefix[];
  /** Those of the blocks that AWS chooses: examples. */
  readonly assignedPrefixes?: readonly Prefix[];
  /** Whether it may have further blocks. */
  readonly unknown?: Unknown;
  /** The Availability Zone, if the text names one. */
  readonly az?: string;
  /** The declared intent. Whether the subnet is public follows from its routes. */
  readonly intent?: 'public' | 'private';
  /** The VPC's setting, unless the subnet is excluded from it. */
  readonly blockPublicAccess: PublicAccess;
  readonly routeTable: RouteTable;
  readonly networkAcl: NetworkAcl;
}
