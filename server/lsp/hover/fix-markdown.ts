// The suggested fix for a claim that fails, in its hover: the lines, each with a link to the block in which it belongs.
import { ownerOf, shortName } from '#language/network/id.ts';
import { placeNote } from '#language/what-if/change/lines.ts';
import type { Goal } from '#language/what-if/goal.ts';
import { suggestFix } from '#language/what-if/suggested-fix.ts';
import { code, linked, list } from './markdown.ts';
import type { Traced } from './trace-markdown.ts';

/** The lines of the suggested fix; empty without a fix. */
export function fixMarkdown({ network, sources }: Traced, goal: Goal | undefined): string {
  const fix = goal && suggestFix(network, goal);
  if (fix === undefined) return '';
  const lines = fix.lines.map(
    (one) => `in ${linked(shortName(ownerOf(one.in)), sources.locate(one.in))}: ${code(one.line)}${placeNote(one)}`,
  );
  return `**Suggested fix**\n\n${list(lines)}`;
}
