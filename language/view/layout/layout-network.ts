// A diagram of networks → the same diagram with coordinates: frame by frame, from the innermost out.
import type { Diagram } from '#language/view/graph/diagram.ts';
import { assemble } from './assemble.ts';
import { type Cut, cutAtBorders } from './cut.ts';
import type { LayoutCache } from './frame/cache.ts';
import { ZONE } from './frame/gaps.ts';
import { inputOf, type LaidFrame, type Surroundings } from './input.ts';
import type { PlacedDiagram } from './placed.ts';
import { type Frame, type Item, rowsOf } from './rows.ts';
import { titleSize } from './sizes.ts';

/** Rows from the internet at the top to private subnets at the bottom. `checkpoint` is called before each frame. */
export function layoutNetwork(diagram: Diagram, cache: LayoutCache, checkpoint: () => void): PlacedDiagram {
  const root = rowsOf(diagram.boxes);
  const cut = cutAtBorders(root, diagram.edges);
  const laid = new Map<string, LaidFrame>();
  layFrames(root, 0, { cut, cache, checkpoint, laid });
  return assemble(diagram, root, laid, cut);
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
  for (const item of frame.items) if (item.frame !== undefined) layFrames(item.frame, titleOver(frame, item), laying);
  alignZones(frame, laying);
  lay(frame, { titleAbove, aboveZones: 0 }, laying);
}

function lay(
  frame: Frame,
  space: Pick<Surroundings, 'titleAbove' | 'aboveZones'>,
  { cut, cache, checkpoint, laid }: Laying,
): void {
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
    if (top < lowest) lay(frame, { titleAbove: 0, aboveZones: lowest - top }, laying);
  }
}

/** The width of the zone's title above the first item of its column. */
function titleOver({ zones, items }: Frame, { zone, row }: Item): number {
  const box = zone === undefined ? undefined : zones[zone];
  const first = Math.min(...items.flatMap((item) => (item.zone === undefined ? [] : [item.row])));
  return box === undefined || row !== first ? 0 : titleSize(box).width + 6 - ZONE.side;
}
