// ELK's answer → the layout of the frame: adds the frame's own borders, and puts the pieces of each line together.
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import { LAYER_GAP, LINE, LINE_GAP } from '#language/view/layout/elk/options.ts';
import type { Point } from '#language/view/layout/placed.ts';
import { CARD, even, type Size } from '#language/view/layout/sizes.ts';
import type { GraphNode } from './elk-graph.ts';
import { type FrameGraph, type Path, UNDER_TITLE } from './frame-graph.ts';
import type { FrameInput, InputLine, InputStop, LineEnd, Side } from './frame-input.ts';
import type { CrossingPlace, FrameLayout, LabelPlace, Range, Rect } from './frame-layout.ts';
import { GAPS, RIGHT_OF_TITLE, TOP, ZONE } from './gaps.ts';
import { AFTER_TITLE, CORNER } from './ports.ts';

/** Nothing but a title. */
export function readEmpty({ level, header, title }: FrameInput): FrameLayout {
  const width = even(title === 0 ? 2 * GAPS[level].side : title + RIGHT_OF_TITLE);
  return { width, height: even(header + GAPS[level].bottom), items: [], zones: [], lines: [], labels: [], crossings: [] };
}

/** The layout that ELK's answer means. */
export function read(frame: FrameGraph, answer: ElkNode): FrameLayout {
  return new Reading(frame, answer).layout();
}

/** From ELK's coordinates to those of the frame. */
type Move = (point: Point) => Point;

class Reading {
  readonly #frame: FrameGraph;
  readonly #nodes: ReadonlyMap<string, ElkNode>;
  readonly #edges: ReadonlyMap<string, readonly Point[]>;

