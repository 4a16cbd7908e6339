// The graph of one frame under construction: a node for each item and each crossing, and how each line is made of ELK's edges.
import { cardPorts, FIXED_ITEM, IN_ZONE, LAYER_GAP, LINE, LINE_GAP, NEAR } from '#language/view/layout/elk/options.ts';
import type { Point } from '#language/view/layout/placed.ts';
import { CARD, type Size } from '#language/view/layout/sizes.ts';
import { ElkGraph, type GraphNode, type Port } from './elk-graph.ts';
import type { FrameInput, InputCrossing, InputItem, InputLine, InputStop, Level, LineEnd, Side } from './frame-input.ts';
import type { Lean } from './frame-layout.ts';
import { GAPS, type Gaps, ZONE } from './gaps.ts';

/** How a line is drawn. Edges are ids of the graph. */
export type Path =
  /** From its upper end to its lower one. */
  | {
      readonly kind: 'down';
      readonly edges: readonly string[];
      /** Whether traffic runs from the lower end to the upper one. */
      readonly isUpward: boolean;
      readonly upper: LineEnd;
      readonly lower: LineEnd | undefined;
    }
  /** Between two items of one row: from each of them to the place where they meet, below the row or above it. */
  | {
      readonly kind: 'bend';
      readonly edges: readonly [string, string];
      readonly side: Side;
      readonly from: number;
      readonly to: number;
    }
  /** Between neighbours: a straight line. */
  | { readonly kind: 'direct'; readonly from: number; readonly to: number };

/** The node of a line's labels. They cover its lower part. */
export interface LabelNode {
  readonly node: GraphNode;
  readonly lean: Lean;
}

/** Everything that the steps of building share. */
export class FrameGraph {
  readonly graph = new ElkGraph();
  readonly gaps: Gaps;
  /** The places on the border that lines cross, from left to right. */
  readonly crossings: readonly InputCrossing[];
  /** Nodes of the items, and of the crossings, by their indexes. */
  readonly items: readonly GraphNode[];
  readonly borders: ReadonlyMap<number, GraphNode>;
  /** The paths of the lines, and the nodes of their labels, by the lines' indexes. */
  readonly paths = new Map<number, Path>();
  readonly labels = new Map<number, LabelNode>();
  readonly input: FrameInput;
  /** The number of items in each row. */
  readonly #lengths: readonly number[];
  /** The rows with labels below them, which make room enough. */
  readonly #labelledGaps: ReadonlySet<number>;
  /** The rows of the zones. */
  readonly #zoneRows: { readonly first: number; readonly last: number };

