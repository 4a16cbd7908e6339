// Frames + edges → stretches: each edge is cut at every border that it crosses, so that ELK can lay out each frame alone.
import type { Edge } from '#language/view/graph/diagram.ts';
import { bundlesOf, isInto, labelKeyOf } from './bundles.ts';
import { isOuter, type Side } from './frame/frame-input.ts';
import type { Frame, Item } from './rows.ts';
import { labelSize } from './sizes.ts';

/** The edges of a bundle that run the same way inside one frame, from one end to the other. */
export interface Stretch {
  /** Edges of the same bundle share a trunk. */
  readonly bundle: string;
  /** Whether the bundle is named after where it leads. Then its trunk is at that end, otherwise where it begins. */
  readonly isInto: boolean;
  readonly from: StretchEnd;
  /** Absent for a packet that never leaves its place. */
  readonly to?: StretchEnd;
  /** The edges whose labels are drawn on it, from top to bottom. */
  readonly labelled: readonly Edge[];
}

/** An item, or the frame's border, across which the line goes on outside. */
export type StretchEnd = { readonly stop: Stop } | Border;

/** Where a line crosses the frame's border. */
interface Border {
  readonly crossing: Crossing;
  /** Where it leads outside the frame. */
  readonly aim: Aim;
}

/** How far right the other end of a line is, from 0 to 1. */
export interface Aim {
  /** The outermost item with the other end in it. */
  readonly outer: number;
  /** The other end itself. */
  readonly inner: number;
  readonly isLabelled: boolean;
}

/** An item at which a stretch ends or goes on. */
export interface Stop {
  readonly item: string;
  /** The place where the line crosses the item's border and goes on inside. */
  readonly inside?: Crossing;
}

/** A place on a frame's border. Stretches with the same name cross it at the same place. */
export interface Crossing {
  readonly side: Side;
  readonly name: string;
}

/** All stretches, and for each edge those that it consists of, in order. */
export interface Cut {
  /** By the frame's id. */
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>;
  /** By the edge's id. */
  readonly chains: ReadonlyMap<string, readonly Part[]>;
}

/** One stretch of an edge. */
export interface Part {
  readonly frame: string;
  /** The index of the stretch in its frame. */
  readonly index: number;
}

/** Edges without one of their ends are left out. */
export function cutAtBorders(root: Frame, edges: readonly Edge[]): Cut {
  const cutting = new Cutting(placesIn(root), bundlesOf(edges));
  for (const edge of edges) cutting.cut(edge);
  return cutting.done();
}

interface Place {
  readonly frame: Frame;
  readonly item: Item;
  /** The place of the frame. */
  readonly outer: Place | undefined;
  /** The left and right ends of its share of the picture, from 0 to 1. */
  readonly left: number;
  readonly right: number;
}

function placesIn(root: Frame): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const visit = (frame: Frame, left: number, right: number, outer?: Place): void => {
    const lengths = new Map<number, number>();
    for (const { row } of frame.items) lengths.set(row, (lengths.get(row) ?? 0) + 1);
    for (const item of frame.items) {
      const share = (right - left) / (lengths.get(item.row) ?? 1);
      const own = { frame, item, outer, left: left + share * item.place, right: left + share * (item.place + 1) };
      places.set(item.id, own);
      if (item.frame !== undefined) visit(item.frame, own.left, own.right, own);
    }
  };
  visit(root, 0, 1);
  return places;
}

class Cutting {
  readonly #places: ReadonlyMap<string, Place>;
  readonly #bundles: ReadonlyMap<string, string>;
  readonly #stretches = new Map<string, OpenStretch[]>();
  readonly #chains = new Map<string, Part[]>();
  readonly #known = new Map<string, Part>();
  /** Labels that have their place. */
  readonly #labelled = new Set<string>();

  constructor(places: ReadonlyMap<string, Place>, bundles: ReadonlyMap<string, string>) {
    this.#places = places;
    this.#bundles = bundles;
  }

