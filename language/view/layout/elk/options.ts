// All options that ELK gets, each with its reason. Source of their meaning: ELK reference, "ELK Layered".
import { CARD } from '#language/view/layout/sizes.ts';

/** Options of an ELK element, by their names. */
export type Options = Readonly<Record<string, string>>;

/**
 * The free space between two layers, or between a layer and a line, in CSS pixels. Rows have a larger gap: the rest is room below the boxes of
 * the row, because ELK has one gap for all layers.
 */
export const LAYER_GAP = 12;

/** The least distance of two lines side by side. */
export const LINE_GAP = 14;

/** The width of a node that is only a part of a line. */
export const LINE = 2;

/** The least distance of a line from a card or frame beside it. */
const BESIDE_ITEM = 12;

/** The least distance of the lines that ELK places on a card from its left and right ends. */
const FROM_CORNER = 24;

/** Above this number of nodes, network simplex takes too long, and so it does above these numbers of lines, if most boxes are connected with most others. */
const MANY_NODES = 100;
const MANY_LINES = { least: 16, toEachItem: 3 } as const;

/** What the graph of a frame consists of. */
export interface GraphSize {
  readonly nodes: number;
  /** Boxes, and lines between them or to the border. */
  readonly items: number;
  readonly lines: number;
}

const COMMON_OPTIONS: Options = {
  'elk.algorithm': 'layered',
  // All lines of a diagram are level or upright.
  'elk.edgeRouting': 'ORTHOGONAL',
  // The same input gives the same picture.
  'elk.randomSeed': '1',
};

const FRAME_OPTIONS: Options = {
  ...COMMON_OPTIONS,
  // Each row is a layer.
  'elk.direction': 'DOWN',
  // How often the order of nodes is tried. More finds hardly better ones, and takes longer.
  'elk.layered.thoroughness': '3',
  // Components side by side would leave their rows.
  'elk.separateConnectedComponents': 'false',
  // The frame's own border is added when the answer is read.
  'elk.padding': '[top=0,left=0,bottom=0,right=0]',
  // The layer of each node is given by its y. All edges point down, so there are no cycles to break.
  'elk.layered.layering.strategy': 'INTERACTIVE',
  // The order of a row is given by `elk.position`; nodes without a position find theirs. Greedy switching would break the order, and
  // semi-interactive mode turns it off.
  'elk.layered.crossingMinimization.semiInteractive': 'true',
  // Beside labels. Items have `BESIDE_ITEM`: of two distances, ELK takes the greater one.
  'elk.spacing.edgeNode': '8',
  'elk.layered.spacing.nodeNodeBetweenLayers': `${LAYER_GAP}`,
  'elk.layered.spacing.edgeNodeBetweenLayers': `${LAYER_GAP}`,
  // Where lines only pass, and have no ends, they may be closer than `LINE_GAP`.
  'elk.spacing.edgeEdge': '9',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '9',
};

/** For the graph of one frame, `columnGap` CSS pixels between boxes side by side. */
export function frameOptions({ nodes, items, lines }: GraphSize, columnGap: number): Options {
  const isDense = lines >= MANY_LINES.least && lines > items * MANY_LINES.toEachItem;
  return {
    ...FRAME_OPTIONS,
    // Network simplex has the straightest lines. Brandes and Köpf's method takes linear time.
    'elk.layered.nodePlacement.strategy': nodes > MANY_NODES || isDense ? 'BRANDES_KOEPF' : 'NETWORK_SIMPLEX',
    'elk.spacing.nodeNode': `${columnGap}`,
  };
}

/** The free space round a path. */
export const PATH_MARGIN = 14;

/** For the path of one packet, which has an order but no rows. */
export const PATH_OPTIONS: Options = {
  ...COMMON_OPTIONS,
  // A path is read from left to right.
  'elk.direction': 'RIGHT',
  'elk.padding': `[top=${PATH_MARGIN},left=${PATH_MARGIN},bottom=${PATH_MARGIN},right=${PATH_MARGIN}]`,
  // Cards above each other, where the path forks.
  'elk.spacing.nodeNode': '22',
  // Lines that pass cards, and each other, on the way back to an earlier place.
  'elk.spacing.edgeNode': '14',
  'elk.spacing.edgeEdge': '12',
  // A label is between two layers, so a line is seen for this length on each side of it.
  'elk.layered.spacing.nodeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
  // The places of a path stay in the order in which the packet visits them.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  // It has the straightest lines.
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
};

/** For the label of a path's edge: it interrupts the line. */
export const ON_THE_LINE: Options = { 'elk.edgeLabels.inline': 'true' };

/** For a node whose ports have their places already. */
export const FIXED_PORTS: Options = { 'elk.portConstraints': 'FIXED_POS' };

/** For a node whose ports have a side only. */
export const PORTS_BY_SIDE: Options = { 'elk.portConstraints': 'FIXED_SIDE', 'elk.portAlignment.default': 'CENTER' };

/** For an edge: how much straightness counts, in place of 1. */
export function straight(priority: number): Options {
  return { 'elk.layered.priority.straightness': `${priority}` };
}

/** For a node: other distances than the frame's, by ELK's names of them. */
export function spaced(distances: Readonly<Record<string, number | string>>): Options {
  const all = Object.entries(distances).map(([name, distance]) => `org.eclipse.elk.spacing.${name}:${distance}`);
  return { 'elk.spacing.individual': all.join(';,;') };
}

/** For a node that is a part of a line: lines side by side are as near as `LINE_GAP` says. */
export const NEAR: Options = { ...FIXED_PORTS, ...spaced({ nodeNode: LINE_GAP - LINE }) };

/** For an item whose ports have their places. */
export const FIXED_ITEM: Options = { ...FIXED_PORTS, ...spaced({ edgeNode: BESIDE_ITEM }) };

/** For an item in a zone whose ports have their places: lines between zones are as near to it as to each other. */
export const IN_ZONE: Options = { ...FIXED_PORTS, ...spaced({ edgeNode: BESIDE_ITEM, nodeNode: LINE_GAP - LINE }) };

/**
 * For a card whose ports ELK places. The `atOneSide` lines that enter it by one of its sides do so round the middle of the card, not of the card
 * and the room below it. Lines that leave it downwards are towards the middle of the frame, where they run between two columns, so that these
 * need not be far apart; `across` is where the card is in the frame, from 0 to 1.
 */
export function cardPorts(atOneSide: number, across: number): Options {
  const above = CARD.height / 2 - ((atOneSide - 1) * LINE_GAP) / 2;
  return {
    ...PORTS_BY_SIDE,
    // ELK lays out from left to right and turns the result, and so it takes a north side for the west one, and left for above.
    'elk.portAlignment.north': 'BEGIN',
    'elk.portAlignment.south': 'BEGIN',
    ...(across !== 0.5 && { 'elk.portAlignment.east': across < 0.5 ? 'END' : 'BEGIN' }),
    ...spaced({
      edgeNode: BESIDE_ITEM,
      portPort: LINE_GAP,
      portsSurrounding: `[top=${FROM_CORNER},left=${above},bottom=${FROM_CORNER},right=0]`,
    }),
  };
}
