// A diagram of networks → the same diagram with coordinates: frame by frame, from the innermost out.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { assemble } from './assemble.ts';
import type { Cut, Stretch } from './cut.ts';
import type { LayoutCache } from './frame/cache.ts';
import { ZONE } from './frame/gaps.ts';
import { inputOf, type LaidFrame, type Surroundings, titleRoom } from './input.ts';
import { boundedLines } from './line-bounds.ts';
import type { PlacedDiagram } from './placed.ts';
import { type Frame, type Item, rowsOf } from './rows.ts';

/** Rows from the internet at the top to private subnets at the bottom. `checkpoint` is called before each frame. */
export function layoutNetwork(diagram: Diagram, cache: LayoutCache, checkpoint: () => void): PlacedDiagram {
  const root = rowsOf(diagram.boxes);
  const { cut, leftOut } = boundedLines(root, diagram);
  const laid = new Map<string, LaidFrame>();
  layFrames(root, 0, { cut, cache, checkpoint, laid });
  return { ...assemble(diagram, root, laid, cut), leftOut };
}

interface Laying {
  readonly cut: Cut;
  readonly cache: LayoutCache;
  readonly checkpoint: () => void;
  /** The layouts so far. */
  readonly laid: Map<string, LaidFrame>;
}

/** Lays out the frames in a frame, then the frame itself. */
function layFrames(frame: Frame, titleAbove: number, laying: Laying): void {
  const bands = frame.items.flatMap(({ frame: inner }) => (inner?.level === 'band' ? [inner] : []));
  for (const item of [frame, ...bands].flatMap(({ items }) => items)) {
    if (item.frame !== undefined && item.frame.level !== 'band') layFrames(item.frame, titleOver(frame, item), laying);
  }
  layBands(bands, laying);
  alignZones(frame, laying);
  lay(frame, { ...NO_GRID, titleAbove }, laying);
}

/** Rows of the same grid share the widths of their columns, and the places of the lines that pass them. */
function layBands(bands: readonly Frame[], laying: Laying): void {
  const { cut, laid } = laying;
  for (const band of bands) alignZones(band, laying);
  const widths = bands.map(({ items }) => items.map(({ id }) => laid.get(id)?.layout.width ?? 0));
  const columnWidths = (widths[0] ?? []).map((_, column) => Math.max(...widths.map((row) => row[column] ?? 0)));
  const passes = Math.max(0, ...bands.map(({ id }) => passing(cut.stretches.get(id) ?? [])));
  const isOfFrames = ({ items }: Frame) => items.some(({ frame }) => frame !== undefined);
  for (const band of bands) lay(band, { ...NO_GRID, columnWidths: isOfFrames(band) ? columnWidths : [], passes }, laying);
}

/** The number of bundles that pass a band. */
function passing(stretches: readonly Stretch[]): number {
  const passing = stretches.filter(({ from, to }) => to !== undefined && 'crossing' in from && 'crossing' in to);
  return new Set(passing.map(({ bundle }) => bundle)).size;
}

/** What a frame's layout depends on besides its content. */
type Space = Omit<Surroundings, 'inner' | 'stretches'>;

const NO_GRID: Space = { titleAbove: 0, aboveZones: 0, columnWidths: [], passes: 0 };

function lay(frame: Frame, space: Space, { cut, cache, checkpoint, laid }: Laying): void {
  checkpoint();
  const stretches = cut.stretches.get(frame.id) ?? [];
  const { input, crossings } = inputOf(frame, { inner: laid, stretches, ...space });
  laid.set(frame.id, { layout: cache.layoutOf(input), sizes: input.items, crossings });
}

/** Lays out VPCs side by side again whose zones would start higher than those of others. */
function alignZones({ items }: Frame, laying: Laying): void {
  const zoned = items.flatMap(({ row, frame }) => {
    const top = frame && laying.laid.get(frame.id)?.layout.zones[0]?.y;
    return frame === undefined || top === undefined ? [] : [{ row, frame, top }];
  });
  for (const { row, frame, top } of zoned) {
    const lowest = Math.max(...zoned.filter((other) => other.row === row).map((other) => other.top));
    if (top < lowest) lay(frame, { ...NO_GRID, aboveZones: lowest - top }, laying);
  }
}

/** The width of the zone's title above the first item of its column. */
function titleOver({ zones, items }: Frame, { zone, row }: Item): number {
  const box = zone === undefined ? undefined : zones[zone];
  if (box === undefined) return 0;
  const first = Math.min(...items.flatMap((item) => (item.zone === undefined ? [] : [item.row])));
  return row === first ? titleRoom(box) - ZONE.side : 0;
}
