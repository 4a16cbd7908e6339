// A list of parts with one of them changed.
import type { Identified } from '#language/network/build/explicit.ts';
import type { EntityId } from '#language/network/id.ts';

/** The parts, of which the one with this id is changed. */
export function withChanged<T extends Identified>(parts: readonly T[], id: EntityId, change: (part: T) => T): readonly T[] {
  return parts.map((part) => (part.id === id ? change(part) : part));
}
