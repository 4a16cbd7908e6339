// A resource of the network → Markdown: what it is, what its author wrote about it, what follows from routes and rules, what is claimed of it.

import type { EntityId } from '#language/network/id.ts';
import { KINDS } from '#language/network/kinds.ts';
import type { Entity } from '#language/network/network.ts';
import { boxOf, isPictured } from '#language/view/graph/item-box.ts';
import type { Compiled } from '#language/workspace.ts';
import { blocks, escaped, linked, list } from './markdown.ts';
import { particulars } from './particulars.ts';

/** `documentation`: the comment above the declaration, Markdown already. */
export function resourceMarkdown(compiled: Compiled, resource: Entity, documentation: string | undefined): string {
  const facts = isPictured(resource) ? boxOf(resource).facts : [`${KINDS[resource.kind].title} ${resource.name}`];
  const [title = '', ...rest] = facts;
  const label = resource.label === undefined ? '' : ` · ${escaped(resource.label)}`;
  return blocks([
    `**${escaped(title)}**${label}`,
    documentation,
    list(rest.map(escaped)),
    ...particulars(compiled, resource),
    claimsAbout(compiled, resource.id),
  ]);
}

/** The expectations that name the resource at one of their ends. */
function claimsAbout({ claims, sources }: Compiled, id: EntityId): string {
  const about = claims.judgements.filter(({ expectation: { from, to } }) =>
    [from, to].some((end) => end.kind === 'entity' && end.id === id),
  );
  if (about.length === 0) return '';
  const lines = about.map(
    ({ expectation, holds }) => `${holds ? '✓' : '✗'} ${linked(`expect ${expectation.text}`, sources.locate(expectation.id))}`,
  );
  return `Claimed of it:\n\n${list(lines)}`;
}
