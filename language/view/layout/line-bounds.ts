// Edges → the edges that are drawn. A picture with thousands of lines in one frame shows nothing, and its layout takes minutes, so a frame with too
// many lines is drawn without those of its most frequent roles. What is left out is counted.
import { groupBy } from '#language/network/group-by.ts';
import type { Diagram, Edge, EdgeRole } from '#language/view/graph/diagram.ts';
import { type Cut, cutAtBorders, rowOf, type Stretch } from './cut.ts';
import { isOuter } from './frame/frame-input.ts';
import { MOST_OWN } from './frame/tree-builder.ts';
import type { LeftOut } from './placed.ts';
import type { Frame } from './rows.ts';
import { labelSize } from './sizes.ts';

/** A frame's lines in parts of lines: one for each end, and one for each row that a line passes. Up to this many are always drawn. */
export const FEW_PARTS = 100;

/** The parts of lines in all different frames together that have more than a few. */
export const MOST_PARTS = 1200;

/** The number of steps of flows in a picture. */
export const MOST_STEPS = 200;

/** The edges that are drawn, cut at the borders that they cross, and the number of those that are not, by role. */
export interface BoundedLines {
  readonly cut: Cut;
  readonly leftOut: LeftOut;
}

/** Bounded by counts alone, so the same diagram is drawn with the same lines everywhere. */
export function boundedLines(root: Frame, { edges }: Diagram): BoundedLines {
  const late = edges.filter(isStep).slice(MOST_STEPS);
  const first = without(edges, late);
  const cut = cutAtBorders(root, first);
  const crowded = crowdedFrames(root, cut).flatMap((frame) => omittedIn(root, frame, edgesIn(frame, first, cut)));
  const leftOut = new Map<EdgeRole, number>();
  for (const { role } of new Set([...late, ...crowded])) leftOut.set(role, (leftOut.get(role) ?? 0) + 1);
  return { cut: crowded.length === 0 ? cut : cutAtBorders(root, without(first, crowded)), leftOut };
}

function isStep({ step }: Edge): boolean {
  return step !== undefined;
}

function without(edges: readonly Edge[], omitted: readonly Edge[]): readonly Edge[] {
  const gone = new Set(omitted);
  return edges.filter((edge) => !gone.has(edge));
}

/** The frames with too many lines: of those with more than a few, all but the smallest ones that together are within the bound. */
function crowdedFrames(root: Frame, { stretches }: Cut): readonly Frame[] {
  const large = framesIn(root)
    .map((frame) => ({ frame, lines: stretches.get(frame.id) ?? [] }))
    .map(({ frame, lines }) => ({ frame, lines, parts: partsOf(frame, lines) }))
    .filter(({ parts }) => parts > FEW_PARTS);
  const different = groupBy(large, ({ frame, lines }) => shapeOf(frame, lines));
  let sum = 0;
  return [...different.values()]
    .toSorted(([a], [b]) => (a?.parts ?? 0) - (b?.parts ?? 0))
    .flatMap((alike) => {
      sum += alike[0]?.parts ?? 0;
      return sum > MOST_PARTS ? alike.map(({ frame }) => frame) : [];
    });
}

/** What alike frames, which are laid out once, have in common: the places of the items, and between which of them lines lead. */
function shapeOf({ level, items }: Frame, lines: readonly Stretch[]): string {
  const numbers = new Map<string, number>(items.map(({ id }, index) => [id, index]));
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const endOf = (end: Stretch['from']) =>
    'stop' in end
      ? [numberOf(end.stop.item), ...(end.stop.inside === undefined ? [] : [numberOf(end.stop.inside.name)])]
      : [end.crossing.side, numberOf(end.crossing.name)];
  return JSON.stringify([
    level,
    items.map(({ row, place, column, zone, width }) => [row, place, column, zone, width]),
    lines.map(({ bundle, from, to, labelled }) => [
      numberOf(`bundle ${bundle}`),
      endOf(from),
      to && endOf(to),
      labelled.map((edge) => labelSize(edge)),
    ]),
  ]);
}

function framesIn(frame: Frame): readonly Frame[] {
  return [frame, ...frame.items.flatMap((item) => (item.frame === undefined ? [] : framesIn(item.frame)))];
}

/** How many parts of lines the layout has to place: lines that share a trunk pass the rows between only once. */
function partsOf(frame: Frame, stretches: readonly Stretch[]): number {
  const trees = new Map<string, { readonly isInto: boolean; branches: number; longest: number; all: number }>();
  for (const { bundle, isInto, from, to } of stretches) {
    if (to === undefined) continue;
    const [first, last] = [rowOf(frame, from), rowOf(frame, to)];
    const key = `${bundle} ${JSON.stringify(isInto ? to : from)} ${first < last}`;
    const length = Math.abs(last - first);
    const tree = trees.get(key) ?? { isInto, branches: 0, longest: 0, all: 0 };
    trees.set(key, {
      isInto,
      branches: tree.branches + 1,
      longest: Math.max(tree.longest, length),
      all: tree.all + Math.max(1, length),
    });
  }
  const own = isOuter(frame.level) ? 1 : MOST_OWN;
  return [...trees.values()].reduce(
    (sum, { isInto, branches, longest, all }) => sum + (isInto && branches <= own ? 2 * all : 2 * branches + longest),
    0,
  );
}

/** The edges of which a part runs through the frame. */
function edgesIn(frame: Frame, edges: readonly Edge[], { chains }: Cut): readonly Edge[] {
  return edges.filter(({ id }) => chains.get(id)?.some((part) => part.frame === frame.id));
}

/** Of the edges through a frame: those of its most frequent roles, until few are left, and then the steps of flows. */
function omittedIn(root: Frame, frame: Frame, edges: readonly Edge[]): readonly Edge[] {
  const links = groupBy(
    edges.filter((edge) => !isStep(edge)),
    ({ role }) => role,
  );
  const groups = [...[...links.values()].toSorted((a, b) => b.length - a.length), edges.filter(isStep)];
  const omitted: Edge[] = [];
  for (const group of groups) {
    const { stretches } = cutAtBorders(root, without(edges, omitted));
    if (partsOf(frame, stretches.get(frame.id) ?? []) <= FEW_PARTS) break;
    omitted.push(...group);
  }
  return omitted;
}
