// A diagram of networks → the same diagram with coordinates: boxes in rows and columns, and the edges between them.
import type { Box, Diagram, Edge } from '#language/view/graph/diagram.ts';
import { type Arranged, arrangeAlone, arrangePicture } from './arrange.ts';
import { type Gaps, widest } from './gaps.ts';
import { measure } from './measure.ts';
import { type Placement, placeContent } from './place.ts';
import type { PlacedBox, PlacedDiagram } from './placed.ts';
import { drawEdges } from './routing/draw.ts';
import { even } from './sizes.ts';

/** Each round makes gaps wider for the edges of the round before; this many are enough for all diagrams seen. */
const ROUNDS = 5;

/** With more VPCs than this the edges inside each one are routed separately, so that the time is proportional to the number of VPCs. */
const MANY_VPCS = 8;

/** The ratio of width to height for several VPCs. */
const ASPECT = 1.6;

/** Boxes of one kind are side by side; gaps are as wide as the edges in them need. */
export function layoutNetwork(diagram: Diagram): PlacedDiagram {
  const arranged = arrangePicture(diagram.boxes, columnsFor);
  const vpcs = vpcsIn(arranged);
  const owners = vpcs.length > MANY_VPCS ? ownersOf(vpcs) : new Map<string, string>();
  const parts = partsOf(diagram.edges, owners);
  let gaps: Gaps = new Map();
  for (const vpc of vpcs) {
    const own = parts.get(vpc.id);
    if (own !== undefined) gaps = widest(gaps, settle(arrangeAlone(vpc), own, new Map()));
  }
  const between = parts.get('') ?? [];
  gaps = settle(arranged, between, gaps);
  const { placement, width, height } = place(arranged, gaps);
  const local = vpcs.flatMap(({ id }) => drawEdges(partOf(placement, id), parts.get(id) ?? []).edges);
  return { diagram, width, height, boxes: placement.boxes, edges: [...drawEdges(placement, between).edges, ...local] };
}

/** The smallest gaps that have enough space for all edges and labels. */
function settle(arranged: Arranged, edges: readonly Edge[], start: Gaps): Gaps {
  let gaps = start;
  let wishes: Gaps = new Map();
  let drawing = drawEdges(place(arranged, gaps).placement, edges);
  for (let round = 1; round < ROUNDS; round += 1) {
    wishes = widest(wishes, rounded(drawing.wishes));
    if (drawing.fits && drawing.wishes.size === 0) break;
    gaps = widest(gaps, wishes, rounded(drawing.needs));
    drawing = drawEdges(place(arranged, gaps).placement, edges);
  }
  return gaps === start ? start : trimmed(arranged, edges, gaps, widest(start, wishes, rounded(drawing.needs)));
}

/** Gaps that edges no longer use become narrow again, unless the edges would then use them again. */
function trimmed(arranged: Arranged, edges: readonly Edge[], gaps: Gaps, needed: Gaps): Gaps {
  if (isSame(gaps, needed)) return gaps;
  const { fits, wishes } = drawEdges(place(arranged, needed).placement, edges);
  return fits && wishes.size === 0 ? needed : gaps;
}

function rounded(gaps: Gaps): Gaps {
  return new Map([...gaps].map(([gap, room]) => [gap, even(room)]));
}

function isSame(a: Gaps, b: Gaps): boolean {
  return a.size === b.size && [...b].every(([gap, room]) => a.get(gap) === room);
}

function place(
  arranged: Arranged,
  gaps: Gaps,
): { readonly placement: Placement; readonly width: number; readonly height: number } {
  const measured = measure(arranged, gaps);
  return { placement: placeContent(measured, 0, 0, measured.width, gaps), width: measured.width, height: measured.height };
}

/** Up to three VPCs are in one row; more fill a rectangle with the proportions of a screen. */
function columnsFor(boxes: readonly Arranged[]): number {
  if (boxes.length <= 3) return boxes.length;
  const sizes = boxes.map((box) => measure(box, new Map()));
  const [width, height] = [
    Math.max(...sizes.map((size) => size.width)),
    sizes.reduce((sum, size) => sum + size.height, 0) / sizes.length,
  ];
  return Math.max(1, Math.round(Math.sqrt((boxes.length * ASPECT * height) / width)));
}

function vpcsIn(arranged: Arranged): readonly Arranged[] {
  return arranged.box?.kind === 'vpc' ? [arranged] : arranged.rows.flat().flatMap(vpcsIn);
}

/** For every box inside a VPC the id of that VPC. */
function ownersOf(vpcs: readonly Arranged[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  const visit = (box: Box, vpc: string): void => {
    for (const child of box.children) {
      owners.set(child.id, vpc);
      visit(child, vpc);
    }
  };
  for (const { id, box } of vpcs) if (box !== undefined) visit(box, id);
  return owners;
}

/** The edges inside each VPC, by its id; all others under the empty id. */
function partsOf(edges: readonly Edge[], owners: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Edge[]> {
  const parts = new Map<string, Edge[]>();
  for (const edge of edges) {
    const owner = owners.get(edge.from);
    const part = owner !== undefined && owner === owners.get(edge.to) ? owner : '';
    const known = parts.get(part);
    if (known === undefined) parts.set(part, [edge]);
    else known.push(edge);
  }
  return parts;
}

/** One VPC and the lanes inside it. */
function partOf({ boxes, lanes }: Placement, vpc: string): Placement {
  const found = find(boxes, vpc);
  if (found === undefined) return { boxes: [], lanes: [] };
  const ids = new Set<string>();
  const visit = (placed: PlacedBox): void => {
    ids.add(placed.box.id);
    placed.children.forEach(visit);
  };
  visit(found);
  return { boxes: [found], lanes: lanes.filter(({ frame }) => ids.has(frame)) };
}

function find(boxes: readonly PlacedBox[], id: string): PlacedBox | undefined {
  for (const placed of boxes) {
    const found = placed.box.id === id ? placed : placed.box.kind === 'region' ? find(placed.children, id) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
