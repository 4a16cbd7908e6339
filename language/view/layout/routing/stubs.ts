// Edges that never leave their box in; a short line with its label below the box out.
import type { Edge } from '#language/view/graph/diagram.ts';
import type { PlacedEdge } from '#language/view/layout/placed.ts';
import { labelSize } from '#language/view/layout/sizes.ts';
import type { Scene } from './scene.ts';

/** How far the line reaches below the box, the lower half of its cross, and what must be free below its label. */
const LENGTH = 13;
const CROSS = 9;
const FREE = 6;

export interface Stubs {
  readonly edges: readonly PlacedEdge[];
  readonly demands: ReadonlyMap<string, number>;
}

export function stubsOf(scene: Scene, edges: readonly Edge[]): Stubs {
  const stubs = edges.filter(({ from, to }) => from === to && scene.boxes.has(from));
  const demands = new Map<string, number>();
  const placed = stubs.map((edge): PlacedEdge => {
    const box = scene.boxes.get(edge.from);
    const [x, y] = box === undefined ? [0, 0] : [box.x + box.width / 2, box.y + box.height];
    const size = labelSize(edge);
    const lane = gapBelow(scene, edge.from, y);
    const room = LENGTH + CROSS + (size?.height ?? 0) + FREE;
    if (lane !== undefined && lane.room < room) demands.set(lane.gap, room);
    const points = [
      { x, y },
      { x, y: y + LENGTH },
    ];
    return { edge, points, ...(size && { label: { ...size, x: x - size.width / 2, y: y + LENGTH + CROSS } }) };
  });
  return { edges: placed, demands };
}

function gapBelow(scene: Scene, id: string, bottom: number) {
  const lanes = scene.lanes.get(scene.parents.get(id) ?? '') ?? [];
  const below = lanes.filter(({ direction, at }) => direction === 'horizontal' && at > bottom);
  return below.toSorted((a, b) => a.at - b.at)[0];
}
