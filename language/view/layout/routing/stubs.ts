// Edges that never leave their box in; a short line with its label below the box out.
import type { Edge } from '#language/view/graph/diagram.ts';
import type { Gaps } from '#language/view/layout/gaps.ts';
import type { Lane } from '#language/view/layout/place.ts';
import type { PlacedBox, PlacedEdge } from '#language/view/layout/placed.ts';
import { labelSize } from '#language/view/layout/sizes.ts';
import type { Scene } from './scene.ts';

/** How far the line reaches below the box, the lower half of its cross, and what must be free below its label. */
const LENGTH = 13;
const CROSS = 9;
const FREE = 6;

/** Short lines, and the gaps that they want below their boxes. */
export interface Stubs {
  readonly edges: readonly PlacedEdge[];
  readonly demands: Gaps;
}

/** Only edges that begin and end at the same box become stubs. */
export function stubsOf(scene: Scene, edges: readonly Edge[]): Stubs {
  const demands = new Map<string, number>();
  const placed = edges.flatMap((edge): readonly PlacedEdge[] => {
    const box = scene.boxes.get(edge.from);
    if (edge.from !== edge.to || box === undefined) return [];
    const lane = gapBelow(scene, edge.from, box.y + box.height);
    const room = LENGTH + CROSS + (labelSize(edge)?.height ?? 0) + FREE;
    if (lane !== undefined && lane.room < room) demands.set(lane.gap, room);
    return [stubBelow(edge, box)];
  });
  return { edges: placed, demands };
}

/** A short line from the middle of the box downwards, and the label under its end. */
function stubBelow(edge: Edge, { x, y, width, height }: PlacedBox): PlacedEdge {
  const [middle, bottom] = [x + width / 2, y + height];
  const points = [
    { x: middle, y: bottom },
    { x: middle, y: bottom + LENGTH },
  ];
  const size = labelSize(edge);
  return { edge, points, ...(size && { label: { ...size, x: middle - size.width / 2, y: bottom + LENGTH + CROSS } }) };
}

function gapBelow(scene: Scene, id: string, bottom: number): Lane | undefined {
  const lanes = scene.lanes.get(scene.parents.get(id) ?? '') ?? [];
  const below = lanes.filter(({ direction, at }) => direction === 'horizontal' && at > bottom);
  return below.toSorted((a, b) => a.at - b.at)[0];
}
