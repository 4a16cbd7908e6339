// The kinds of resources as a list, for tests that go through all of them.
import { KINDS } from '#language/network/kinds.ts';
import type { EntityKind } from '#language/network/network.ts';

/** Every kind, in the order of the table. */
export const ALL_KINDS: readonly EntityKind[] = Object.keys(KINDS).filter((key): key is EntityKind => Object.hasOwn(KINDS, key));
