// Edges from a box to itself → a short line below the box, with its label.
import type { Edge } from '#language/view/graph/diagram.ts';
import type { Gaps } from '#language/view/layout/gaps.ts';
import type { Lane } from '#language/view/layout/place.ts';
import type { PlacedBox, PlacedEdge } from '#language/view/layout/placed.ts';
import { labelSize, type Size } from '#language/view/layout/sizes.ts';
import { meet, type Rect } from './geometry.ts';
import type { Scene } from './scene.ts';

/** How far the line reaches below the box, the lower half of its cross, and what must be free below and between labels. */
const LENGTH = 13;
const CROSS = 9;
const FREE = 6;

/** Short lines, and the gaps that they want below their boxes. */
export interface Stubs {
  readonly edges: readonly PlacedEdge[];
  readonly demands: Gaps;
}

/** Only edges that begin and end at the same box become stubs. Labels that would overlap are placed below each other. */
export function stubsOf(scene: Scene, edges: readonly Edge[]): Stubs {
  const demands = new Map<string, number>();
  const labels: Rect[] = [];
  const placed = edges.flatMap((edge): readonly PlacedEdge[] => {
    const box = scene.boxes.get(edge.from);
    if (edge.from !== edge.to || box === undefined) return [];
    const size = labelSize(edge);
    const label = size && labelBelow(scene, box, size, labels);
    const lane = gapBelow(scene, box);
    const room = (label === undefined ? LENGTH + CROSS : label.y + label.height - box.y - box.height) + FREE;
    if (lane !== undefined && lane.room < room) demands.set(lane.gap, Math.max(room, demands.get(lane.gap) ?? 0));
    const isFree = label !== undefined && !scene.legible.some((other) => meet(label, other));
    if (label !== undefined) labels.push(label);
    return [{ edge, points: lineBelow(box), ...(isFree && { label }) }];
  });
  return { edges: placed, demands };
}

function lineBelow({ x, y, width, height }: PlacedBox): PlacedEdge['points'] {
  const [middle, bottom] = [x + width / 2, y + height];
  return [
    { x: middle, y: bottom },
    { x: middle, y: bottom + LENGTH },
  ];
}

/** Under the end of the line, if possible inside the frame of the box, and below the labels that are already there. */
function labelBelow(scene: Scene, box: PlacedBox, size: Size, labels: readonly Rect[]): Rect {
  const frame = scene.boxes.get(scene.parents.get(box.box.id) ?? '') ?? box;
  const middle = box.x + box.width / 2 - size.width / 2;
  const x = Math.max(frame.x + FREE, Math.min(middle, frame.x + frame.width - FREE - size.width));
  let label = { ...size, x: frame === box ? middle : x, y: box.y + box.height + LENGTH + CROSS };
  while (labels.some((other) => meet(label, other, FREE - 1))) label = { ...label, y: label.y + 1 };
  return label;
}

function gapBelow(scene: Scene, { box, y, height }: PlacedBox): Lane | undefined {
  const lanes = scene.lanes.get(scene.parents.get(box.id) ?? '') ?? [];
  const below = lanes.filter(({ direction, at }) => direction === 'horizontal' && at > y + height);
  return below.toSorted((a, b) => a.at - b.at)[0];
}
