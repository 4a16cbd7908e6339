// The rows of the tables: one metric each.
import type { Figures } from './metrics.ts';

/** One metric. */
export interface Row {
  readonly title: string;
  /** The value for one or more drawings; `undefined` if they have none, as drawings without edges have no detour. */
  readonly of: (drawings: readonly Figures[]) => number | undefined;
  /** After the decimal point. */
  readonly digits: number;
  /** Whether less is better. */
  readonly isCost: boolean;
}

/** All rows, in the order of the tables. */
export const ROWS: readonly Row[] = [
  count('boxes that overlap', 'boxOverlaps'),
  count('lines through other resources', 'throughResources'),
  count('lines through other subnets', 'throughSubnets'),
  count('lines through other VPCs', 'throughVpcs'),
  count("lines across another zone's frame", 'throughZones'),
  count('lines through titles', 'throughTitles'),
  count('lines of different bundles on each other, px', 'onEachOther'),
  count('crossings', 'crossings'),
  { title: 'bends of an edge', of: mean(({ bends, edges }) => bends / edges), digits: 2, isCost: true },
  // Not the mean, in which one drawing of two boxes beside each other would outweigh all others.
  { title: 'detour', of: (all) => ratio(sum(all, 'length'), sum(all, 'straight')), digits: 2, isCost: true },
  { ...count('labels drawn', 'labels'), isCost: false },
  count('labels missing', 'labelsMissing'),
  count('labels on labels', 'labelsOnLabels'),
  count('labels on cards or titles', 'labelsOnBoxes'),
  count('labels over other lines', 'labelsOverLines'),
  count('edges missing', 'edgesMissing'),
  { title: 'width, px', of: mean(({ width }) => width), digits: 0, isCost: false },
  { title: 'height, px', of: mean(({ height }) => height), digits: 0, isCost: false },
  {
    title: 'area / area of cards',
    of: mean(({ width, height, cardArea }) => (width * height) / cardArea),
    digits: 1,
    isCost: true,
  },
  { title: 'width / height', of: mean(({ width, height }) => width / height), digits: 2, isCost: false },
];

function count(title: string, figure: keyof Figures): Row {
  return { title, of: (all) => (all.length === 0 ? undefined : sum(all, figure)), digits: 0, isCost: true };
}

function sum(drawings: readonly Figures[], figure: keyof Figures): number {
  return drawings.reduce((total, figures) => total + figures[figure], 0);
}

/** Over the drawings that have a value: without edges there are no bends of an edge. */
function mean(value: (figures: Figures) => number): Row['of'] {
  return (drawings) => {
    const values = drawings.map(value).filter(Number.isFinite);
    return ratio(
      values.reduce((total, one) => total + one, 0),
      values.length,
    );
  };
}

function ratio(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole;
}
