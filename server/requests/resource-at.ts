// Finds the innermost resource whose declaration contains a position.
import type { LangiumDocument } from 'langium';
import type { Position } from 'vscode-languageserver-types';
import { type EntityId, ownerOf } from '#language/network/id.ts';
import type { Compiled } from '#language/workspace.ts';
import { nodesAt } from './node-at.ts';

/** For parts without their own box (a rule, a step), the resource that they belong to. Null outside all declarations. */
export function resourceAt(document: LangiumDocument, position: Position, { network, idOf }: Compiled): EntityId | null {
  for (const node of nodesAt(document, position)) {
    const id = idOf(node);
    if (id !== undefined && network.byId.has(ownerOf(id))) return ownerOf(id);
  }
  return null;
}
