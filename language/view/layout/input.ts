// A frame, the layouts of the frames in it, and its stretches → the numbers that its layout depends on. Boxes of one column or row get the same size.
import type { Box, Edge } from '#language/view/graph/diagram.ts';
import type { Aim, Crossing, Stop, Stretch, StretchEnd } from './cut.ts';
import type { FrameInput, InputItem, InputLine, InputStop, LineEnd } from './frame/frame-input.ts';
import type { CrossingPlace, FrameLayout } from './frame/frame-layout.ts';
import { RIGHT_OF_TITLE, ZONE } from './frame/gaps.ts';
import type { Frame, Item } from './rows.ts';
import { cardHeight, even, headerHeight, labelSize, type Size, titleSize } from './sizes.ts';

/** The layout of a frame, and what is needed to read it. */
export interface LaidFrame {
  readonly layout: FrameLayout;
  /** The sizes of the items. */
  readonly sizes: readonly Size[];
  readonly crossings: CrossingNumbers;
}

/** The index of each crossing in the frame's layout, by its name. */
type CrossingNumbers = ReadonlyMap<string, number>;

/** The layouts of frames by their ids. */
export type LaidFrames = ReadonlyMap<string, LaidFrame>;

/** What a frame's layout depends on besides the frame itself. */
export interface Surroundings {
  /** The layouts of all frames in it. */
  readonly inner: LaidFrames;
  readonly stretches: readonly Stretch[];
  /** The width of a zone's title above the frame, which lines must not cross either. */
  readonly titleAbove: number;
  readonly aboveZones: number;
  /** Of a band: the least widths of its columns. */
  readonly columnWidths: readonly number[];
  /** Of a band: how many lines pass it or another one. */
  readonly passes: number;
}

/** The input of the frame's layout, and the numbers of its crossings. */
export function inputOf(
  frame: Frame,
  { inner, stretches, titleAbove, aboveZones, columnWidths, passes }: Surroundings,
): { readonly input: FrameInput; readonly crossings: CrossingNumbers } {
  const { level, rows, items, zones } = frame;
  const sizes = sizesOf(frame, inner, columnWidths);
  const crossings = new Map(crossingsOf(stretches).map((name, index) => [name, index]));
  const itemNumbers = new Map(items.map(({ id }, index) => [id, index]));
  const bundles = new Map<string, number>();
  const crossed = new Set<string>();
  const stopOf = ({ item, inside }: Stop): InputStop => {
    const index = itemNumbers.get(item) ?? 0;
    const laid = inside === undefined ? undefined : inner.get(item);
    if (inside === undefined || laid === undefined) return { item: index };
    crossed.add(item);
    const number = laid.crossings.get(keyOf(inside));
    const place = number === undefined ? undefined : laid.layout.crossings[number];
    return { item: index, ...(place && { inside: moved(place, shiftOf(sizes[index], laid)) }) };
  };
  const endOf = (end: StretchEnd): LineEnd =>
    'stop' in end
      ? { stop: stopOf(end.stop) }
      : { crossing: { side: end.crossing.side, index: crossings.get(keyOf(end.crossing)) ?? 0 } };
  const lines = stretches.map(({ bundle, isInto, from, to, labelled }): InputLine => {
    const number = bundles.get(bundle) ?? bundles.size;
    bundles.set(bundle, number);
    const label = stackSize(labelled);
    return { bundle: number, isInto, from: endOf(from), ...(to && { to: endOf(to) }), ...(label && { label }) };
  });
  const input: FrameInput = {
    level,
    header: frame.box === undefined ? 0 : headerHeight(frame.box),
    title: Math.max(titleAbove, frame.box === undefined ? 0 : titleRoom(frame.box)),
    rows,
    items: items.map(
      ({ id, box, frame: own, row, place, column, zone }, index): InputItem => ({
        row,
        place,
        ...(column !== undefined && { column }),
        ...(zone !== undefined && { zone }),
        ...(sizes[index] ?? { width: 0, height: 0 }),
        shape: own !== undefined ? 'frame' : box !== undefined ? 'card' : 'empty',
        isCrossed: crossed.has(id),
      }),
    ),
    zoneTitles: zones.map(titleRoom),
    aboveZones,
    lines,
    passes,
  };
  return { input, crossings };
}

/** The width of a box's title, and of the free space right of it. */
export function titleRoom(box: Box): number {
  return titleSize(box).width + TITLE_GAP;
}

const TITLE_GAP = 6;

