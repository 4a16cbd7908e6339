// On which side a line enters a card, and on which side of its line a label is, so that lines and labels do not meet.
import { LINE_GAP } from '#language/view/layout/elk/options.ts';
import { type FrameGraph, MOST_AT_ONE_SIDE } from './frame-graph.ts';
import { isOuter, type LineEnd } from './frame-input.ts';
import type { Lean } from './frame-layout.ts';
import { type Branch, isJoining, mean, type Tree } from './trees.ts';

/** The choices for all trees of a frame. */
export interface Sides {
  /** Lines that enter the card above them by its side. All others enter it from below. */
  readonly entrances: ReadonlyMap<Branch, 'WEST' | 'EAST'>;
  /** Where the labels of trees are. Default: in the middle of the line. */
  readonly leans: ReadonlyMap<Tree, Lean>;
}

/** Chooses the sides. */
export function chooseSides(frame: FrameGraph, trees: readonly Tree[]): Sides {
  const entrances = entrancesOf(frame, trees);
  return { entrances, leans: new Map(trees.map((tree) => [tree, leanOf(frame, trees, tree, entrances)])) };
}

function entrancesOf(frame: FrameGraph, trees: readonly Tree[]): Sides['entrances'] {
  const entrances = new Map<Branch, 'WEST' | 'EAST'>();
  /** The bundles that enter each side of each card. */
  const used = new Map<string, Set<number>>();
  for (const tree of trees) {
    for (const branch of tree.branches) {
      const side = entranceOf(frame, trees, tree, branch);
      const card = isJoining(tree) ? tree.root : branch.end;
      if (side === undefined || 'crossing' in card) continue;
      const key = `${card.stop.item} ${side}`;
      const bundles = used.get(key) ?? new Set();
      if (bundles.size === MOST_AT_ONE_SIDE && !bundles.has(branch.line.bundle)) continue;
      used.set(key, bundles.add(branch.line.bundle));
      entrances.set(branch, side);
    }
  }
  return entrances;
}

/** A card at the end of its row is entered by the side if the line comes from that side and other lines are below the card. */
function entranceOf(frame: FrameGraph, trees: readonly Tree[], tree: Tree, branch: Branch): 'WEST' | 'EAST' | undefined {
  // Only the card above a line is entered by its side, and the place below it is kept for a label where lines join.
  if (isJoining(tree) ? !tree.isDown || hasLabel(tree) : tree.isDown) return undefined;
  const [card, other] = isJoining(tree) ? [tree.root, branch.end] : [branch.end, tree.root];
  if (isOuter(frame.input.level) || 'crossing' in card) return undefined;
  const { item: index } = card.stop;
  const item = frame.input.items[index];
  if (item?.shape !== 'card' || frame.isFixed(index) || linesBelow(trees, index) < 2) return undefined;
  if (passesColumns(frame, card, other)) return undefined;
  const distance = frame.offsetOf(other) - frame.offsetOf(card);
  const beside = item.width / 2 + LINE_GAP;
  if (distance < -beside && item.place === 0) return 'WEST';
  return distance > beside && item.place === frame.lengthOf(item.row) - 1 ? 'EAST' : undefined;
}

/** Whether a line runs between two columns on its way, and so comes from there, wherever its other end is. */
function passesColumns(frame: FrameGraph, upper: LineEnd, lower: LineEnd): boolean {
  const [first, last] = [frame.rowOf(upper), frame.rowOf(lower)];
  return frame.input.items.some(({ row, column }) => column !== undefined && row > first && row < last);
}

function hasLabel({ branches }: Tree): boolean {
  return branches.some(({ line }) => line.label !== undefined);
}

function linesBelow(trees: readonly Tree[], index: number): number {
  return trees.reduce((sum, { root, branches, isDown }) => {
    if (isDown && isAt(root, index)) return sum + branches.length;
    return sum + (isDown ? 0 : branches.filter(({ end }) => isAt(end, index)).length);
  }, 0);
}

function isAt(end: LineEnd, index: number): boolean {
  return 'stop' in end && end.stop.item === index;
}

/** Away from the other lines on the same side of the item where the trunk begins. */
function leanOf(frame: FrameGraph, trees: readonly Tree[], tree: Tree, entrances: Sides['entrances']): Lean {
  const label = tree.branches.flatMap(({ line }) => line.label ?? [])[0];
  if (label === undefined) return 'middle';
  const aims = trees.flatMap((other): readonly Aim[] => {
    if (other === tree) return [];
    const free = other.branches.filter((branch) => !entrances.has(branch));
    if (other.isDown === tree.isDown && isBeside(other.root, tree.root, label.width) && free.length > 0)
      return [aimOf(frame, other)];
    return free
      .filter(({ end }) => other.isDown !== tree.isDown && isBeside(end, tree.root, label.width))
      .map(({ end }) => ({ own: frame.across(end), far: frame.across(other.root) }));
  });
  const mine = aimOf(frame, tree);
  const isLeft = ({ own, far }: Aim) => own < mine.own || (own === mine.own && far <= mine.far);
  const left = aims.filter(isLeft).length;
  const right = aims.length - left;
  if (left > 0 && right > 0) return 'middle';
  return left > 0 ? 'right' : right > 0 ? 'left' : 'middle';
}

/** How far right a line is at the item, and at its other end. */
interface Aim {
  readonly own: number;
  readonly far: number;
}

function aimOf(frame: FrameGraph, { root, branches }: Tree): Aim {
  return { own: frame.across(root), far: mean(branches.map(({ end }) => frame.across(end))) };
}

/** Whether two lines meet the same item, or the same border, so near each other that the label of one could cover the other. */
function isBeside(one: LineEnd, two: LineEnd, labelWidth: number): boolean {
  if ('crossing' in one || 'crossing' in two)
    return 'crossing' in one && 'crossing' in two && one.crossing.side === two.crossing.side;
  const [a, b] = [one.stop.inside?.x, two.stop.inside?.x];
  return one.stop.item === two.stop.item && (a === undefined || b === undefined || Math.abs(a - b) < labelWidth / 2 + LINE_GAP);
}
