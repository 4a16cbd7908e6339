// bench/RESULTS.md has a part for each benchmark. Each one replaces its own part only.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';

/** Writes a part of bench/RESULTS.md. */
export function writePart(part: 'times' | 'diagrams', text: string): void {
  const path = join(root, 'bench', 'RESULTS.md');
  writeFileSync(path, withPart(readFileSync(path, 'utf8'), part, text));
}

/** The page with a new text in the part between its two comments. Throws if the page has no such part. */
export function withPart(page: string, part: string, text: string): string {
  const [begin, end] = [`<!-- begin ${part} -->`, `<!-- end ${part} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no part ${part}.`);
  return `${page.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
}
