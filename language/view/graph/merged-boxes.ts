// The boxes of two networks → all of them, each with what became of it.
import { groupBy } from '#language/network/group-by.ts';
import { type BoxIndex, indexOf } from './box-index.ts';
import type { Box } from './diagram.ts';

/**
 * The boxes of the new network where they are now, and those that only the old one has where they were: behind the same neighbour. Boxes with
 * the same id are the same.
 */
export function mergedBoxes(before: Shown, after: Shown): readonly Box[] {
  const both = { old: before.index, now: after.index, shown: indexOf(before.boxes) };
  return merged(before.boxes, after.boxes, both);
}

/** The boxes of a network that are shown, and all that it has: what a view leaves out is not removed. */
export interface Shown {
  readonly boxes: readonly Box[];
  readonly index: BoxIndex;
}

interface Both {
  readonly old: BoxIndex;
  readonly now: BoxIndex;
  /** What is shown of the old network. */
  readonly shown: BoxIndex;
}

/** The boxes in one box, or in none. */
function merged(before: readonly Box[], after: readonly Box[], both: Both): readonly Box[] {
  const staying = new Set(after.map(({ id }) => id));
  let last: Box | undefined;
  const gone = before.flatMap((box) => {
    if (staying.has(box.id)) last = box;
    return both.now.boxes.has(box.id) ? [] : [{ box: removed(box, both), behind: last?.id }];
  });
  const goneBehind = groupBy(gone, ({ behind }) => behind);
  const behind = (id: string | undefined): readonly Box[] => (goneBehind.get(id) ?? []).map(({ box }) => box);
  return [...behind(undefined), ...after.flatMap((box) => [mergedBox(box, both), ...behind(box.id)])];
}

function removed(box: Box, both: Both): Box {
  return { ...box, change: 'removed', facts: ['Removed', ...box.facts], children: merged(box.children, [], both) };
}

function mergedBox(box: Box, both: Both): Box {
  const before = both.old.boxes.get(box.id);
  const children = merged(both.shown.boxes.get(box.id)?.children ?? [], box.children, both);
  if (before === undefined) return { ...box, change: 'added', facts: ['Added', ...box.facts], children };
  const were = [...differences(before, box), ...movedFrom(box, both)];
  if (were.length === 0) return { ...box, children };
  return { ...box, change: 'changed', facts: ['Changed', ...box.facts, ...were], children };
}

/** What the box said before and no longer says. If it says more than before, what is new. */
function differences(before: Box, after: Box): readonly string[] {
  const [old, now] = [textsOf(before), textsOf(after)];
  const gone = [...old].filter((text) => !now.has(text)).map((text) => `Before: ${text}`);
  return gone.length > 0 ? gone : [...now].filter((text) => !old.has(text)).map((text) => `New: ${text}`);
}

function textsOf({ label, detail, exposure, facts }: Box): ReadonlySet<string> {
  return new Set([label, detail, exposure, ...facts].filter((text) => text !== undefined));
}

function movedFrom({ id }: Box, { old, now }: Both): readonly string[] {
  const [before, after] = [old.parents.get(id), now.parents.get(id)];
  if (before === after) return [];
  return [`Before: in ${old.boxes.get(before ?? '')?.label ?? 'no VPC'}`];
}
