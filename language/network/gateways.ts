// Gateways of a VPC: internet, egress-only, NAT.
import type { Address } from './address.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';
import type { RouteTable } from './route-table.ts';
import type { Vpc } from './vpc.ts';

/** An internet gateway, or an egress-only one (IPv6). */
export interface InternetGateway extends Named {
  readonly kind: 'igw' | 'egress-igw';
  readonly vpc: Vpc;
  /** The gateway route table (edge association). It routes packets from the internet; without it, they go straight to their interface. */
  readonly routeTable?: RouteTable;
}

/** A zonal NAT gateway. A public one has an elastic IP, a private one never has. */
export interface NatGateway extends Named {
  readonly kind: 'nat';
  readonly vpc: Vpc;
  readonly connectivity: 'public' | 'private';
  readonly interface: Interface;
}

/**
 * A regional NAT gateway. It has a route table, but no subnet and no interface.
 * Source: Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion".
 */
export interface RegionalNat extends Named {
  readonly kind: 'regional-nat';
  readonly vpc: Vpc;
  /** `manual`: only the Availability Zones that `addresses` names are served. */
  readonly mode: 'automatic' | 'manual';
  readonly addresses: readonly { readonly az?: string; readonly public: Address; readonly declared: boolean }[];
  /** The local routes, the route to the internet gateway, and those that the text adds. */
  readonly routeTable: RouteTable;
}
