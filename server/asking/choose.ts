// Resolves names on the command line to resources, and suggests similar names.
import { nearest } from '#language/ast/nearest.ts';
import { hostPrefix, parseAddress } from '#language/network/address.ts';
import type { Selector } from '#language/network/claim.ts';
import { type EntityId, shortName } from '#language/network/id.ts';
import { kindIs } from '#language/network/kinds.ts';
import type { Entity, Network } from '#language/network/network.ts';

/** A value, or one sentence for the user that explains the problem. */
export type Chosen<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

/** One end of a connection: an address, `internet`, or the name of a resource, qualified if it is not unique. */
export function chooseEnd(network: Network, text: string): Chosen<Selector> {
  const address = parseAddress(text);
  if (address !== undefined) return { ok: true, value: { kind: 'prefix', prefix: hostPrefix(address), text } };
  const ends = [...network.byId.values()].filter(({ kind }) => kindIs(kind, 'end'));
  const found = choose('resource', ends, text);
  return found.ok ? { ok: true, value: { kind: 'entity', id: found.value.id, text } } : found;
}

/** The resource with this name. The problem calls the missing resource by `noun`. */
export function choose<T extends Entity>(noun: string, entities: readonly T[], name: string): Chosen<T> {
  const exact = entities.find(({ id }) => id === name);
  if (exact !== undefined) return { ok: true, value: exact };
  const [only, ...others] = entities.filter(({ id }) => shortName(id) === name);
  if (only !== undefined && others.length === 0) return { ok: true, value: only };
  if (only !== undefined) return { ok: false, problem: `${name} is ambiguous: ${list([only, ...others])}` };
  return { ok: false, problem: `no ${noun} is named ${name}${hint(entities, name)}` };
}

function hint(entities: readonly Entity[], name: string): string {
  const ids = entities.map(({ id }) => id);
  const close = nearest(name, ids).map((id) => shortest(ids, id));
  if (close.length > 0) return `; did you mean ${close.join(' or ')}?`;
  return ids.length === 0 ? '; the file has none' : '';
}

/** The last part of the id if it is unique, otherwise the id. */
function shortest(ids: readonly EntityId[], id: string): string {
  const last = id.split('.').at(-1) ?? id;
  return ids.filter((other) => shortName(other) === last).length === 1 ? last : id;
}

function list(entities: readonly Entity[]): string {
  return entities.map(({ id }) => id).join(', ');
}
