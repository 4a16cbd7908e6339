// Names of resources → ids. Everything is declared before anything is read, so that lines may name what comes later.
import { qualifiedName } from '#language/ast/declarations.ts';
import type * as ast from '#language/ast/generated/ast.ts';
import { type EntityId, entityId } from '#language/network/id.ts';
import { isNamed, withInner } from './collect.ts';
import type { Reading } from './reading.ts';

/** Declares all named members, and those inside them. `prefix` comes before their names. */
export function declareAll(reading: Reading, members: readonly ast.Member[], prefix = ''): void {
  for (const node of withInner(members)) {
    if (!isNamed(node)) continue;
    const wanted = `${prefix}${qualifiedName(node)}`;
    const id = reading.declare(node, wanted);
    if (id !== wanted) reportDuplicate(reading, id, entityId(wanted), node.name);
  }
}

function reportDuplicate(reading: Reading, id: EntityId, first: EntityId, name: string): void {
  reading.add({
    code: 'duplicate-name',
    severity: 'error',
    subject: id,
    message: `${name} is already the name of another resource. Give this one a different name.`,
    related: [{ subject: first, message: 'The first one is here.' }],
  });
}
