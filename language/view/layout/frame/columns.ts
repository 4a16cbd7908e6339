// Invisible edges: they hold columns together, and pull what is above or below the columns to their middle.
import { FIXED_ITEM, LINE, NEAR, straight } from '#language/view/layout/elk/options.ts';
import type { GraphNode, Port } from './elk-graph.ts';
import type { FrameGraph } from './frame-graph.ts';
import { type InputItem, type InputLine, isOuter } from './frame-input.ts';
import { ALIGNING } from './ports.ts';
import { gapInBand } from './tree-builder.ts';
import { mean } from './trees.ts';

/** Joins the left sides of items that are above each other. */
export function alignColumns(frame: FrameGraph): void {
  const { graph, input, items } = frame;
  const last = new Map<string, GraphNode>();
  for (const [index, { column, zone }] of input.items.entries()) {
    const node = items[index];
    if (column === undefined || node === undefined) continue;
    const key = `${column} ${zone !== undefined}`;
    const above = last.get(key);
    last.set(key, node);
    if (above !== undefined && frame.isFixed(index)) {
      const at = { x: 1 };
      graph.edge(graph.port(above, ALIGNING, 'SOUTH', at), graph.port(node, ALIGNING, 'NORTH', at), straight(COLUMN));
    }
  }
}

/** Columns are never bent: this is more than all lines between two items together. */
const COLUMN = 10_000;

/**
 * Pulls each row to the middle of the row next to it, from the widest row on, or from the rows that form a grid. So a gateway is above the
 * middle of what it serves, unless its own lines pull it elsewhere.
 */
export function centreRows(frame: FrameGraph): void {
  const { level, rows } = frame.input;
  if (level !== 'picture' && level !== 'region' && level !== 'vpc') return;
  const all = rowsIn(frame);
  const widths = all.map((members) => widthOf(frame, members));
  const widest = Math.max(...widths);
  const hasGrid = all.some(isGrid);
  const isBase = all.map((members, row) => (hasGrid ? isGrid(members) : widths[row] === widest));
  const [first, last] = [isBase.indexOf(true), isBase.lastIndexOf(true)];
  if (isOuter(level)) centreCrossings(frame, all[0] ?? []);
  for (let row = 0; row < first; row += 1) {
    const isFirm = level === 'picture' && row === first - 1 && leadsAside(frame, all[row] ?? []);
    pull(frame, all[row] ?? [], all[row + 1] ?? [], 'SOUTH', isFirm);
  }
  for (let row = last + 1; row < rows; row += 1) pull(frame, all[row] ?? [], all[row - 1] ?? [], 'NORTH', false);
}

/** A line that forks crosses the upper border above the middle of the first row. */
function centreCrossings(frame: FrameGraph, first: readonly Member[]): void {
  const { graph, input, borders } = frame;
  const lines = new Map<number, number>();
  for (const index of input.lines.flatMap(crossingsAbove)) lines.set(index, 1 + (lines.get(index) ?? 0));
  for (const [index, node] of borders) {
    if ((lines.get(index) ?? 0) < 2) continue;
    // A card with lines has no port that is free for an invisible edge.
    for (const one of middleOf(frame, first).filter((each) => frame.isFixed(each.index)))
      graph.edge(graph.port(node, 'x', 'SOUTH'), anchor(frame, one, 'NORTH', `border ${index}`), straight(MIDDLE));
  }
}

/** The indexes of the places where a line crosses the upper border. */
function crossingsAbove({ from, to }: InputLine): readonly number[] {
  return [from, to].flatMap((end) =>
    end !== undefined && 'crossing' in end && end.crossing.side === 'N' ? [end.crossing.index] : [],
  );
}

/**
 * In a band, the places of the lines that pass other bands stay free, so that the columns of all bands are at the same places. A line that
 * ends in the band crosses its border at one of them, so that it is straight above the band.
 */
export function keepPassesFree(frame: FrameGraph): void {
  const { graph, input, borders } = frame;
  const columns = 1 + Math.max(0, ...input.items.map(({ column = 0 }) => column));
  if (input.level !== 'band' || columns < 2) return;
  const passing = input.lines.filter(({ from, to }) => to !== undefined && 'crossing' in from && 'crossing' in to);
  const used = new Set(passing.map(({ bundle }) => bundle));
  const ending = new Set(input.lines.filter(({ bundle }) => !used.has(bundle)).flatMap(crossingsAbove));
  const entrances = [...borders].filter(([index]) => ending.has(index));
  for (let place = used.size; place < input.passes; place += 1) {
    const node = graph.node(
      { width: LINE, height: LINE },
      { layer: 1, options: NEAR, place: gapInBand(columns) + BESIDE_PASSES + place / 1000 },
    );
    const [, border] = entrances[place - used.size] ?? [];
    if (border !== undefined)
      graph.edge(
        graph.port(border, 'x', 'SOUTH', { x: LINE / 2 }),
        graph.port(node, 'x', 'NORTH', { x: LINE / 2 }),
        straight(FIRMLY),
      );
  }
}

