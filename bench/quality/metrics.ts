// Measures a drawing: what overlaps, what runs through what, and how directly lines run.
import { type Drawing, type DrawnBox, type DrawnEdge, flatten, isCard, type Rect } from './drawing.ts';
import { clipped, covers, gapsBetween, meet, segmentsOf } from './geometry.ts';
import { bendsOf, crossingsOf, pixelsOnEachOther, wayLength } from './lines.ts';

/** What was measured: numbers that can be added up over several drawings. */
export interface Figures {
  /** Pairs of boxes that overlap although neither contains the other, and boxes that are not inside their parent. */
  readonly boxOverlaps: number;
  /** Lines through a resource that is neither an end nor around one. Edges of a bundle that share the line count once; so for the next four. */
  readonly throughResources: number;
  readonly throughSubnets: number;
  readonly throughVpcs: number;
  /** Lines across the frame of an Availability Zone without an end of theirs inside. */
  readonly throughZones: number;
  readonly throughTitles: number;
  /** Pairs of labels that overlap. */
  readonly labelsOnLabels: number;
  /** Pairs of a label and a card or title that overlap. */
  readonly labelsOnBoxes: number;
  /** Labels over a line of another bundle. */
  readonly labelsOverLines: number;
  readonly labels: number;
  /** Bundles with a text of which no label is drawn. */
  readonly labelsMissing: number;
  /** For how many pixels lines of different bundles lie on each other, for each pair of bundles. */
  readonly onEachOther: number;
  readonly crossings: number;
  readonly edges: number;
  readonly edgesMissing: number;
  readonly bends: number;
  /**
   * The length of all edges between boxes that are apart, and the distances between the borders of these boxes with level and upright lines
   * only; pixels.
   */
  readonly length: number;
  readonly straight: number;
  /** Of everything that is drawn, without a margin. */
  readonly width: number;
  readonly height: number;
  /** The area of all cards, in square pixels. */
  readonly cardArea: number;
}

/** Measures one drawing. */
export function measure(drawing: Drawing): Figures {
  const boxes = flatten(drawing.boxes);
  const drawn = drawing.edges.filter(({ points }) => points.length > 1);
  const cards = boxes.filter(isCard);
  return {
    boxOverlaps: overlapsIn(drawing.boxes),
    ...linesThrough(drawing.boxes, drawn),
    ...labelFigures(drawing.edges, boxes),
    onEachOther: Math.round(pixelsOnEachOther(drawn)),
    crossings: crossingsOf(drawn),
    edges: drawn.length,
    edgesMissing: drawing.edges.length - drawn.length,
    bends: sum(drawn.map(({ points }) => bendsOf(points))),
    ...lengths(drawn, boxes),
    ...boundsOf(drawing.edges, boxes),
    cardArea: Math.round(sum(cards.map((card) => card.width * card.height))),
  };
}

function overlapsIn(siblings: readonly DrawnBox[]): number {
  const own = pairs(siblings).filter(([one, other]) => meet(one, other)).length;
  const below = siblings.map((box) => overlapsIn(box.children) + box.children.filter((child) => !covers(box, child)).length);
  return own + sum(below);
}

type Through = Pick<Figures, 'throughResources' | 'throughSubnets' | 'throughVpcs' | 'throughZones' | 'throughTitles'>;

function linesThrough(roots: readonly DrawnBox[], edges: readonly DrawnEdge[]): Through {
  const around = ancestors(roots);
  const boxes = flatten(roots);
  const through = (isMet: (box: DrawnBox) => boolean) =>
    distinctWays(edges, boxes.filter(isMet), (edge, { id }) => [edge.from, edge.to].every((end) => !around.get(end)?.has(id)));
  const titles = boxes.flatMap(({ title }) => title ?? []);
  return {
    throughResources: through(({ part }) => part === 'resource'),
    throughSubnets: through(({ part }) => part === 'subnet'),
    throughVpcs: through(({ part }) => part === 'vpc'),
    throughZones: through(({ part }) => part === 'zone'),
    throughTitles: distinctWays(edges, titles, () => true),
  };
}

