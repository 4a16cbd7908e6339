// Boxes → the same boxes, with one for all of a kind where a frame has more than anyone can read.

import { groupBy } from '#language/network/group-by.ts';
import { boxIs, kindTitle } from './box-kind.ts';
import type { Box, BoxId, BoxKind } from './diagram.ts';
import { listed } from './texts.ts';

/** The number of boxes that are drawn one by one directly in a frame. Frames in it, and what connects VPCs, do not count. */
export const MOST_BOXES = 400;

/** The same for what connects VPCs. */
export const MOST_CONNECTORS = 64;

/** The boxes that are drawn. */
export interface Crowded {
  readonly boxes: readonly Box[];
  /** The box that stands for a resource among many, by the resource's own box and the boxes in that. Empty if there is none. */
  readonly crowdOf: ReadonlyMap<BoxId, BoxId>;
}

/** In frames with too many boxes, those of the most frequent kinds become one box each. */
export function withCrowds(boxes: readonly Box[]): Crowded {
  const crowdOf = new Map<BoxId, BoxId>();
  return { boxes: gathered('', boxes, crowdOf), crowdOf };
}

function gathered(parent: BoxId, boxes: readonly Box[], crowdOf: Map<BoxId, BoxId>): readonly Box[] {
  const all = boxes.map((box) => ({ ...box, children: gathered(box.id, box.children, crowdOf) }));
  const connectors = all.filter(({ kind }) => boxIs(kind, 'connector'));
  const others = all.filter(({ kind }) => !boxIs(kind, 'connector') && !boxIs(kind, 'frame'));
  const kinds = new Map([...crowdedKinds(connectors, MOST_CONNECTORS), ...crowdedKinds(others, MOST_BOXES)]);
  for (const [kind, members] of kinds) for (const member of members) belong(member, idOf(parent, kind), crowdOf);
  return all.flatMap((box) => {
    const members = kinds.get(box.kind);
    if (members === undefined) return [box];
    return box === members[0] ? [crowdBox(idOf(parent, box.kind), members)] : [];
  });
}

/** The most frequent kinds, until no more than `most` boxes are left. */
function crowdedKinds(boxes: readonly Box[], most: number): ReadonlyMap<BoxKind, readonly Box[]> {
  const crowded = new Map<BoxKind, readonly Box[]>();
  if (boxes.length <= most) return crowded;
  const kinds = [...groupBy(boxes, ({ kind }) => kind)].toSorted(([, a], [, b]) => b.length - a.length);
  let rest = boxes.length;
  for (const [kind, members] of kinds) {
    if (rest <= most) break;
    rest -= members.length - 1;
    crowded.set(kind, members);
  }
  return crowded;
}

function belong(box: Box, crowd: BoxId, crowdOf: Map<BoxId, BoxId>): void {
  crowdOf.set(box.id, crowd);
  for (const child of box.children) belong(child, crowd, crowdOf);
}

/** No resource has such a name. */
function idOf(parent: BoxId, kind: BoxKind): BoxId {
  return `many:${parent}/${kind}`;
}

function crowdBox(id: BoxId, members: readonly Box[]): Box {
  const { kind = 'unknown', entity } = members[0] ?? {};
  const names = members.map(({ label }) => label);
  return {
    id,
    kind,
    ...(entity !== undefined && { entity }),
    label: `${members.length} × ${kindTitle(kind)}`,
    detail: `${names[0]} … ${names.at(-1)}`,
    facts: [
      `${members.length} × ${kindTitle(kind)}, drawn as one box`,
      listed(names),
      'A view that shows some of them draws each of those',
    ],
    children: [],
  };
}
