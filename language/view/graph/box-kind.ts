// What the table of kinds says about a resource, said about its box; and the same about boxes that are no resource.
import { type Flag, kindIs } from '#language/network/kinds.ts';
import type { BoxKind } from './diagram.ts';

/** Whether this is true of boxes of the kind. */
export function boxIs(kind: BoxKind, flag: Flag): boolean {
  if (kind === 'region' || kind === 'zone') return flag === 'frame' || flag === 'box';
  if (kind === 'resolver') return flag === 'box';
  return kindIs(kind === 'gateway-endpoint' ? 'endpoint' : kind, flag);
}