/** The size of labels below each other; `undefined` without labels. */
function stackSize(labelled: readonly Edge[]): Size | undefined {
  const sizes = labelled.flatMap((edge) => labelSize(edge) ?? []);
  if (sizes.length === 0) return undefined;
  const height = sizes.reduce((sum, size) => sum + size.height + LABEL_GAP, -LABEL_GAP);
  return { width: Math.max(...sizes.map(({ width }) => width)), height };
}

/** The free space between labels of one line. */
export const LABEL_GAP = 3;

/** The names of crossings from left to right by where they lead, so that lines to the same direction do not cross. */
function crossingsOf(stretches: readonly Stretch[]): readonly string[] {
  const aims = new Map<string, Aim>();
  for (const end of stretches.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])))
    if ('crossing' in end && !aims.has(keyOf(end.crossing))) aims.set(keyOf(end.crossing), end.aim);
  const directions = [...new Set([...aims.values()].map(({ outer }) => outer))].toSorted((a, b) => a - b);
  return directions.flatMap((direction) => {
    const group = [...aims].filter(([, { outer }]) => outer === direction);
    return labelledOutside(group.toSorted(([, a], [, b]) => a.inner - b.inner)).map(([name]) => name);
  });
}

/** Lines with labels are at the ends, where their labels have room: the first one at the left if it is there already. */
function labelledOutside(group: readonly (readonly [string, Aim])[]): readonly (readonly [string, Aim])[] {
  const labelled = group.filter(([, { isLabelled }]) => isLabelled);
  const others = group.filter(([, { isLabelled }]) => !isLabelled);
  const isFirst = labelled[0] !== undefined && labelled[0] === group[0];
  const left = labelled.length > 1 || isFirst ? 1 : 0;
  return [...labelled.slice(0, left), ...others, ...labelled.slice(left)];
}

function keyOf({ side, name }: Crossing): string {
  return `${side} ${name}`;
}

/** How far the content of an inner frame is moved to the right if the frame is wider than it needs. */
export function shiftOf(size: Size | undefined, { layout }: LaidFrame): number {
  return Math.floor(((size?.width ?? layout.width) - layout.width) / 2);
}

function moved({ x, least, most }: CrossingPlace, by: number): CrossingPlace {
  return { x: x + by, least: least + by, most: most + by };
}

/** Zones, columns and rows share their sizes. */
function sizesOf({ items, zones }: Frame, inner: LaidFrames, columnWidths: readonly number[]): readonly Size[] {
  const natural = items.map(({ id, box, width }): Size => {
    const laid = inner.get(id);
    if (laid !== undefined) return laid.layout;
    return box === undefined ? { width: 0, height: 0 } : { width: even(width), height: cardHeight(box) };
  });
  const sizeOf = (index: number) => natural[index] ?? { width: 0, height: 0 };
  const zoneWidth = even(
    Math.max(
      0,
      ...items.map(({ zone }, index) => (zone === undefined ? 0 : sizeOf(index).width)),
      ...zones.map((zone) => titleRoom(zone) + RIGHT_OF_TITLE - 2 * ZONE.side),
    ),
  );
  const columns = greatest(
    items,
    (index) => sizeOf(index).width,
    ({ column, zone }) => (zone === undefined ? column : undefined),
  );
  const rows = greatest(
    items,
    (index) => sizeOf(index).height,
    (item) => (isStretched(item) ? item.row : undefined),
  );
  return items.map((item, index) => {
    const { width, height } = sizeOf(index);
    const column = item.column === undefined ? width : Math.max(columns.get(item.column) ?? 0, columnWidths[item.column] ?? 0);
    return {
      width: item.zone === undefined ? column : zoneWidth,
      height: isStretched(item) ? heightIn(rows.get(item.row) ?? height, height, item) : height,
    };
  });
}

/** Frames are as high as their row, unless they would be mostly empty; in zones always, because their rows are rows of the VPC. */
function heightIn(row: number, own: number, { zone }: Item): number {
  return zone !== undefined || own > row * MOSTLY_EMPTY ? row : own;
}

/** A frame that fills no more than this part of its row's height. */
const MOSTLY_EMPTY = 0.6;

function isStretched({ box, frame, zone }: Item): boolean {
  return zone !== undefined || (box !== undefined && frame !== undefined && frame.level !== 'host');
}

/** The greatest length of the items with the same key. */
function greatest(
  items: readonly Item[],
  lengthOf: (index: number) => number,
  keyOf: (item: Item) => number | undefined,
): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (key !== undefined) all.set(key, Math.max(all.get(key) ?? 0, lengthOf(index)));
  }
  return all;
}
