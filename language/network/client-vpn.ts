// Client VPN endpoints, and which of them forwards what.
import type { Prefix } from './address.ts';
import type { EntityId } from './id.ts';
import type { Interface } from './interface.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';
import type { Vpc } from './vpc.ts';

/**
 * A Client VPN endpoint. It gives its clients addresses of the client block, and sends their packets into the VPC with the address of the interface
 * in the associated subnet at which they are connected. Source: AWS Client VPN Administrator Guide, "How AWS Client VPN works", "Rules and best
 * practices for using AWS Client VPN".
 */
export interface ClientVpn extends Named {
  readonly kind: 'client-vpn';
  readonly vpc: Vpc;
  /** The client CIDR block, if the text has one. */
  readonly clients?: Prefix;
  /** One in each associated subnet. */
  readonly interfaces: readonly Interface[];
  /** Whether further subnets may be associated. */
  readonly unknownSubnets?: Unknown;
  readonly authorizations: readonly Authorization[];
  /** Without those to the VPC, which AWS adds for each associated subnet. */
  readonly routes: readonly ClientRoute[];
  /** Whether clients send to destinations without a route by their own connection to the internet. */
  readonly splitTunnel: boolean;
}

/** An authorization rule: who may send to the block. Source: same guide, "AWS Client VPN authorization rules". */
export interface Authorization {
  readonly id: EntityId;
  readonly destination: Prefix;
  /** Only clients in this group of the directory or the identity provider; without it, all clients. */
  readonly group?: string;
}

/** Routes to a block, one through each of these associated subnets. Source: same guide, "AWS Client VPN routes". */
export interface ClientRoute {
  readonly id: EntityId;
  readonly destination: Prefix;
  readonly subnets: readonly EntityId[];
}
