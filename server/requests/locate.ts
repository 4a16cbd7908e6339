// Finds the declaration of a resource by its id.
import type { Location } from 'vscode-languageserver-types';
import { entityId } from '#language/network/id.ts';
import type { Compiled } from '#language/workspace.ts';

/** Null for resources without a declaration, and for those that no longer exist. */
export function locate({ sources }: Compiled, id: string): Location | null {
  const range = sources.locate(entityId(id));
  return range === undefined ? null : { uri: range.uri, range: { start: range.start, end: range.end } };
}
