// A told story → its verdicts: what is in the way, and the fix.
import type { Asked, ToldStory } from '#client/preview/messages.ts';
import type { ConnectionChapter, Story, ToldBlocker } from '#language/view/story/story.ts';
import { element, textButton } from './element.ts';
import { shortName, VERDICT_SIGNS } from './words.ts';

/** What can be done about a verdict. */
export interface VerdictActions {
  readonly ask: (asked: Partial<Asked>) => void;
  /** Goes to the line of a resource or a part of one. */
  readonly locate: (id: string) => void;
  readonly applyFix: () => void;
}

type Fix = NonNullable<ToldStory['fix']>;

/** The title, the verdict of each connection that matters, and the fix; without a story why there is none. */
export function headOf(
  problem: string | undefined,
  story: Story | undefined,
  { question }: Asked,
  { ask, applyFix, locate }: VerdictActions,
  fix: Fix | undefined,
): readonly HTMLElement[] {
  if (story === undefined) {
    const hint = 'Put the cursor in a flow or an expectation, choose a flow above, or ask for a packet here.';
    return [element('p', { className: problem === undefined ? 'hint' : 'problem', text: problem ?? hint })];
  }
  const connections = story.chapters.filter((chapter) => chapter.kind === 'connection');
  const clear = question === null ? [] : [textButton('Clear', () => ask({ question: null }), 'Show what the cursor is in')];
  return [
    element('h2', { className: 'title' }, [element('span', { text: story.title }), ...clear]),
    ...(connections.length === 1 ? connections : connections.filter(({ isExpected }) => !isExpected)).flatMap((chapter) =>
      verdictOf(chapter, connections.length > 1, locate),
    ),
    ...(fix === undefined ? [] : [fixOf(fix, applyFix)]),
  ];
}

/** The verdict of a connection, the choices of AWS that fail, and what is in the way. */
function verdictOf(chapter: ConnectionChapter, isOneOfMany: boolean, locate: (id: string) => void): readonly HTMLElement[] {
  const { verdict, summary, isExpected, blockers, failing, title } = chapter;
  const words = `${isOneOfMany ? `${title}: ` : ''}${summary}${isExpected && verdict !== 'delivered' ? ' (as expected)' : ''}`;
  return [
    element('p', { className: `verdict ${verdict}` }, [
      element('b', { className: 'sign', text: VERDICT_SIGNS[verdict] }),
      element('span', { text: words }),
    ]),
    ...(failing.length > 1
      ? [
          element(
            'ul',
            { className: 'failing' },
            failing.map((text) => element('li', { text })),
          ),
        ]
      : []),
    ...blockers.map((blocker) => blockerOf(blocker, locate)),
  ];
}

function blockerOf({ at, direction, reason, advice, decidedBy }: ToldBlocker, locate: (id: string) => void): HTMLElement {
  const where = `${direction === 'return' ? 'The reply, at' : 'At'} ${shortName(at)}`;
  return element('div', { className: 'blocker' }, [
    element('p', {}, [
      decidedBy === undefined
        ? element('b', { text: where })
        : textButton(where, () => locate(decidedBy), 'Go to the line that decided'),
      element('span', { text: `: ${reason}` }),
    ]),
    element('p', { className: 'advice', text: advice.replaceAll('`', '') }),
  ]);
}

function fixOf({ title, lines }: Fix, applyFix: () => void): HTMLElement {
  return element('div', { className: 'fix' }, [
    element(
      'ul',
      {},
      lines.map((one) =>
        element('li', {}, [element('span', { text: `in ${shortName(one.in)}: ` }), element('code', { text: one.line })]),
      ),
    ),
    textButton('Apply fix', applyFix, title),
  ]);
}
