// A VPC and its settings.
import type { Prefix } from './address.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';

/** A VPC and its settings. Source: VPC User Guide, "VPC CIDR blocks" and "DNS attributes for your VPC". */
export interface Vpc extends Named {
  readonly kind: 'vpc';
  /** The primary IPv4 block first. */
  readonly prefixes: readonly Prefix[];
  /** Those of the blocks that AWS chooses: examples. */
  readonly assignedPrefixes?: readonly Prefix[];
  /** Whether it may have further blocks. */
  readonly unknown?: Unknown;
  /** Whether it is only known to exist: nothing is known of what is in it, of its routes and of its filters. */
  readonly isExternal?: boolean;
  readonly region?: string;
  /** Whether the VPC's own resolver answers (enableDnsSupport). */
  readonly dnsSupport: boolean;
  /** Whether resources get public DNS names (enableDnsHostnames); private DNS of endpoints needs both attributes. */
  readonly dnsHostnames: boolean;
  readonly blockPublicAccess: PublicAccess;
}

/**
 * What VPC Block Public Access lets through. `ingress-only` blocks everything but what a NAT gateway or an egress-only gateway opens.
 * Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".
 */
export type PublicAccess = 'off' | 'bidirectional' | 'ingress-only';
