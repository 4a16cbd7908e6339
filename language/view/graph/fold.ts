// Boxes and what to expand → the boxes that are drawn: a collapsed VPC, Availability Zone or subnet is one card that counts what is in it.

import { contentsFact, contentsText } from './contents.ts';
import type { Box, BoxId, BoxKind } from './diagram.ts';

/** What is collapsed. Ids that no box has mean nothing. */
export interface Folding {
  /** `readable`: as little as keeps the diagram readable. `vpcs`: every VPC. `all`: nothing. */
  readonly start: 'readable' | 'vpcs' | 'all';
  /** Collapsed, whatever else says. */
  readonly collapsed: readonly BoxId[];
  /** Expanded, with the boxes around them. What is in them is still collapsed if it is too much to read. */
  readonly expanded: readonly BoxId[];
}

/** A `Folding`, with the boxes around those that are expanded. */
export interface Fold {
  readonly start: Folding['start'];
  readonly collapsed: ReadonlySet<BoxId>;
  readonly expanded: ReadonlySet<BoxId>;
  /** Expanded with everything in them. */
  readonly whole: ReadonlySet<BoxId>;
}

/** What is drawn. */
export interface Folded {
  readonly boxes: readonly Box[];
  /** Whether something is collapsed, or would be if nothing was expanded. */
  readonly folds: boolean;
}

/** More cards than this cannot be read at once: production has 19, and in a window of 1440 by 900 pixels the names of 60 are 6 pixels high. */
const READABLE = 60;

/** What is collapsed in a frame: its VPCs, its zones (and subnets in none), its subnets, or nothing. */
type Level = 'none' | 'subnets' | 'zones' | 'vpcs';

const FOLDED: Readonly<Record<Level, readonly BoxKind[]>> = {
  none: [],
  subnets: ['subnet'],
  zones: ['zone', 'subnet'],
  vpcs: ['vpc'],
};

/** From the most detailed. Several VPCs are all open or all cards: zones of many VPCs side by side say little. */
const LEVELS = { several: ['none', 'vpcs'], one: ['none', 'subnets', 'zones'] } as const satisfies Record<
  string,
  readonly Level[]
>;

/** Collapses boxes. Those that are left are unchanged. */
export function folded(boxes: readonly Box[], fold: Fold): Folded {
  const level = startLevel(boxes, fold.start);
  const drawn = boxes.map((box) => foldedBox(box, level, fold));
  return { boxes: drawn, folds: level !== 'none' || drawn.some(holdsCollapsed) };
}

function foldedBox(box: Box, level: Level, fold: Fold): Box {
  const { id, children } = box;
  if (!isFoldable(box))
    return children.length === 0 ? box : { ...box, children: children.map((one) => foldedBox(one, level, fold)) };
  if (fold.collapsed.has(id)) return cardOf(box);
  if (fold.whole.has(id)) return { ...box, children: children.map((one) => foldedBox(one, 'none', fold)) };
  const isExpanded = fold.expanded.has(id);
  if (!isExpanded && FOLDED[level].includes(box.kind)) return cardOf(box);
  const inner = isExpanded && fold.start !== 'all' ? readableLevel(children) : level;
  return { ...box, children: children.map((one) => foldedBox(one, inner, fold)) };
}

/** Whether the box can be collapsed: a part of a network with something in it. */
function isFoldable({ kind, children }: Box): boolean {
  return children.length > 0 && (kind === 'vpc' || kind === 'zone' || kind === 'subnet');
}

function startLevel(boxes: readonly Box[], start: Folding['start']): Level {
  switch (start) {
    case 'readable':
      return readableLevel(boxes);
    case 'vpcs':
      return 'vpcs';
    case 'all':
      return 'none';
  }
}

/** The most detailed level that is readable. If none is, the one with the fewest cards. */
function readableLevel(boxes: readonly Box[]): Level {
  const levels: readonly Level[] = vpcsIn(boxes) > 1 ? LEVELS.several : LEVELS.one;
  const counts = levels.map((level) => ({ level, cards: cardsAt(boxes, level) }));
  const fewest = Math.min(...counts.map(({ cards }) => cards));
  return counts.find(({ cards }) => cards <= Math.max(READABLE, fewest))?.level ?? 'none';
}

function vpcsIn(boxes: readonly Box[]): number {
  return boxes.reduce((sum, { kind, children }) => sum + (kind === 'vpc' ? 1 : vpcsIn(children)), 0);
}

function cardsAt(boxes: readonly Box[], level: Level): number {
  return boxes.reduce((sum, box) => {
    const isCard = box.children.length === 0 || FOLDED[level].includes(box.kind);
    return sum + (isCard ? 1 : cardsAt(box.children, level));
  }, 0);
}

function cardOf(box: Box): Box {
  return { ...box, collapsed: contentsText(box), facts: [...box.facts, contentsFact(box)], children: [] };
}

function holdsCollapsed({ collapsed, children }: Box): boolean {
  return collapsed !== undefined || children.some(holdsCollapsed);
}
