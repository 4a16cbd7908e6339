// A told story → the tab that shows it: the question, the verdict, the player, the hops, the connection tables.
import type { AnswersMessage, Asked, Question } from '#client/preview/messages.ts';
import type { Chapter, Check, ConnectionChapter, Frame, Position, Row, Story, Wall } from '#language/view/story/story.ts';
import { element, textButton } from './element.ts';
import type { Boxes } from './packet.ts';
import { type Moment, momentsOf, startIn, startOf } from './playback.ts';
import { createPlayer, type Player } from './player.ts';
import { durationText, shortName, VERDICT_SIGNS } from './words.ts';

/** What the tab can cause. */
export interface TraceActions {
  readonly ask: (asked: Partial<Asked>) => void;
  /** Goes to the line of a resource or a part of one. */
  readonly locate: (id: string) => void;
  readonly applyFix: () => void;
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
  readonly suggest: (ends: { readonly from?: string; readonly to?: string }) => void;
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
        ...(story?.chapters ?? []).map((chapter, number) => chapterOf(chapter, startOf(moments, number), player, actions)),
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

interface Form {
  readonly element: HTMLElement;
  readonly show: (question: Question | null) => void;
  readonly suggest: TraceTab['suggest'];
}

function createForm(ask: (question: Question) => void): Form {
  const [from, to, traffic] = [field('From', 'web, 10.0.0.5'), field('To', 'internet'), field('Traffic', 'tcp 443')];
  const submit = (event?: Event): void => {
    event?.preventDefault();
    if (from.value.trim() !== '' && to.value.trim() !== '') {
      ask({ kind: 'call', from: from.value.trim(), to: to.value.trim(), traffic: traffic.value.trim() });
    }
  };
  const labelled = (input: HTMLInputElement): HTMLElement =>
    element('label', {}, [element('span', { text: input.getAttribute('aria-label') ?? '' }), input]);
  // No form element: the page forbids forms. Enter asks, as in one.
  const root = element('div', { className: 'ask', attributes: { role: 'search' } }, [
    ...[from, to, traffic].map(labelled),
    textButton('Trace', submit, 'Trace a packet from one to the other'),
  ]);
  root.addEventListener('keydown', (event) =>
    event.key === 'Enter' && event.target instanceof HTMLInputElement ? submit(event) : undefined,
  );
  return {
    element: root,
    show: (question) => {
      if (question?.kind === 'call') {
        [from.value, to.value, traffic.value] = [question.from, question.to, question.traffic];
      }
    },
    suggest: (ends) => {
      from.value = ends.from ?? from.value;
      to.value = ends.to ?? to.value;
      (ends.to === undefined ? to : from.value === '' ? from : traffic).focus();
      if (from.value !== '' && ends.to !== undefined) {
        submit();
      }
    },
  };
}

function field(name: string, example: string): HTMLInputElement {
  return element('input', { attributes: { type: 'text', 'aria-label': name, placeholder: example, spellcheck: 'false' } });
}

function headOf(
  problem: string | undefined,
  story: Story | undefined,
  { question }: Asked,
  { ask, applyFix, locate }: TraceActions,
  fix: NonNullable<AnswersMessage['story']>['fix'],
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
  const { verdict, summary, isExpected, walls, failing, title } = chapter;
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
    ...walls.map((wall) => wallOf(wall, locate)),
  ];
}

function wallOf({ at, direction, reason, advice, decidedBy }: Wall, locate: (id: string) => void): HTMLElement {
  const where = `${direction === 'return' ? 'The reply, at' : 'At'} ${shortName(at)}`;
  return element('div', { className: 'wall' }, [
    element('p', {}, [
      decidedBy === undefined
        ? element('b', { text: where })
        : textButton(where, () => locate(decidedBy), 'Go to the line that decided'),
      element('span', { text: `: ${reason}` }),
    ]),
    element('p', { className: 'advice', text: advice.replaceAll('`', '') }),
  ]);
}

