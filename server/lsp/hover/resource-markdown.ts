// The hover of a resource: its facts, the comment above its declaration, what follows from routes and rules, and the expectations about it.

import type { EntityId } from '#language/network/id.ts';
import { KINDS } from '#language/network/kinds.ts';
import type { Entity } from '#language/network/network.ts';
import { boxOf, isPictured } from '#language/view/graph/item-box.ts';
import type { Compiled } from '#language/workspace.ts';
import { blocks, escaped, labelMarkdown, linked, list } from './markdown.ts';
import { particulars } from './particulars.ts';

/** The hover of a resource. `documentation` is the comment above its declaration, as Markdown. */
export function resourceMarkdown(compiled: Compiled, resource: Entity, documentation: string | undefined): string {
  const facts = isPictured(resource) ? boxOf(resource).facts : [`${KINDS[resource.kind].title} ${resource.name}`];
  const [title = '', ...rest] = facts;
  return blocks([
    `**${escaped(title)}**${labelMarkdown(resource)}`,
    documentation,
    list(rest.map(escaped)),
    ...particulars(compiled, resource),
    expectationsAbout(compiled, resource.id),
  ]);
}

/** The expectations whose sender or receiver is the resource. */
function expectationsAbout({ claims, sources }: Compiled, id: EntityId): string {
  const about = claims.judgements.filter(({ expectation: { from, to } }) =>
    [from, to].some((end) => end.kind === 'entity' && end.id === id),
  );
  if (about.length === 0) return '';
  const lines = about.map(
    ({ expectation, holds }) => `${holds ? '✓' : '✗'} ${linked(`expect ${expectation.text}`, sources.locate(expectation.id))}`,
  );
  return `Expectations:\n\n${list(lines)}`;
}
