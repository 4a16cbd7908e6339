// A told story → the tab that shows it: the question, the verdict, the player, the hops, the connection tables.
import type { AnswersMessage } from '#client/preview/messages.ts';
import type { Frame, Position } from '#language/view/story/story.ts';
import { createForm, type Form } from './ask-form.ts';
import { element } from './element.ts';
import { chapterOf, headerOf, markCurrent, tableOf } from './moments.ts';
import type { Boxes } from './packet.ts';
import { type Moment, momentsOf, startIn, startOf } from './playback.ts';
import { createPlayer, type Player } from './player.ts';
import { headOf, type VerdictActions } from './verdicts.ts';

/** What the tab can cause. */
export interface TraceActions extends VerdictActions {
  /** Shows where the packet is; `undefined`: nowhere. */
  readonly place: (position: Position | undefined, boxes: Boxes, moves: boolean) => void;
  /** Whether the tab is shown. */
  readonly isShown: () => boolean;
  /** Marks the line of what decided at this moment; `null`: none. */
  readonly mark: (id: string | null) => void;
}

/** The tab. */
export interface TraceTab {
  readonly element: HTMLElement;
  readonly player: Player;
  readonly update: (answers: AnswersMessage) => void;
  /** Fills in the ends of the next question. */
  readonly suggest: Form['suggest'];
  /** The place of the packet again, in a new drawing; without it, if the tab is not shown. */
  readonly place: (isShown: boolean) => void;
}

/** A tab without a story. */
export function createTraceTab(actions: TraceActions): TraceTab {
  let boxes: Boxes = {};
  let shown: Moment | undefined;
  let told: { readonly title: string; readonly key: string } = { title: '', key: '' };
  const form = createForm((question) => actions.ask({ question }));
  const head = element('div', { className: 'verdicts' });
  const header = element('p', { className: 'packet-header' });
  const chapters = element('ol', { className: 'chapters' });
  const tables = element('div', { className: 'tables' });
  const player = createPlayer((moment, at, moves) => {
    shown = moment;
    header.replaceChildren(...headerOf(moment.frame.packet));
    markCurrent(chapters, at);
    tables.replaceChildren(...tableOf(moment.frame.rows));
    actions.place(moment.frame.packet, boxes, moves);
    actions.mark(actions.isShown() ? decidingOf(moment.frame) : null);
  });
  return {
    element: element('div', { className: 'trace' }, [form.element, head, player.element, header, tables, chapters]),
    player,
    suggest: form.suggest,
    place: (isShown) => {
      actions.place(isShown ? shown?.frame.packet : undefined, boxes, false);
      actions.mark(isShown && shown ? decidingOf(shown.frame) : null);
    },
    update: ({ story: answer, asked }) => {
      const story = answer?.story;
      form.show(asked.question);
      boxes = answer?.boxes ?? {};
      const key = JSON.stringify(answer);
      if (key === told.key) {
        actions.place(shown?.frame.packet, boxes, false);
        return;
      }
      const moments = story ? momentsOf(story) : [];
      const start = startIn(moments, story?.title ?? '', { title: told.title, at: player.at() });
      told = { title: story?.title ?? '', key };
      shown = undefined;
      head.replaceChildren(...headOf(answer?.problem, story, asked, actions, answer?.fix));
      chapters.replaceChildren(
        ...(story?.chapters ?? []).map((chapter, number) =>
          chapterOf(chapter, startOf(moments, number), { go: player.go, locate: actions.locate }),
        ),
      );
      header.replaceChildren();
      tables.replaceChildren();
      player.load(moments, start);
      if (moments.length === 0) {
        actions.place(undefined, boxes, false);
      }
    },
  };
}

/** The line that decided at a place: of what stops the packet, else of what the caption says, else of the last check with a line. */
function decidingOf({ caption, checks }: Frame): string | null {
  const decided = checks.filter(({ decidedBy }) => decidedBy !== undefined);
  const deciding =
    checks.find(({ result }) => result === 'blocked') ?? decided.find(({ reason }) => reason === caption) ?? decided.at(-1);
  return deciding?.decidedBy ?? null;
}
