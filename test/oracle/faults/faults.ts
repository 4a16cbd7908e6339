// All faults together.
import { ADDRESSES } from './addresses.ts';
import { CHOICES } from './choices.ts';
import type { Fault } from './fault.ts';
import { OVERLAYS } from './overlays.ts';
import { PACKETS } from './packets.ts';
import { SITES } from './sites.ts';

/** Every fault that was found in an answer about traffic, and what is right about networks behind instances. */
export const FAULTS: readonly Fault[] = [...ADDRESSES, ...CHOICES, ...OVERLAYS, ...PACKETS, ...SITES];
