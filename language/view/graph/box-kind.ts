// The flags of the table of kinds, for boxes: those of resources, and those of Regions, Availability Zones and other boxes.
import { type Flag, kindIs } from '#language/network/kinds.ts';
import type { BoxKind } from './diagram.ts';

/** Whether this is true of boxes of the kind. */
export function boxIs(kind: BoxKind, flag: Flag): boolean {
  if (kind === 'region' || kind === 'zone') return flag === 'frame' || flag === 'box';
  if (kind === 'resolver' || kind === 'unknown') return flag === 'box';
  return kindIs(kind === 'gateway-endpoint' || kind === 'firewall' ? 'endpoint' : kind, flag);
}
