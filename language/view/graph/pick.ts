// All boxes and a view, or one box → the boxes that are chosen.

import type { View } from '#language/network/claim.ts';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { type BoxIndex, lineage } from './box-index.ts';
import type { Box, BoxId, Edge } from './diagram.ts';
import type { Link } from './link.ts';
import { only, representatives } from './visible.ts';

/** What the view names, what its flows touch, and what is outside VPCs if a link leads there. */
export function pick(
  network: Network,
  view: View,
  boxes: readonly Box[],
  index: BoxIndex,
  links: readonly Link[],
  flowEdges: readonly Edge[],
): readonly Box[] {
  if (view.show.length === 0) return boxes;
  const named = [...view.show, ...flowEdges.flatMap(({ from, to }) => [from, to])];
  const shown = new Set<BoxId>(named);
  const boxFor = representatives(index, only(shown, boxes));
  const outside = network.outside.filter(isReached((id) => boxFor(id) !== undefined, links));
  // A frame that is shown only for its contents is no reason to show what connects it.
  const isShown = (id: EntityId) => lineage(index, id).some((one) => shown.has(one));
  const connectors = [...network.peerings, ...network.transitGateways].filter(isReached(isShown, links));
  return only(new Set([...named, ...[...outside, ...connectors].map(({ id }) => id)]), boxes);
}

/** Whether a link leads from the resource to one that passes the test, or the other way round. */
function isReached(holds: (id: EntityId) => boolean, links: readonly Link[]): (resource: { readonly id: EntityId }) => boolean {
  return ({ id }) => links.some(({ from, to }) => (from === id && holds(to)) || (to === id && holds(from)));
}

/** The links that begin or end at a box, in it, or at a box around it: a route of a subnet is one of everything in the subnet. */
export function linksOf(id: BoxId, links: readonly Link[], index: BoxIndex): readonly Link[] {
  const around = lineage(index, id);
  const isOwn = (end: EntityId) => lineage(index, end).includes(id) || around.includes(end);
  return links.filter(({ from, to }) => isOwn(from) || isOwn(to));
}

/** A box, and what its links lead to. Of the boxes around it, only the frames are shown. */
export function withNeighbours(id: BoxId, links: readonly Link[], boxes: readonly Box[], index: BoxIndex): readonly Box[] {
  const around = new Set<BoxId>(lineage(index, id));
  const others = links.flatMap(({ from, to }) => [from, to]).filter((end) => !around.has(end));
  return only(new Set([id, ...others]), boxes);
}
