// Whatever is not in AWS.
import type { Prefix } from './address.ts';
import type { Named } from './named.ts';

/** Whatever is not in AWS: everything (`internet`), a range, or single addresses. */
export interface Outside extends Named {
  readonly kind: 'internet' | 'host' | 'network';
  readonly prefixes: readonly Prefix[];
}
