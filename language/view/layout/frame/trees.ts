// Lines from row to row, as trees: the lines of a bundle that leave the same place share a trunk.
import type { FrameGraph } from './frame-graph.ts';
import type { InputLine, LineEnd } from './frame-input.ts';

/** A line with its index, from the trunk to its own end. */
export interface Branch {
  readonly index: number;
  readonly line: InputLine;
  readonly root: LineEnd;
  readonly end: LineEnd;
}

/** The branches of one bundle that leave the same place in the same direction. */
export interface Tree {
  readonly root: LineEnd;
  readonly isDown: boolean;
  readonly branches: readonly Branch[];
}

/** The lines that lead from row to row, as trees. Bundles that fork come before those that join, because their trunks need more room. */
export function treesOf(frame: FrameGraph): readonly Tree[] {
  const trees = new Map<string, Branch[]>();
  for (const [index, line] of frame.input.lines.entries()) {
    const { from, to, isInto } = line;
    if (to === undefined || frame.rowOf(from) === frame.rowOf(to)) continue;
    const branch = isInto ? { index, line, root: to, end: from } : { index, line, root: from, end: to };
    const key = `${line.bundle} ${placeOf(branch.root)} ${isDown(frame, branch)}`;
    const known = trees.get(key);
    if (known === undefined) trees.set(key, [branch]);
    else known.push(branch);
  }
  return [...trees.values()]
    .flatMap((branches): Tree[] => {
      const [first] = branches;
      return first === undefined ? [] : [{ root: first.root, isDown: isDown(frame, first), branches }];
    })
    .toSorted((a, b) => Number(isJoining(a)) - Number(isJoining(b)));
}

function isDown(frame: FrameGraph, { root, end }: Branch): boolean {
  return frame.rowOf(end) > frame.rowOf(root);
}

/** Whether its lines join at the root, otherwise they fork. */
export function isJoining({ branches }: Tree): boolean {
  return branches[0]?.line.isInto ?? false;
}

function placeOf(end: LineEnd): string {
  return 'crossing' in end ? `border ${end.crossing.index}` : `${end.stop.item} ${end.stop.inside?.x ?? ''}`;
}

/** The mean; 0 of no values. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
