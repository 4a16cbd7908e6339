// Ports without a place on items whose ports are fixed → their places.
import { LINE_GAP } from '#language/view/layout/elk/options.ts';
import type { GraphNode, Port } from './elk-graph.ts';
import type { FrameGraph } from './frame-graph.ts';
import type { InputItem } from './frame-input.ts';
import type { Range } from './frame-layout.ts';
import { mean } from './trees.ts';

/**
 * Each port gets the place that it wishes, or a free one near the middle, in the order of the other ends. Upper sides come first, so that
 * lower sides can follow them where a line leads straight down. Sets `x` of the ports.
 */
export function settlePorts(frame: FrameGraph): void {
  for (const side of ['NORTH', 'SOUTH'] as const) {
    for (const [index, item] of frame.input.items.entries()) {
      const node = frame.items[index];
      if (node !== undefined && frame.isFixed(index)) settle(frame, index, item, node, side);
    }
  }
}

function settle(frame: FrameGraph, index: number, item: InputItem, node: GraphNode, side: 'NORTH' | 'SOUTH'): void {
  const ports = node.ports.filter((port) => port.side === side && port.key !== ALIGNING);
  const { x } = frame.sliceOf(item);
  const most = x + item.width - CORNER;
  const least = x + Math.min(item.width - 2 * CORNER, Math.max(CORNER, side === 'SOUTH' ? 0 : titleOver(frame, index, item)));
  const used = ports.flatMap((port) => port.x ?? []);
  const isFree = (place: number) => used.every((other) => Math.abs(other - place) >= LINE_GAP);
  const give = (port: Port, wanted: number) => {
    const range = port.range ?? { least, most };
    const within = Math.min(range.most, Math.max(range.least, wanted));
    port.x = Math.round(nearest(within, range, isFree) ?? within);
    used.push(port.x);
  };
  // The less choice a port has, the earlier it chooses.
  const wishes = ports
    .map((port) => ({ port, wish: wishOf(frame, item, port) }))
    .filter(({ port, wish }) => wish !== undefined && port.x === undefined);
  for (const { port, wish } of wishes.toSorted((a, b) => choiceOf(a.port) - choiceOf(b.port))) give(port, wish ?? 0);
  const middle = lineAbove(node, item, side) ?? Math.max(least, x + item.width / 2);
  const free = ports.filter((port) => port.x === undefined).map((port) => ({ port, wanted: usualOf(port, ports) ?? middle }));
  for (const cluster of clusters(free)) {
    const centre = mean(cluster.map(({ wanted }) => wanted));
    for (const [place, { port }] of cluster.toSorted((a, b) => a.port.order - b.port.order).entries())
      give(port, centre + (place - (cluster.length - 1) / 2) * LINE_GAP);
  }
}

/** What passes a card from above to below, or the other way, leaves it where it entered. */
function lineAbove({ ports }: GraphNode, { shape }: InputItem, side: 'NORTH' | 'SOUTH'): number | undefined {
  const [only, ...others] = ports.filter((port) => port.side === 'NORTH' && port.key !== ALIGNING);
  return side === 'SOUTH' && shape === 'card' && others.length === 0 ? only?.x : undefined;
}

/** Where the line goes on inside, or beside the other lines between the same items. */
function usualOf(port: Port, ports: readonly Port[]): number | undefined {
  if (port.usual !== undefined) return port.usual;
  const beside = ports.flatMap(({ other, usual }) => (other === port.other && usual !== undefined ? [usual] : []));
  return beside.length === 0 ? undefined : mean(beside);
}

interface Wanted {
  readonly port: Port;
  readonly wanted: number;
}

/** Ports that want nearly the same place. They get places side by side, in the order of their other ends. */
function clusters(ports: readonly Wanted[]): readonly (readonly Wanted[])[] {
  const found: Wanted[][] = [];
  for (const one of ports.toSorted((a, b) => a.wanted - b.wanted)) {
    const last = found.at(-1);
    const previous = last?.at(-1);
    if (last === undefined || previous === undefined || one.wanted - previous.wanted >= LINE_GAP) found.push([one]);
    else last.push(one);
  }
  return found;
}

/** Where a port wants to be, if it wants to be anywhere. */
function wishOf(frame: FrameGraph, item: InputItem, port: Port): number | undefined {
  const straight = port.side === 'SOUTH' ? below(frame, item, port) : undefined;
  return straight ?? port.wish ?? (choiceOf(port) < NARROW ? port.usual : undefined);
}

/** A port with less choice than this has no other wish than its usual place. */
const NARROW = 2 * LINE_GAP;

/** The place of the line's other end, if that is on the next item of the column. Items of a column begin at the same x. */
function below({ graph, items, input }: FrameGraph, { column, row }: InputItem, port: Port): number | undefined {
  if (column === undefined) return undefined;
  const next = items[input.items.findIndex((item) => item.column === column && item.row === row + 1)];
  return graph.edges.find(({ from, to }) => from === port && next?.ports.includes(to))?.to.x;
}

/** How long the part of the side is on which the port may be. */
function choiceOf({ range }: Port): number {
  return range === undefined ? Number.POSITIVE_INFINITY : range.most - range.least;
}

/** The key of ports of invisible edges, which hold columns together. */
export const ALIGNING = 'column';

/** Lines keep away from round corners. */
export const CORNER = 10;

/** The width of the titles that lines from above must not cross. */
function titleOver(frame: FrameGraph, index: number, item: InputItem): number {
  const { zoneTitles, title } = frame.input;
  if (frame.isFirstOfZone(item)) return (zoneTitles[item.zone ?? 0] ?? 0) + AFTER_TITLE;
  return frame.isUnderTitle(index) ? title + AFTER_TITLE - frame.gaps.side : 0;
}

/** The least distance of a line from a title. */
export const AFTER_TITLE = 4;

/** The free place nearest to the wanted one. */
function nearest(wanted: number, { least, most }: Range, isFree: (place: number) => boolean): number | undefined {
  for (let distance = 0; distance <= most - least; distance += 1) {
    for (const place of [wanted + distance, wanted - distance])
      if (place >= least && place <= most && isFree(place)) return place;
  }
  return undefined;
}
