// Placed boxes, lanes and edges → edges with their bends and labels, and the gaps that must be wider.
import type { Edge } from '#language/view/graph/diagram.ts';
import { type Gaps, widest } from '#language/view/layout/gaps.ts';
import type { Placement } from '#language/view/layout/place.ts';
import type { PlacedEdge, Point } from '#language/view/layout/placed.ts';
import { type Needs, needsOf } from './demand.ts';
import type { Rect } from './geometry.ts';
import { type LabelPlaces, placeLabels } from './label-places.ts';
import { carriersOf } from './labelled.ts';
import type { Drawn } from './mesh.ts';
import { routeEdge } from './route.ts';
import { type Run, runsOf, type Way } from './runs.ts';
import { type Scene, sceneOf } from './scene.ts';
import { precedences, spread } from './spread.ts';
import { stubsOf } from './stubs.ts';

/** Edges as they can be drawn with the gaps as they are. */
export interface Drawing extends Needs {
  readonly edges: readonly PlacedEdge[];
  /** The widths that gaps need for labels without a place; empty if all have one. */
  readonly wishes: Gaps;
}

/** Edges without a box at an end are left out. */
export function drawEdges(placement: Placement, edges: readonly Edge[]): Drawing {
  const scene = sceneOf(placement, edges);
  const rough = waysOf(scene, edges);
  const runs = runsOf(scene, rough);
  const halfWidth = halfWidths(rough, runs);
  const order = precedences(rough, runs, halfWidth);
  const places = spread(runs, order);
  const ways = moved(rough, runs, places);
  const stubs = stubsOf(scene, edges);
  const labels = placeLabels(
    scene,
    ways,
    stubs.edges.flatMap(({ label }) => label ?? []),
  );
  const placed = ways.map(
    (way, index): PlacedEdge => ({ edge: way.edge, points: way.points, ...labelAt(labels.places.get(index)) }),
  );
  return {
    edges: [...placed, ...stubs.edges],
    ...needsOf(scene, runs, places, order, halfWidth),
    wishes: widest(stubs.demands, roomForLabels(scene, labels)),
  };
}

function labelAt(label: Rect | undefined): Pick<PlacedEdge, 'label'> {
  return label === undefined ? {} : { label };
}

/** Flows first, because readers look at them first; then short edges, which have few possible ways. */
function waysOf(scene: Scene, edges: readonly Edge[]): readonly Way[] {
  const drawn: Drawn[] = [];
  const ways: Way[] = [];
  for (const edge of edges.toSorted((a, b) => hurry(scene, a) - hurry(scene, b))) {
    const bundle = bundleOf(edge);
    const points = routeEdge(scene, edge, bundle, drawn);
    if (points === undefined) continue;
    ways.push({ edge, bundle, points });
    drawn.push(...drawnOf(points, bundle));
  }
  return ways;
}

function hurry(scene: Scene, edge: Edge): number {
  const [from, to] = [scene.boxes.get(edge.from), scene.boxes.get(edge.to)];
  if (edge.step !== undefined) return edge.step - 1e6;
  if (from === undefined || to === undefined) return 0;
  return Math.abs(from.x + from.width / 2 - to.x - to.width / 2) + Math.abs(from.y + from.height / 2 - to.y - to.height / 2);
}

/** Ways in that leave one resource with one label, and ways out that end at one resource, share their lines like the branches of a tree. So do the edges of one step. */
function bundleOf({ flow, from, to, role, label = '', step }: Edge): string {
  if (step !== undefined) return `${flow ?? ''} ${step} ${from} ${role} ${label}`;
  return role === 'egress' ? `to ${to} ${label}` : `from ${from} ${role} ${label}`;
}

function drawnOf(points: readonly Point[], bundle: string): readonly Drawn[] {
  return points.slice(1).map((end, index) => {
    const start = points[index] ?? end;
    return start.x === end.x
      ? { direction: 'vertical', at: start.x, from: Math.min(start.y, end.y), to: Math.max(start.y, end.y), bundle }
      : { direction: 'horizontal', at: start.y, from: Math.min(start.x, end.x), to: Math.max(start.x, end.x), bundle };
  });
}

/** The space that each run needs on either side for its label. */
function halfWidths(ways: readonly Way[], runs: readonly Run[]): (run: Run) => number {
  const carriers = carriersOf(ways, runs);
  return (run) => {
    const size = carriers.get(run);
    return size === undefined ? 0 : (run.direction === 'vertical' ? size.width : size.height) / 2 + 1;
  };
}

/** The ways with every line at the place of its run. */
function moved(ways: readonly Way[], runs: readonly Run[], places: readonly number[]): readonly Way[] {
  const lines = new Map(
    runs.flatMap((run, index) =>
      run.lines.map(({ way, line }) => [`${way} ${line}`, { run, at: places[index] ?? run.at }] as const),
    ),
  );
  return ways.map((way, index) => ({
    ...way,
    points: way.points.map((point, corner) => {
      let { x, y } = point;
      for (const line of [corner - 1, corner]) {
        const found = lines.get(`${index} ${line}`);
        if (found?.run.direction === 'vertical') x = found.at;
        if (found?.run.direction === 'horizontal') y = found.at;
      }
      return { x, y };
    }),
  }));
}

/** More space for a label without a place: the widest gap on its way becomes wider. */
function roomForLabels(scene: Scene, { crowded }: LabelPlaces): Gaps {
  const wishes = new Map<string, number>();
  const lanes = [...scene.lanes.values()].flat().filter(({ direction }) => direction === 'horizontal');
  for (const { way, size } of crowded) {
    const [gap] = lanes.filter(({ at }) => crossesLane(way.points, at)).toSorted((a, b) => b.room - a.room);
    if (gap !== undefined) wishes.set(gap.gap, Math.max(wishes.get(gap.gap) ?? 0, gap.room + 20, size.height + 26));
  }
  return wishes;
}

function crossesLane(points: readonly Point[], at: number): boolean {
  return points.slice(1).some((end, index) => {
    const start = points[index] ?? end;
    return start.x === end.x && Math.min(start.y, end.y) <= at + 1 && Math.max(start.y, end.y) >= at - 1;
  });
}