/** Places that stay free are right of nearly all lines that pass: these are at most 0.25 from the middle of the gap. */
const BESIDE_PASSES = 0.2;

interface Member {
  readonly index: number;
  readonly item: InputItem;
  readonly node: GraphNode;
}

function rowsIn({ input, items }: FrameGraph): readonly (readonly Member[])[] {
  const rows = Array.from({ length: input.rows }, (): Member[] => []);
  for (const [index, item] of input.items.entries()) {
    const node = items[index];
    if (node !== undefined) rows[item.row]?.push({ index, item, node });
  }
  return rows;
}

function isGrid(members: readonly Member[]): boolean {
  return members[0]?.item.column !== undefined;
}

/** The width of a row without lines between its items. */
function widthOf({ gaps }: FrameGraph, members: readonly Member[]): number {
  return members.reduce((sum, { node }, index) => sum + node.width + (index === 0 ? 0 : gaps.columns), 0);
}

function pull(
  frame: FrameGraph,
  row: readonly Member[],
  towards: readonly Member[],
  side: 'NORTH' | 'SOUTH',
  isFirm: boolean,
): void {
  const { graph } = frame;
  for (const one of middleOf(frame, row)) {
    // Its own lines pull it, and an invisible edge would take their place.
    if (!isFirm && one.node.ports.some((port) => port.side === side)) continue;
    const priority = straight(isFirm ? FIRMLY : MIDDLE);
    for (const other of middleOf(frame, towards)) {
      const [a, b] = [
        anchor(frame, one, side, `${other.index}`),
        anchor(frame, other, side === 'SOUTH' ? 'NORTH' : 'SOUTH', `${one.index}`),
      ];
      if (side === 'SOUTH') graph.edge(a, b, priority);
      else graph.edge(b, a, priority);
    }
  }
}

/** Whether the other ends of a row's lines are so far from the middle that a bend is better than a picture without balance. */
function leadsAside(frame: FrameGraph, row: readonly Member[]): boolean {
  return middleOf(frame, row).some(({ node }) => {
    const lines = node.ports.filter((port) => port.side === 'SOUTH');
    return lines.length > 0 && Math.abs(mean(lines.map(({ order }) => order)) - 0.5) > ASIDE;
  });
}

/** A quarter of the frame's width. */
const ASIDE = 0.25;

/** More than a few straight lines. */
const FIRMLY = 50;

/** Less than a straight line of its own, more than one of several lines that fork. */
const MIDDLE = 5;

/** A member, and a place from its left side. */
interface Anchor extends Member {
  readonly x: number;
}

/** The middle of a row: in an item, or at the sides of the two items beside it. */
function middleOf(frame: FrameGraph, members: readonly Member[]): readonly Anchor[] {
  const { columns } = frame.gaps;
  let before = widthOf(frame, members) / 2;
  for (const [index, member] of members.entries()) {
    const { width } = member.node;
    if (before <= width) return [{ ...member, x: Math.round(Math.min(width - 1, Math.max(1, before))) }];
    before -= width;
    const next = members[index + 1];
    if (before < columns && next !== undefined)
      return [
        { ...member, x: width - 1 },
        { ...next, x: 1 },
      ];
    before -= columns;
  }
  return [];
}

/**
 * ELK places the ports of cards with lines, so the pull is at the middle of those. On other items each edge has a port of its own: lines that
 * meet an invisible edge at the same port are drawn as one.
 */
function anchor(frame: FrameGraph, { index, node, x }: Anchor, side: 'NORTH' | 'SOUTH', from: string): Port {
  const { graph } = frame;
  if (!frame.isFixed(index) && node.ports.every(({ key }) => key.startsWith(MIDDLE_KEY))) node.options = FIXED_ITEM;
  if (node.options['elk.portConstraints'] === FIXED_ITEM['elk.portConstraints'])
    return graph.port(node, `${MIDDLE_KEY} ${x} ${from}`, side, { x });
  const line = node.ports.find((port) => port.side === side && !port.key.startsWith(MIDDLE_KEY));
  return line ?? graph.port(node, `${MIDDLE_KEY} ${from}`, side);
}

const MIDDLE_KEY = 'middle';