function fixOf({ title, lines }: NonNullable<NonNullable<AnswersMessage['story']>['fix']>, applyFix: () => void): HTMLElement {
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

function headerOf(packet: Position | undefined): readonly Node[] {
  if (packet === undefined) {
    return [];
  }
  const part = (name: 'source' | 'destination'): HTMLElement =>
    element('code', { className: packet.translated.includes(name) ? 'translated' : '', text: packet[name] });
  return [
    element('span', { text: packet.direction === 'return' ? 'Reply ' : 'Packet ' }),
    element('code', { text: packet.protocol }),
    part('source'),
    element('span', { text: '→' }),
    part('destination'),
  ];
}

function chapterOf(chapter: Chapter, start: number, player: Player, { locate }: TraceActions): HTMLElement {
  const sign = chapter.kind === 'note' ? '·' : VERDICT_SIGNS[chapter.verdict];
  return element('li', { className: `chapter ${chapter.kind === 'note' ? 'note' : chapter.verdict}` }, [
    element('button', { className: 'text chapter-title', attributes: { type: 'button' }, onClick: () => player.go(start) }, [
      element('b', { className: 'sign', text: sign }),
      element('span', { text: chapter.title }),
    ]),
    chapter.kind === 'note'
      ? undefined
      : element(
          'ol',
          { className: 'places' },
          chapter.frames.map(({ packet, checks }, index) => placeOf(packet, checks, start + index, player, locate)),
        ),
  ]);
}

function placeOf(
  packet: Position | undefined,
  checks: readonly Check[],
  at: number,
  player: Player,
  locate: (id: string) => void,
): HTMLElement {
  const words = `${packet?.direction === 'return' ? '← ' : '→ '}${shortName(packet?.at ?? '')}`;
  const state = packet?.outcome ?? 'passes';
  return element('li', { className: `place ${state}`, attributes: { 'data-at': String(at) } }, [
    element('button', { className: 'text', text: words, attributes: { type: 'button' }, onClick: () => player.go(at) }),
    element(
      'ul',
      { className: 'checks' },
      checks.map((check) => checkOf(check, locate)),
    ),
  ]);
}

const RESULT_SIGNS: Readonly<Record<Check['result'], string>> = { passes: '✓', blocked: '✕', unknown: '?' };

function checkOf({ by, reason, result, assumed, decidedBy }: Check, locate: (id: string) => void): HTMLElement {
  const words = assumed ? `${by} (assumed)` : by;
  return element('li', { className: result, title: reason }, [
    element('b', { className: 'sign', text: RESULT_SIGNS[result] }),
    decidedBy === undefined
      ? element('span', { text: words })
      : element('button', {
          className: 'text link',
          text: words,
          title: reason,
          attributes: { type: 'button' },
          onClick: () => locate(decidedBy),
        }),
  ]);
}

function markCurrent(chapters: HTMLElement, at: number): void {
  for (const place of chapters.querySelectorAll('.place')) {
    const isCurrent = place.getAttribute('data-at') === String(at);
    place.classList.toggle('current', isCurrent);
    if (isCurrent) {
      place.setAttribute('aria-current', 'step');
      place.scrollIntoView({ block: 'nearest' });
    } else {
      place.removeAttribute('aria-current');
    }
  }
}

const STATES: Readonly<Record<Row['state'], string>> = {
  new: 'new',
  kept: '',
  used: 'matches',
  expired: 'expired',
  removed: 'removed',
};

/** Each socket stays in one line. */
function socketsOf(sockets: readonly string[]): readonly HTMLElement[] {
  return sockets.flatMap((socket, index) => [
    ...(index === 0 ? [] : [element('span', { text: ' ↔ ' })]),
    element('code', { text: socket }),
  ]);
}

function tableOf(rows: readonly Row[]): readonly HTMLElement[] {
  if (rows.length === 0) {
    return [];
  }
  const lines = rows.map(({ at, sockets, idleSeconds, state }) =>
    element('tr', { className: state }, [
      element('td', { text: shortName(at) }),
      element('td', { className: 'sockets' }, socketsOf(sockets)),
      element('td', { text: STATES[state] || (idleSeconds === undefined ? '' : `${durationText(idleSeconds)} idle`) }),
    ]),
  );
  return [element('table', {}, [element('caption', { text: 'Connection tables' }), element('tbody', {}, lines)])];
}
