// Verdicts and directions → the signs and words of the page.
import type { ConnectionChapter } from '#language/view/story/story.ts';

/** A sign for each verdict, so that it is told apart by more than its colour. */
export const VERDICT_SIGNS: Readonly<Record<ConnectionChapter['verdict'], string>> = {
  delivered: '✓',
  intermittent: '~',
  dropped: '✕',
  unknown: '?',
};

/** The name of a resource: the last part of its id, without the part that belongs to it. */
export function shortName(id: string): string {
  const [owner = id, part] = id.split('#');
  return part?.startsWith('resolver') ? 'DNS resolver' : (owner.split('.').at(-1) ?? id);
}
