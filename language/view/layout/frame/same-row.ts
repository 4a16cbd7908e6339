// Lines that do not lead from row to row: between items of one row, and packets that never leave their place.
import { FIXED_PORTS, LINE, PORTS_BY_SIDE, spaced } from '#language/view/layout/elk/options.ts';
import { CROSS_ROOM, even, type Size } from '#language/view/layout/sizes.ts';
import type { GraphNode, Port } from './elk-graph.ts';
import type { FrameGraph } from './frame-graph.ts';
import { type InputLine, type InputStop, isOuter, type Side } from './frame-input.ts';
import { mean } from './trees.ts';

/** A packet that never leaves its place: a short line below the item, right of all other lines there. */
export function addStub(frame: FrameGraph, index: number, { bundle, label }: InputLine, from: InputStop): void {
  const { graph, input, items, labels, paths } = frame;
  const size = label === undefined ? CROSS : { width: even(label.width), height: label.height + CROSS.height };
  const layer = (input.items[from.item]?.row ?? 0) + 1 + BESIDE_ROW;
  const isAlone = items[from.item]?.ports.every(({ side }) => side !== 'SOUTH');
  const node = graph.node(size, { layer, options: FIXED_PORTS, order: 1 });
  if (label !== undefined) labels.set(index, { node, lean: isAlone ? 'middle' : 'right' });
  const end = graph.port(node, 'end', 'NORTH', { x: isAlone ? size.width / 2 : CROSS.width / 2 });
  paths.set(index, {
    kind: 'down',
    edges: [graph.edge(frame.meet({ stop: from }, bundle, 'S'), end)],
    isUpward: false,
    upper: { stop: from },
    lower: undefined,
  });
}

/** The room for a short line, up to its end, and for the cross over the end. */
const CROSS = { width: 20, height: CROSS_ROOM } as const;

/** A layer of its own between two rows. */
const BESIDE_ROW = 0.3;

/** Neighbours are joined by a straight line, others by one that leaves the row, runs along it, and comes back. */
export function addSameRow(frame: FrameGraph, index: number, line: InputLine, from: InputStop, to: InputStop): void {
  if (isDirect(frame, line, from, to)) addDirect(frame, index, line, from, to);
  else addBend(frame, index, line, from, to);
}

/** Both lines end at the items, at least one of which is a card, and a label has room between them: columns do not make way for it. */
function isDirect({ input }: FrameGraph, { label }: InputLine, from: InputStop, to: InputStop): boolean {
  const [one, two] = [input.items[from.item], input.items[to.item]];
  if (one === undefined || two === undefined) return false;
  const frames = [one, two].filter(({ shape }) => shape === 'frame').length;
  const areEnds = from.inside === undefined && to.inside === undefined;
  const hasRoom = label === undefined || (label.height <= ONE_LABEL && (one.column === undefined || input.rows === 1));
  return Math.abs(one.place - two.place) === 1 && areEnds && frames < (isOuter(input.level) ? 2 : 1) && hasRoom;
}

/** Labels below each other are too high for a line from card to card. */
const ONE_LABEL = 20;

/** The label is a node between the items. Its line is drawn when the answer is read. */
function addDirect(
  { graph, input, labels, paths }: FrameGraph,
  index: number,
  { label }: InputLine,
  from: InputStop,
  to: InputStop,
): void {
  paths.set(index, { kind: 'direct', from: from.item, to: to.item });
  const [one, two] = [input.items[from.item], input.items[to.item]];
  if (label === undefined || one === undefined || two === undefined) return;
  const node = graph.node(
    { width: even(label.width), height: label.height },
    { layer: one.row + 1, options: { ...FIXED_PORTS, ...spaced({ nodeNode: SEEN }) }, place: (one.place + two.place) / 2 },
  );
  labels.set(index, { node, lean: 'middle' });
}

/** How much of a straight line is seen on each side of its label. */
const SEEN = 14;

function addBend(frame: FrameGraph, index: number, line: InputLine, from: InputStop, to: InputStop): void {
  const { graph, input, labels, paths } = frame;
  const isOutside = isOuter(input.level);
  const side: Side = isOutside ? 'N' : 'S';
  const { node, meets } = isOutside ? outerTurn(frame, line.label, from, to) : innerTurn(frame, line.label, from, to);
  if (line.label !== undefined) labels.set(index, { node, lean: 'middle' });
  const half = (stop: InputStop, other: InputStop, meet: Port): string => {
    const mine = frame.meet({ stop }, line.bundle, side, { stop: other });
    return side === 'N' ? graph.edge(meet, mine) : graph.edge(mine, meet);
  };
  const edges = [half(from, to, meets[0]), half(to, from, meets[1])] as const;
  paths.set(index, { kind: 'bend', edges, side, from: from.item, to: to.item });
}

/** The node at which the halves of a bend meet, and where each of them does. */
interface Turn {
  readonly node: GraphNode;
  readonly meets: readonly [Port, Port];
}

/** Between VPCs the node is the label alone, entered from both sides: a longer one would be in the way of the lines to the border. */
function outerTurn(frame: FrameGraph, label: Size | undefined, from: InputStop, to: InputStop): Turn {
  const { graph } = frame;
  const layer = frame.rowOf({ stop: from }) + 1 - BESIDE_ROW;
  if (label === undefined) {
    const node = graph.node({ width: LINE, height: 1 }, { layer, options: FIXED_PORTS });
    const meet = graph.port(node, 'turn', 'SOUTH', { x: LINE / 2 });
    return { node, meets: [meet, meet] };
  }
  const options = { ...PORTS_BY_SIDE, ...spaced({ nodeNode: BESIDE_TURN }) };
  const node = graph.node({ width: even(label.width), height: label.height }, { layer, options });
  const [first, second] = distance(frame, from, to) > 0 ? (['WEST', 'EAST'] as const) : (['EAST', 'WEST'] as const);
  return { node, meets: [graph.port(node, 'turn', first), graph.port(node, 'turn', second)] };
}

/** Inside a VPC, a label is in the middle of a node as long as the items are apart, so that the line is a plain U. */
function innerTurn(frame: FrameGraph, label: Size | undefined, from: InputStop, to: InputStop): Turn {
  const { graph, input, paths } = frame;
  const row = frame.rowOf({ stop: from });
  const others = [...paths.values()].filter((path) => path.kind === 'bend' && input.items[path.from]?.row === row).length;
  const apart = distance(frame, from, to);
  const width = label === undefined ? LINE : even(Math.max(label.width, Math.abs(apart) + LINE));
  const node = graph.node(
    { width, height: label?.height ?? 1 },
    {
      layer: row + 1 + BESIDE_ROW + Math.min(others, MOST_LAYERS) * ONE_LAYER,
      options: { ...FIXED_PORTS, ...spaced({ nodeNode: BESIDE_TURN }) },
      order: mean([from, to].map((stop) => frame.across({ stop }))),
    },
  );
  const [left, right] = [LINE / 2, width - LINE / 2];
  const at = (x: number) => graph.port(node, `${x}`, 'NORTH', { x });
  return { node, meets: apart > 0 ? [at(left), at(right)] : [at(right), at(left)] };
}

/** Roughly how far right of the first item the second one is. */
function distance(frame: FrameGraph, from: InputStop, to: InputStop): number {
  return frame.offsetOf({ stop: to }) - frame.offsetOf({ stop: from });
}

/** The least distance of a turn from other nodes beside the row. */
const BESIDE_TURN = 10;

/** Inner turns beside the same row are in layers of their own, because they are as long as their items are apart. */
const ONE_LAYER = 0.01;
const MOST_LAYERS = 15;
