// VPC Block Public Access: a switch above all internet gateways of a VPC, asked for the subnet whose interface talks to the gateway.
// Source: Amazon VPC User Guide, "Block public access to VPCs and subnets" and "VPC BPA basics".
import { kindIs } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';
import type { PublicAccess } from '#language/network/vpc.ts';

/** Whether the setting stops what this kind of resource exchanges with this kind of gateway, in either direction. */
export function isPublicAccessBlocked(access: PublicAccess, gateway: 'igw' | 'egress-igw', insider: EntityKind): boolean {
  if (access !== 'ingress-only') return access === 'bidirectional';
  return gateway === 'igw' && !kindIs(insider, 'natGateway');
}
