// A box → what is in it, counted.
import { groupBy } from '#language/network/group-by.ts';
import { isWorkload, kindTitle } from './box-kind.ts';
import type { Box } from './diagram.ts';

/** For a card: `2 AZs · 4 subnets · 7 workloads`. What there is none of is left out. */
export function contentsText(box: Box): string {
  const inside = within(box);
  const count = (is: (one: Box) => boolean, one: string) => {
    const { length } = inside.filter(is);
    return length === 0 ? [] : [counted(length, one)];
  };
  const parts = [
    ...count(({ kind }) => kind === 'zone', 'AZ'),
    ...count(({ kind }) => kind === 'subnet', 'subnet'),
    ...count(({ kind }) => isWorkload(kind), 'workload'),
  ];
  return parts.length === 0 ? otherText(inside) : parts.join(' · ');
}

/** For a tooltip: every kind that is in the box, most frequent first. */
export function contentsFact(box: Box): string {
  const kinds = [...groupBy(within(box), ({ kind }) => kind)].toSorted(([, a], [, b]) => b.length - a.length);
  return `Collapsed: ${kinds.map(([kind, { length }]) => `${length} × ${kindTitle(kind)}`).join(', ')}`;
}

/** `2 × NAT gateway`, or a number of resources of several kinds. */
function otherText(inside: readonly Box[]): string {
  const [kind, other] = new Set(inside.map((box) => box.kind));
  return kind === undefined || other !== undefined ? counted(inside.length, 'resource') : `${inside.length} × ${kindTitle(kind)}`;
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

function within({ children }: Box): readonly Box[] {
  return children.flatMap((child) => [child, ...within(child)]);
}