  constructor(input: FrameInput) {
    this.input = input;
    this.gaps = GAPS[input.level];
    this.#lengths = lengthsOf(input);
    this.#labelledGaps = this.#findLabelledGaps();
    const zoned = input.items.flatMap(({ zone, row }) => (zone === undefined ? [] : [row]));
    this.#zoneRows = { first: Math.min(...zoned), last: Math.max(...zoned) };
    this.crossings = crossingsIn(input.lines);
    this.borders = new Map(this.crossings.map((crossing) => [crossing.index, this.#borderNode(crossing)]));
    this.items = input.items.map((item, index) =>
      this.graph.node(this.sliceOf(item), {
        layer: item.row + 1,
        options: this.isFixed(index) ? (item.zone === undefined ? FIXED_ITEM : IN_ZONE) : cardPorts(1, this.#alignment(item)),
        place: item.place,
        order: this.acrossItem(item),
      }),
    );
  }

  /** A place on the border: as high as the title, so that what is below it starts under the title. */
  #borderNode({ side, index }: InputCrossing): GraphNode {
    const { header, level, rows } = this.input;
    const height = side === 'N' ? Math.max(1, header - UNDER_TITLE) : 1;
    return this.graph.node(
      { width: LINE, height },
      {
        layer: side === 'N' ? 0 : rows + 1,
        options: NEAR,
        // Gateways are there for what is outside, so the order of their lines is decided there.
        ...(level === 'vpc' && { place: index }),
        order: this.acrossBorder(index),
      },
    );
  }

  #findLabelledGaps(): ReadonlySet<number> {
    const labelled = this.input.lines.filter(({ label }) => label !== undefined);
    return new Set(
      labelled.flatMap((line) => {
        if (line.to === undefined) return [];
        const [from, to] = [this.rowOf(line.from), this.rowOf(line.to)];
        const [root, other] = line.isInto ? [to, from] : [from, to];
        return root < other ? [root] : root > other ? [root - 1] : [];
      }),
    );
  }

  /** How far right in the frame an end is, from 0 to 1. */
  across(end: LineEnd): number {
    if ('crossing' in end) return this.acrossBorder(end.crossing.index);
    const { item: index, inside } = end.stop;
    const item = this.input.items[index];
    if (item === undefined) return 0.5;
    const part = inside === undefined ? 0.5 : inside.x / Math.max(1, item.width);
    return (item.place + part) / this.lengthOf(item.row);
  }

  acrossItem({ row, place }: InputItem): number {
    return (place + 0.5) / this.lengthOf(row);
  }

  acrossBorder(index: number): number {
    return (index + 0.5) / this.crossings.length;
  }

  /** Roughly how far right of the frame's middle an end is, in CSS pixels: lines between the items of a row are not counted. */
  offsetOf(end: LineEnd): number {
    if ('crossing' in end) return (this.acrossBorder(end.crossing.index) - 0.5) * LINE_GAP * this.crossings.length;
    const { item: index, inside } = end.stop;
    const item = this.input.items[index];
    if (item === undefined) return 0;
    const row = this.input.items.filter((other) => other.row === item.row);
    const gap = item.zone === undefined ? this.gaps.columns : LINE_GAP - LINE;
    const widthOf = (items: readonly InputItem[]) => items.reduce((sum, other) => sum + this.sliceOf(other).width + gap, 0);
    const before = widthOf(row.filter(({ place }) => place < item.place));
    return before + this.sliceOf(item).x + (inside?.x ?? item.width / 2) - (widthOf(row) - gap) / 2;
  }

  /** The number of items in a row. */
  lengthOf(row: number): number {
    return this.#lengths[row] ?? 1;
  }

  /** The upper border is before the first row, the lower one after the last. */
  rowOf(end: LineEnd): number {
    if ('crossing' in end) return end.crossing.side === 'N' ? -1 : this.input.rows;
    return this.input.items[end.stop.item]?.row ?? 0;
  }

  isFirstOfZone({ zone, row }: InputItem): boolean {
    return zone !== undefined && row === this.#zoneRows.first;
  }

  isLastOfZone({ zone, row }: InputItem): boolean {
    return zone !== undefined && row === this.#zoneRows.last;
  }

  /** An item as ELK sees it: with its part of the zone's frame, and the room below its row. `x`, `y`: where the item is in it. */
  sliceOf(item: InputItem): Size & Point {
    const { width, height, row, zone } = item;
    const { rows, aboveZones } = this.input;
    const extra = row === this.#zoneRows.first - 1 ? aboveZones : 0;
    const gap = this.#labelledGaps.has(row) ? 0 : this.gaps.rows - LAYER_GAP;
    const below = row === rows - 1 ? 0 : gap + extra;
    if (zone === undefined) return { x: 0, y: 0, width, height: height + below };
    const [x, y] = [ZONE.side + ZONE.clear, this.isFirstOfZone(item) ? ZONE.header : 0];
    return { x, y, width: width + 2 * x, height: y + height + (this.isLastOfZone(item) ? ZONE.bottom : 0) + below };
  }

  /** Whether `settlePorts` places the ports of the item's lines. On all other items ELK does. */
  isFixed(index: number): boolean {
    const item = this.input.items[index];
    if (item === undefined) return true;
    const { zone, column, isCrossed, shape } = item;
    const isInColumn = column !== undefined && (shape === 'frame' || this.input.rows > 1);
    return zone !== undefined || isCrossed || isInColumn || this.isUnderTitle(index);
  }

  /** The first item of a small frame. Lines from the border come in right of the title. */
  isUnderTitle(index: number): boolean {
    const { level, title, items, lines } = this.input;
    const item = items[index];
    return (
      isSmall(level) &&
      title > 0 &&
      item?.row === 0 &&
      item.place === 0 &&
      lines.some(({ from, to }) => to !== undefined && (entersAt(from, to, index) || entersAt(to, from, index)))
    );
  }

  /** Where a line of a bundle meets an end, on the side of the end that `side` says. `other` is the line's other end, if it has only one. */
  meet(end: LineEnd, bundle: number, side: Side, other?: LineEnd): Port {
    const compass = side === 'N' ? 'NORTH' : 'SOUTH';
    if ('crossing' in end) {
      const node = this.borders.get(end.crossing.index);
      if (node === undefined) throw new Error(`Crossing ${end.crossing.index} does not exist.`);
      return this.graph.port(node, 'x', end.crossing.side === 'N' ? 'SOUTH' : 'NORTH', { x: LINE / 2 });
    }
    const { inside } = end.stop;
    const { item, node } = this.#at(end.stop);
    const order = other === undefined ? 0.5 : this.across(other);
    const wish = this.#wish(item, other);
    const facts = { order, wish, other: other !== undefined && 'stop' in other ? other.stop.item : undefined };
    if (inside === undefined) return this.graph.port(node, `${bundle}`, compass, facts);
    const { x } = this.sliceOf(item);
    const range = { least: x + inside.least, most: x + inside.most };
    return this.graph.port(node, `${bundle} at ${inside.x}`, compass, { ...facts, usual: x + inside.x, range });
  }

  /** On which side of the frame's middle a card is, from 0 to 1, where its ports depend on that. */
  #alignment(item: InputItem): number {
    return this.input.level === 'vpc' ? this.acrossItem(item) : 0.5;
  }

  /** Where a line of a bundle enters a card by its side. */
  meetSide(end: LineEnd, bundle: number, side: 'WEST' | 'EAST'): Port {
    if ('crossing' in end) throw new Error('Only items have sides.');
    const { item, node } = this.#at(end.stop);
    const port = this.graph.port(node, `${bundle}`, side);
    const beside = ['WEST', 'EAST'].map((one) => node.ports.filter((other) => other.side === one).length);
    node.options = cardPorts(Math.max(...beside), this.#alignment(item));
    return port;
  }

  #at({ item: index }: InputStop): { readonly item: InputItem; readonly node: GraphNode } {
    const [item, node] = [this.input.items[index], this.items[index]];
    if (item === undefined || node === undefined) throw new Error(`Item ${index} does not exist.`);
    return { item, node };
  }

  /** The x at which a line would run straight into the item above or below. */
  #wish({ column, row }: InputItem, other: LineEnd | undefined): number | undefined {
    if (other === undefined || 'crossing' in other || column === undefined) return undefined;
    const theirs = this.input.items[other.stop.item];
    const { inside } = other.stop;
    const isNext = theirs !== undefined && theirs.column === column && Math.abs(theirs.row - row) === 1;
    return isNext && inside !== undefined ? this.sliceOf(theirs).x + inside.x : undefined;
  }
}

/** What is below a title starts this much higher than the title's strip ends. */
export const UNDER_TITLE = 6;

/** As many lines as fit enter a card by the same side. */
export const MOST_AT_ONE_SIDE = Math.floor(CARD.height / LINE_GAP);

function isSmall(level: Level): boolean {
  return level === 'subnet' || level === 'host';
}

/** Whether a line comes in across the upper border and meets the item. */
function entersAt(border: LineEnd, end: LineEnd, item: number): boolean {
  return 'crossing' in border && border.crossing.side === 'N' && 'stop' in end && end.stop.item === item;
}

function lengthsOf({ rows, items }: FrameInput): readonly number[] {
  const lengths = Array.from({ length: rows }, () => 0);
  for (const { row } of items) lengths[row] = (lengths[row] ?? 0) + 1;
  return lengths;
}

function crossingsIn(lines: readonly InputLine[]): readonly InputCrossing[] {
  const ends = lines.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]));
  const all = new Map(ends.flatMap((end) => ('crossing' in end ? [[end.crossing.index, end.crossing] as const] : [])));
  return [...all.values()].toSorted((a, b) => a.index - b.index);
}