  done(): Cut {
    return { stretches: this.#stretches, chains: this.#chains };
  }

  cut(edge: Edge): void {
    const [from, to] = [this.#lineage(edge.from), this.#lineage(edge.to)];
    const [start, end] = [from[0], to[0]];
    if (start === undefined || end === undefined) return;
    if (start === end) {
      this.#add(edge, start.frame, { from: { stop: { item: edge.from } }, labels: true });
      return;
    }
    const i = from.findIndex(({ frame }) => to.some((other) => other.frame === frame));
    const j = to.findIndex(({ frame }) => frame === from[i]?.frame);
    const [here, there] = [from[i], to[j]];
    if (here === undefined || there === undefined) return;
    // One of the ends is inside the other: the line meets the outer box's border from within.
    const isInside = here === there;
    const [leaving, entering] = isInside ? (['N', 'N'] as const) : sidesBetween(here, there);
    const out = this.#outward(edge, from.slice(0, i), leaving, aimAt(there, end, edge));
    const into = this.#outward(edge, to.slice(0, j), entering, aimAt(here, start, edge));
    for (const { frame, stop, border } of out.steps)
      this.#addThrough(edge, frame, stop, border, { labels: isInside && frame === out.steps.at(-1)?.frame });
    if (!isInside) this.#addThrough(edge, here.frame, stopAt(here, out.crossing), stopAt(there, into.crossing), { labels: true });
    for (const { frame, stop, border } of into.steps.toReversed())
      this.#addThrough(edge, frame, border, stop, { labels: isInside && frame === into.steps.at(-1)?.frame });
  }

  /** The places of a box: in its frame, of that frame in the next one, and so on. */
  #lineage(id: string): readonly Place[] {
    const line: Place[] = [];
    for (let place = this.#places.get(id); place !== undefined; place = place.outer) line.push(place);
    return line;
  }

  /**
   * From a box to the border of the outermost of the frames. Where a frame's own line would only fork in front of its first row, the lines
   * fork outside: each has a crossing of its own and runs straight in.
   */
  #outward(edge: Edge, places: readonly Place[], side: Side, aim: Aim): Outward {
    const bundle = this.#bundleOf(edge);
    const steps: Step[] = [];
    let crossing: Crossing | undefined;
    for (const place of places) {
      const { frame, item } = place;
      const stop = stopAt(place, crossing);
      const isAtBorder = item.row === (side === 'N' ? 0 : frame.rows - 1);
      crossing = { side, name: isAtBorder && isInner(frame) ? (crossing?.name ?? `${bundle} ${item.id}`) : bundle };
      steps.push({ frame, stop, border: { crossing, aim } });
    }
    return { steps, crossing };
  }

  /** Adds the stretch between two ends, and where it passes rows of a grid, its parts between and inside these. */
  #addThrough(edge: Edge, frame: Frame, from: StretchEnd, to: StretchEnd, { labels }: { readonly labels: boolean }): void {
    const [first, last] = [rowOf(frame, from), rowOf(frame, to)];
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    const passed = bandsIn(frame).filter(({ row }) => row > low && row < high);
    const isDown = first < last;
    const [near, far]: [Side, Side] = isDown ? ['N', 'S'] : ['S', 'N'];
    const bundle = this.#bundleOf(edge);
    let start = from;
    let isLabelled = !labels;
    for (const { id, frame: band } of isDown ? passed : passed.toReversed()) {
      if (band === undefined) continue;
      const at = (side: Side): Border => ({ crossing: { side, name: bundle }, aim: NOWHERE });
      this.#add(edge, frame, { from: start, to: { stop: { item: id, inside: at(near).crossing } }, labels: !isLabelled });
      this.#add(edge, band, { from: at(near), to: at(far), labels: false });
      start = { stop: { item: id, inside: at(far).crossing } };
      isLabelled = true;
    }
    this.#add(edge, frame, { from: start, to, labels: !isLabelled });
  }

