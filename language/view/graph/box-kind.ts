// The table of kinds, for boxes: what is true of resources, and of Regions, Availability Zones and other boxes.
import { type Flag, KINDS, kindIs, resourceIn } from '#language/network/kinds.ts';
import type { BoxKind } from './diagram.ts';

/** Whether this is true of boxes of the kind. */
export function boxIs(kind: BoxKind, flag: Flag): boolean {
  if (kind === 'region' || kind === 'zone') return flag === 'frame' || flag === 'box';
  if (kind === 'resolver' || kind === 'unknown') return flag === 'box';
  return kindIs(kind === 'gateway-endpoint' || kind === 'firewall' ? 'endpoint' : kind, flag);
}

/** Whether boxes of the kind are workloads. */
export function isWorkload(kind: BoxKind): boolean {
  return isTabled(kind) && resourceIn({ kind }, 'workload');
}

/** What boxes of the kind are called, at the start of a sentence: `NAT gateway`. */
export function kindTitle(kind: BoxKind): string {
  return isTabled(kind) ? KINDS[kind].title : OTHERS[kind];
}

const OTHERS: Readonly<Record<Exclude<BoxKind, keyof typeof KINDS>, string>> = {
  region: 'Region',
  zone: 'Availability Zone',
  resolver: 'DNS resolver',
  'gateway-endpoint': KINDS.endpoint.title,
  firewall: 'Firewall',
  unknown: 'Unknown target',
};

function isTabled(kind: BoxKind): kind is BoxKind & keyof typeof KINDS {
  return kind in KINDS;
}
