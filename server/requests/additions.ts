// A resource of a document → what can be added to it, as edits.
import type { LangiumDocuments } from 'langium';
import { entityId } from '#language/network/id.ts';
import { additionsTo } from '#language/what-if/additions.ts';
import type { Compiled } from '#language/workspace.ts';
import { changesFor } from '#server/lsp/line-edits.ts';
import type { OfferedAddition } from '#server/protocol.ts';

/** Empty for a resource to which nothing can be added, or which is not in the text. */
export function additionsOf({ network, sources }: Compiled, id: string, documents: LangiumDocuments): readonly OfferedAddition[] {
  return additionsTo(network, entityId(id)).flatMap(({ title, line }) => {
    const changes = changesFor([line], sources, documents);
    return Object.keys(changes).length === 0 ? [] : [{ title, detail: line.line, changes }];
  });
}
