// VPC Block Public Access: a setting for all internet gateways of a VPC, with exclusions by subnet.
// Source: Amazon VPC User Guide, "Block public access to VPCs and subnets" and "VPC BPA basics".
import { kindIs } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { PublicAccess } from '#language/network/vpc.ts';

/** Whether the setting blocks traffic between this kind of resource and this kind of gateway, in both directions. */
export function isPublicAccessBlocked(access: PublicAccess, gateway: 'igw' | 'egress-igw', internal: EntityKind): boolean {
  if (access !== 'ingress-only') return access === 'bidirectional';
  return gateway === 'igw' && !kindIs(internal, 'natGateway');
}
