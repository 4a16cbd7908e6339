// All boxes and a view → the boxes that the view shows.

import type { View } from '#language/network/claim.ts';
import { type BoxIndex, indexOf, lineage } from './box-index.ts';
import { boxIs } from './box-kind.ts';
import type { Box, BoxId } from './diagram.ts';

/** The boxes of a depth. Collapsing VPCs, as `vpcs` does, is the matter of fold.ts. */
export function downTo(depth: NonNullable<View['depth']>, boxes: readonly Box[]): readonly Box[] {
  if (depth !== 'subnets') return boxes;
  return boxes
    .filter(({ kind }) => !boxIs(kind, 'leftOutAtSubnets'))
    .map((box) => ({ ...box, children: downTo(depth, box.children) }));
}

/** Without the resolvers that no flow uses. */
export function withoutIdleResolvers(asked: ReadonlySet<BoxId>, boxes: readonly Box[]): readonly Box[] {
  return boxes
    .filter(({ id, kind }) => kind !== 'resolver' || asked.has(id))
    .map((box) =>
      box.kind === 'vpc' || box.kind === 'region' ? { ...box, children: withoutIdleResolvers(asked, box.children) } : box,
    );
}

/** The boxes of `shown` with everything inside them, and the frames around them. An empty `shown` shows everything. */
export function only(shown: ReadonlySet<BoxId>, boxes: readonly Box[]): readonly Box[] {
  if (shown.size === 0) return boxes;
  return boxes.flatMap((box) => {
    if (shown.has(box.id)) return [box];
    const children = only(shown, box.children);
    return children.length === 0 ? [] : [{ ...box, children }];
  });
}

/** For each resource the visible box that represents it: its own, or the nearest visible one around it. */
export function representatives(all: BoxIndex, visible: readonly Box[]): (id: BoxId) => BoxId | undefined {
  const seen = indexOf(visible).boxes;
  return (id) => lineage(all, id).find((one) => seen.has(one));
}