/** How often a line runs through one of the rectangles. Edges of a bundle with the same way through it count once. */
function distinctWays<T extends Rect>(
  edges: readonly DrawnEdge[],
  rects: readonly T[],
  matters: (edge: DrawnEdge, rect: T) => boolean,
): number {
  const ways = new Set<string>();
  for (const edge of edges) {
    const segments = segmentsOf(edge.points);
    for (const [index, rect] of rects.entries()) {
      const inside = segments.flatMap((segment) => clipped(segment, rect) ?? []);
      if (inside.length === 0 || !matters(edge, rect)) continue;
      ways.add(`${index} ${edge.bundle} ${inside.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).toSorted()}`);
    }
  }
  return ways.size;
}

/** For every box its own id and those of all boxes around it. */
function ancestors(boxes: readonly DrawnBox[], around: readonly string[] = []): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    boxes.flatMap(({ id, children }) => [[id, new Set([...around, id])] as const, ...ancestors(children, [...around, id])]),
  );
}

type Labels = Pick<Figures, 'labelsOnLabels' | 'labelsOnBoxes' | 'labelsOverLines' | 'labels' | 'labelsMissing'>;

function labelFigures(edges: readonly DrawnEdge[], boxes: readonly DrawnBox[]): Labels {
  const labels = edges.flatMap(({ bundle, labelKey, label }) => (label === undefined ? [] : [{ ...label, bundle, labelKey }]));
  const texts = boxes.flatMap((box) => (isCard(box) ? [box] : (box.title ?? [])));
  const covered = labels.filter((label) =>
    edges.some(
      ({ bundle, points }) =>
        bundle !== label.bundle && segmentsOf(points).some((segment) => clipped(segment, label) !== undefined),
    ),
  );
  const shown = new Set(labels.map(({ labelKey }) => labelKey));
  const wanted = new Set(edges.filter(({ isLabelled }) => isLabelled).map(({ labelKey }) => labelKey));
  return {
    labelsOnLabels: pairs(labels).filter(([one, other]) => meet(one, other)).length,
    labelsOnBoxes: sum(labels.map((label) => texts.filter((text) => meet(label, text)).length)),
    labelsOverLines: covered.length,
    labels: labels.length,
    labelsMissing: [...wanted].filter((key) => !shown.has(key)).length,
  };
}

/** The size of everything that is drawn. */
function boundsOf(edges: readonly DrawnEdge[], boxes: readonly DrawnBox[]): Pick<Figures, 'width' | 'height'> {
  const rects = [...boxes, ...edges.flatMap(({ label }) => label ?? [])];
  const points = edges.flatMap((edge) => edge.points);
  return {
    width: span([...points.map(({ x }) => x), ...rects.flatMap(({ x, width }) => [x, x + width])]),
    height: span([...points.map(({ y }) => y), ...rects.flatMap(({ y, height }) => [y, y + height])]),
  };
}

function span(all: readonly number[]): number {
  const [first = 0] = all;
  const [least, most] = all.reduce(([low, high], at) => [Math.min(low, at), Math.max(high, at)], [first, first]);
  return Math.round(most - least);
}

/** Edges that end at a box around their other end have no straight distance, so they are left out. */
function lengths(edges: readonly DrawnEdge[], boxes: readonly DrawnBox[]): Pick<Figures, 'length' | 'straight'> {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const measured = edges.flatMap(({ from, to, points }) => {
    const [start, end] = [byId.get(from), byId.get(to)];
    const straight = start === undefined || end === undefined ? 0 : sum(gapsBetween(start, end));
    return straight === 0 ? [] : [{ straight, length: wayLength(points) }];
  });
  return {
    length: Math.round(sum(measured.map(({ length }) => length))),
    straight: Math.round(sum(measured.map(({ straight }) => straight))),
  };
}

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