  constructor(frame: FrameGraph, answer: ElkNode) {
    this.#frame = frame;
    this.#nodes = new Map(answer.children?.map((node) => [node.id, node]));
    this.#edges = new Map(
      answer.edges?.map(({ id, sections }) => {
        const [section] = sections ?? [];
        return [id, section === undefined ? [] : [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]];
      }),
    );
  }

  layout(): FrameLayout {
    const { input, borders } = this.#frame;
    const [width, dx] = this.#width();
    const [height, dy] = this.#height();
    const move: Move = ({ x, y }) => ({ x: x + dx, y: y + dy });
    const items = input.items.map((item, index): Rect => {
      const slice = this.#frame.sliceOf(item);
      const { x, y } = this.#rect(this.#frame.items[index]);
      return { x: x + slice.x + dx, y: y + slice.y + dy, width: item.width, height: item.height };
    });
    return {
      width,
      height,
      items: items.map(({ x, y }) => ({ x, y })),
      zones: input.zoneTitles.map((_, zone) => this.#zone(zone, items)),
      lines: input.lines.map((_, index) => this.#line(index, items, height, move)),
      labels: input.lines.map(({ label }, index) => label && this.#label(index, label, items, move)),
      crossings: [...borders.keys()].map((index) => this.#crossing(index, items, dx)),
    };
  }

  /** Where a line crosses the border. It may slide along the card to which it runs straight. */
  #crossing(index: number, items: readonly Rect[], dx: number): CrossingPlace {
    const { input, borders } = this.#frame;
    const xOf = (node: GraphNode | undefined) => this.#rect(node).x + LINE / 2 + dx;
    const own = borders.get(index);
    const x = xOf(own);
    const side = this.#frame.crossings.find((crossing) => crossing.index === index)?.side ?? 'S';
    const range = this.#rangeOf(index, side, items, (place) => Math.abs(place + dx - x) < 1);
    if (range === undefined) return { x, least: x, most: x };
    const beside = this.#crossingsAt(side).flatMap((other) => (other === own ? [] : [xOf(other)]));
    const labels = [...this.#frame.labels.values()].map(({ node }) => this.#rect(node));
    const left = Math.max(
      range.least,
      ...beside.filter((other) => other < x).map((other) => (other + x + LINE_GAP) / 2),
      ...labels
        .map((label) => label.x + label.width + dx)
        .filter((end) => end < x)
        .map((end) => Math.min(x, end + LINE_GAP / 2)),
    );
    const right = Math.min(
      range.most,
      ...beside.filter((other) => other > x).map((other) => (other + x - LINE_GAP) / 2),
      ...labels
        .map((label) => label.x + dx)
        .filter((start) => start > x)
        .map((start) => Math.max(x, start - LINE_GAP / 2)),
    );
    const title = side === 'N' && input.title > 0 ? input.title + AFTER_TITLE : 0;
    return { x, least: Math.min(x, Math.ceil(Math.max(left, title))), most: Math.max(x, Math.floor(right)) };
  }

  /** How far a line can slide along the item next to the border, if it is the only one at its crossing and runs straight. */
  #rangeOf(index: number, side: Side, items: readonly Rect[], isThere: (x: number) => boolean): Range | undefined {
    const { input, paths } = this.#frame;
    const [line, ...others] = linesAcross(input, index);
    const stop = line === undefined ? undefined : stopOf(input.lines[line]);
    const path = line === undefined ? undefined : paths.get(line);
    if (line === undefined || stop === undefined || others.length > 0 || path?.kind !== 'down') return undefined;
    const [item, rect] = [input.items[stop.item], items[stop.item]];
    const isNext = item?.row === (side === 'N' ? 0 : input.rows - 1) && input.lines[line]?.label === undefined;
    const isStraight = path.edges.flatMap((edge) => this.#edges.get(edge) ?? []).every((point) => isThere(point.x));
    if (item === undefined || rect === undefined || !isNext || !isStraight) return undefined;
    const { inside } = stop;
    if (inside !== undefined) return { least: rect.x + inside.least, most: rect.x + inside.most };
    return item.shape === 'card' ? { least: rect.x + CORNER, most: rect.x + rect.width - CORNER } : undefined;
  }

  #rect(node: GraphNode | undefined): Rect {
    const { x = 0, y = 0, width = 0, height = 0 } = (node && this.#nodes.get(node.id)) ?? {};
    return { x, y, width, height };
  }

  /** The frame's width, and how far its content moves to the right. */
  #width(): readonly [number, number] {
    const { input, gaps, items, labels } = this.#frame;
    const rects = [
      ...input.items.map(({ zone }, index): Rect => {
        const { x, width, ...rest } = this.#rect(items[index]);
        const clear = zone === undefined ? 0 : ZONE.clear;
        return { ...rest, x: x + clear, width: width - 2 * clear };
      }),
      ...[...labels.values()].map(({ node }) => this.#rect(node)),
    ];
    const bends = this.#drawn().map(({ x }) => x);
    const left = Math.min(...rects.map(({ x }) => x), ...bends);
    const right = Math.max(...rects.map(({ x, width }) => x + width), ...bends);
    const inner = right - left;
    const wide = Math.max(inner + 2 * gaps.side, input.title === 0 ? 0 : input.title + RIGHT_OF_TITLE);
    const offset = Math.max((wide - inner) / 2, this.#afterTitle(left));
    return [even(Math.max(wide, offset + inner + gaps.side)), Math.round(offset - left)];
  }

  /** Lines that cross the border stay right of the title. */
  #afterTitle(left: number): number {
    const { title } = this.#frame.input;
    if (title === 0) return 0;
    return Math.max(0, ...this.#crossingsAt('N').map((node) => title + AFTER_TITLE - this.#rect(node).x + left));
  }

  #crossingsAt(wanted: Side): readonly GraphNode[] {
    const { crossings, borders } = this.#frame;
    return crossings.flatMap(({ side, index }) => (side === wanted ? (borders.get(index) ?? []) : []));
  }

  /** The frame's height, and how far its content moves down. */
  #height(): readonly [number, number] {
    const { input, gaps, items, labels } = this.#frame;
    const { level, header } = input;
    const isCrossed = this.#crossingsAt('N').length > 0;
    const top = level === 'picture' || header === 0 ? TOP[level] : isCrossed ? 0 : header - UNDER_TITLE + LAYER_GAP;
    const [first] = input.items;
    const dy = top + (first !== undefined && this.#frame.isFirstOfZone(first) ? input.aboveZones : 0);
    const south = this.#crossingsAt('S');
    const bottom = Math.max(
      0,
      ...input.items.map((item, index) => {
        const below = this.#frame.isLastOfZone(item) ? ZONE.bottom : 0;
        return this.#rect(items[index]).y + this.#frame.sliceOf(item).y + item.height + below;
      }),
      ...[...labels.values()].map(({ node }) => this.#rect(node).y + this.#rect(node).height),
      ...(south.length > 0 ? south.map((node) => this.#rect(node).y - gaps.bottom + LINE) : this.#drawn().map(({ y }) => y)),
    );
    return [even(bottom + dy + gaps.bottom), dy];
  }

  /** The points of all lines that are seen. */
  #drawn(): readonly Point[] {
    return [...this.#frame.paths.values()].flatMap((path) =>
      path.kind === 'direct' ? [] : path.edges.flatMap((edge) => this.#edges.get(edge) ?? []),
    );
  }

  /** The frame of a zone: round its column. */
  #zone(zone: number, items: readonly Rect[]): Rect {
    const own = this.#frame.input.items.flatMap((item, index) => (item.zone === zone ? [items[index] ?? NOTHING] : []));
    const [top, low] = [own[0] ?? NOTHING, own.at(-1) ?? NOTHING];
    const y = top.y - ZONE.header;
    return { x: top.x - ZONE.side, y, width: top.width + 2 * ZONE.side, height: low.y + low.height + ZONE.bottom - y };
  }

  /** In the lower part of its node, or in the middle of a straight line between neighbours. */
  #label(index: number, { width, height }: Size, items: readonly Rect[], move: Move): LabelPlace | undefined {
    const [own, path] = [this.#frame.labels.get(index), this.#frame.paths.get(index)];
    if (own === undefined) return undefined;
    const rect = this.#rect(own.node);
    const { x, y } = move({ x: rect.x, y: rect.y + rect.height - height });
    const top = path?.kind === 'direct' ? this.#levelOf(index, path, items) - height / 2 : y;
    return { x, y: top, width: Math.max(width, rect.width), height, lean: own.lean };
  }

  #line(index: number, items: readonly Rect[], height: number, move: Move): readonly Point[] {
    const path = this.#frame.paths.get(index);
    if (path === undefined) return [];
    const points = (edge: string) => (this.#edges.get(edge) ?? []).map(move);
    switch (path.kind) {
      case 'down': {
        const line = path.edges.flatMap(points);
        const whole = [
          ...this.#reach(path.upper, line[0], items, height, 'S'),
          ...line,
          ...(path.lower === undefined ? [] : this.#reach(path.lower, line.at(-1), items, height, 'N')),
        ];
        return path.isUpward ? whole.toReversed() : whole;
      }
      case 'bend': {
        const [one, two] = path.edges.map(points);
        if (one === undefined || two === undefined) return [];
        const [out, back] = path.side === 'N' ? [one.toReversed(), two] : [one, two.toReversed()];
        return [
          ...this.#reach({ stop: { item: path.from } }, out[0], items, height, path.side),
          ...out,
          ...this.#along(index, out, back, move),
          ...back,
          ...this.#reach({ stop: { item: path.to } }, back.at(-1), items, height, path.side),
        ];
      }
      case 'direct':
        return this.#direct(index, path, items);
    }
  }

  /** The part along the row: through the middle of the label. */
  #along(index: number, out: readonly Point[], back: readonly Point[], move: Move): readonly Point[] {
    const label = this.#frame.labels.get(index);
    const [start, end] = [out.at(-1), back[0]];
    if (label === undefined || start === undefined || end === undefined) return [];
    const { x, y, height } = this.#rect(label.node);
    const level = move({ x, y: y + height / 2 }).y;
    return [
      { x: start.x, y: level },
      { x: end.x, y: level },
    ];
  }

  /** The point on an end's border: ELK's line ends at the slice, which may be larger than the item. `side` is the side of the item. */
  #reach(end: LineEnd, from: Point | undefined, items: readonly Rect[], height: number, side: Side): readonly Point[] {
    if (from === undefined) return [];
    if ('crossing' in end) return [{ x: from.x, y: end.crossing.side === 'N' ? 0 : height }];
    const item = items[end.stop.item];
    if (item === undefined || isBeside(from, item)) return [];
    return [{ x: from.x, y: side === 'S' ? item.y + item.height : item.y }];
  }

  /** Straight, from side to side. */
  #direct(index: number, path: DirectPath, items: readonly Rect[]): readonly Point[] {
    const [one, two] = [items[path.from] ?? NOTHING, items[path.to] ?? NOTHING];
    const y = this.#levelOf(index, path, items);
    const [left, right] = one.x < two.x ? [one, two] : [two, one];
    const points = [
      { x: left.x + left.width, y },
      { x: right.x, y },
    ];
    return left === one ? points : points.toReversed();
  }

  /** The y of a straight line between neighbours: in the middle of cards, or beside it if several lines join the same neighbours. */
  #levelOf(index: number, { from, to }: DirectPath, items: readonly Rect[]): number {
    const [one, two] = [items[from] ?? NOTHING, items[to] ?? NOTHING];
    const twins = [...this.#frame.paths].filter(
      ([, path]) =>
        path.kind === 'direct' &&
        Math.min(path.from, path.to) === Math.min(from, to) &&
        Math.max(path.from, path.to) === Math.max(from, to),
    );
    const distance = twins.some(([twin]) => this.#frame.labels.has(twin)) ? LABELLED_TWINS : TWINS;
    const nth = twins.findIndex(([other]) => other === index) - (twins.length - 1) / 2;
    return Math.max(one.y, two.y) + Math.min(one.height, two.height, CARD.height) / 2 + nth * distance;
  }
}

/** The indexes of the lines that cross the border at a place. */
function linesAcross({ lines }: FrameInput, index: number): readonly number[] {
  const isHere = (end: LineEnd | undefined) => end !== undefined && 'crossing' in end && end.crossing.index === index;
  return lines.flatMap(({ from, to }, line) => (isHere(from) || isHere(to) ? [line] : []));
}

/** The item at which a line across the border ends. */
function stopOf(line: InputLine | undefined): InputStop | undefined {
  const end = [line?.from, line?.to].find((one) => one !== undefined && 'stop' in one);
  return end !== undefined && 'stop' in end ? end.stop : undefined;
}

/** The distance of lines between the same neighbours. */
const TWINS = 12;
const LABELLED_TWINS = 20;

type DirectPath = Extract<Path, { kind: 'direct' }>;

const NOTHING: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** Whether a line ends at one of the item's sides, where nothing is missing. */
function isBeside({ x }: Point, item: Rect): boolean {
  return x <= item.x || x >= item.x + item.width;
}