  #bundleOf({ id }: Edge): string {
    return this.#bundles.get(id) ?? id;
  }

  #add(edge: Edge, frame: Frame, { labels, ...way }: Way): void {
    const bundle = this.#bundleOf(edge);
    const own = this.#stretches.get(frame.id) ?? [];
    this.#stretches.set(frame.id, own);
    const key = `${frame.id}\n${bundle}\n${keyOf(way.from)}\n${way.to === undefined ? '' : keyOf(way.to)}`;
    const part = this.#known.get(key) ?? { frame: frame.id, index: own.length };
    this.#known.set(key, part);
    if (part.index === own.length) own.push({ bundle, isInto: isInto(edge), ...way, labelled: [] });
    const label = labelKeyOf(edge);
    if (labels && labelSize(edge) !== undefined && !this.#labelled.has(label)) {
      this.#labelled.add(label);
      own[part.index]?.labelled.push(edge);
    }
    const chain = this.#chains.get(edge.id) ?? [];
    chain.push(part);
    this.#chains.set(edge.id, chain);
  }
}

/** The way from a box to the border of a frame around it, from the innermost frame out. */
interface Outward {
  readonly steps: readonly Step[];
  /** Where it crosses the outermost border. Absent if there is none. */
  readonly crossing: Crossing | undefined;
}

/** The part of such a way in one frame. */
interface Step {
  readonly frame: Frame;
  readonly stop: StretchEnd;
  readonly border: Border;
}

/** A stretch to which labels can still be added. */
interface OpenStretch extends Stretch {
  readonly labelled: Edge[];
}

interface Way {
  readonly from: StretchEnd;
  readonly to?: StretchEnd;
  /** Whether the edge's label may be drawn here. */
  readonly labels: boolean;
}

function keyOf(end: StretchEnd): string {
  if ('crossing' in end) return `${end.crossing.side} ${end.crossing.name}`;
  const { item, inside } = end.stop;
  return inside === undefined ? item : `${item}\t${inside.side} ${inside.name}`;
}

function stopAt({ item }: Place, inside: Crossing | undefined): StretchEnd {
  return { stop: inside === undefined ? { item: item.id } : { item: item.id, inside } };
}

/** The row of a stretch's end. The upper border is before the first row, the lower one after the last. */
export function rowOf(frame: Frame, end: StretchEnd): number {
  if ('crossing' in end) return end.crossing.side === 'N' ? -1 : frame.rows;
  return rowsIn(frame).get(end.stop.item) ?? 0;
}

/** The row of each item, by its id. */
function rowsIn(frame: Frame): ReadonlyMap<string, number> {
  const known = ROWS.get(frame);
  if (known !== undefined) return known;
  const rows = new Map(frame.items.map(({ id, row }) => [id, row]));
  ROWS.set(frame, rows);
  return rows;
}

/** The items that are rows of a grid. */
function bandsIn(frame: Frame): readonly Item[] {
  const known = BANDS.get(frame);
  if (known !== undefined) return known;
  const bands = frame.items.filter(({ frame: inner }) => inner?.level === 'band');
  BANDS.set(frame, bands);
  return bands;
}

const BANDS = new WeakMap<Frame, readonly Item[]>();
const ROWS = new WeakMap<Frame, ReadonlyMap<string, number>>();

/** Of stretches that pass a frame. */
const NOWHERE: Aim = { outer: 0.5, inner: 0.5, isLabelled: false };

function aimAt(outer: Place, inner: Place, edge: Edge): Aim {
  return { outer: middle(outer), inner: middle(inner), isLabelled: labelSize(edge) !== undefined };
}

function middle({ left, right }: Place): number {
  return (left + right) / 2;
}

/** The upper end leaves by its lower border, the lower one is entered from above. In the same row lines run above VPCs, and below all else. */
function sidesBetween(here: Place, there: Place): readonly [Side, Side] {
  if (here.item.row > there.item.row) return ['N', 'S'];
  if (here.item.row < there.item.row) return ['S', 'N'];
  return isOuter(here.frame.level) ? ['N', 'N'] : ['S', 'S'];
}

function isInner({ level }: Frame): boolean {
  return level === 'subnet' || level === 'host' || level === 'loose';
}
