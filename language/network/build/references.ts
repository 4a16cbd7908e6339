// Ids → the resources that they name, with a finding for each id that names none. Reuses unchanged objects of an earlier network.
import type { Finding } from '#language/network/finding.ts';
import type { EntityId } from '#language/network/id.ts';
import { type Identified, indexById } from './explicit.ts';

/** The resource of that id; `undefined`, and reported as a reference of `from`, where there is none. */
export type Find<T> = (id: EntityId, from: EntityId) => T | undefined;

/** Finds among the resources of `now`, then among those of `earlier`. */
export function finder<T extends Identified>(now: readonly T[], earlier: () => readonly T[], problems: Finding[]): Find<T> {
  const known = indexById(now);
  let others: ReadonlyMap<EntityId, T> | undefined;
  return (id, from) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    others ??= indexById(earlier());
    const other = others.get(id);
    if (other === undefined) problems.push(unresolved(from, id));
    return other;
  };
}

/** The finding about a reference that names nothing. */
export function unresolved(from: EntityId, to: EntityId): Finding {
  const message = `${from} refers to ${to}, which is not defined.`;
  return { code: 'unresolved-reference', severity: 'error', subject: from, message, related: [] };
}

/** Each part as `make` links it, without those that cannot be linked. Where an object of `earlier` is the same, it is that object. */
export function linkAll<Part, T extends Identified>(
  parts: readonly Part[],
  earlier: readonly T[] | undefined,
  make: (part: Part) => T | undefined,
): readonly T[] {
  const keep = keeper(earlier);
  const all: T[] = [];
  for (const part of parts) {
    const linked = make(part);
    if (linked !== undefined) all.push(keep(linked));
  }
  return all;
}

/** Gives the earlier object of that id in place of one that is the same. */
export function keeper<T extends Identified>(earlier: readonly T[] | undefined): (next: T) => T {
  if (earlier === undefined) return (next) => next;
  const known = indexById(earlier);
  return (next) => {
    const before = known.get(next.id);
    return before !== undefined && hasSameFields(before, next) ? before : next;
  };
}

/** The same value; the same fields, for objects without an id. Resources are the same only if they are the same object. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  return isRecord(a) && isRecord(b) && !('id' in a) && !('id' in b) && hasSameFields(a, b);
}

function hasSameFields(a: object, b: object): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(Reflect.get(a, key), Reflect.get(b, key)));
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
