// Everything outside AWS.
import type { Prefix } from './address.ts';
import { type EntityId, entityId } from './id.ts';
import { ALL_ADDRESSES } from './known-addresses.ts';
import type { Named } from './named.ts';
import type { Unknown } from './unknown.ts';

/** Everything outside AWS: the whole internet (`internet`), address blocks (`network`), or single addresses (`host`). */
export interface Outside extends Named {
  readonly kind: 'internet' | 'host' | 'network';
  readonly prefixes: readonly Prefix[];
  /** Whether it may have further addresses. */
  readonly unknown?: Unknown;
  /** Of a network behind an instance, such as the clients of a VPN server: the instance that forwards packets from and to it. */
  readonly behind?: EntityId;
}

/** The id of the internet, in every network. */
export const INTERNET: EntityId = entityId('internet');

/** All addresses of both families: what `any` and `internet` mean in a rule. */
export const EVERYWHERE: readonly Prefix[] = [ALL_ADDRESSES[4], ALL_ADDRESSES[6]];
