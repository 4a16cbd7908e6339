// A story → its moments in one line, and the position of a player in it. Pure.
import type { Chapter, Frame, Story } from '#language/view/story/story.ts';

/** One moment of a story. */
export interface Moment {
  readonly chapter: Chapter;
  /** The number of the chapter, from 0. */
  readonly number: number;
  readonly frame: Frame;
}

/** All moments of a story, in the order of time. */
export function momentsOf({ chapters }: Story): readonly Moment[] {
  return chapters.flatMap((chapter, number) => chapter.frames.map((frame): Moment => ({ chapter, number, frame })));
}

/** The nearest moment that exists. */
export function within(moments: readonly Moment[], wanted: number): number {
  return Math.max(0, Math.min(moments.length - 1, Math.round(wanted)));
}

/** Where a new story begins: where the last one was, if it is told again after a change of the text; else at the first moment. */
export function startIn(
  moments: readonly Moment[],
  title: string,
  before: { readonly title: string; readonly at: number },
): number {
  return before.title === title ? within(moments, before.at) : 0;
}

/** The first moment of a chapter. */
export function startOf(moments: readonly Moment[], chapter: number): number {
  return Math.max(
    0,
    moments.findIndex(({ number }) => number === chapter),
  );
}
