// The list of resource kinds, for tests that cover all of them.
import { KINDS } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';

/** Every kind, in the order of the table. */
export const ALL_KINDS: readonly EntityKind[] = Object.keys(KINDS).filter((key): key is EntityKind => Object.hasOwn(KINDS, key));
