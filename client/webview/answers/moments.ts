// The moments of a story → its chapters, the header of the packet, and the connection tables.
import type { Chapter, Check, Position, Row } from '#language/view/story/story.ts';
import { element } from './element.ts';
import { shortName, VERDICT_SIGNS } from './words.ts';

/** What a chapter can cause. */
export interface ChapterActions {
  /** Shows the moment with this number. */
  readonly go: (at: number) => void;
  /** Goes to the line of what decided. */
  readonly locate: (id: string) => void;
}

/** The header of a packet, what is translated marked; empty without one. */
export function headerOf(packet: Position | undefined): readonly Node[] {
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

/** A chapter: its title, and the places of its packet. `start`: the number of its first moment. */
export function chapterOf(chapter: Chapter, start: number, actions: ChapterActions): HTMLElement {
  const sign = chapter.kind === 'note' ? '·' : VERDICT_SIGNS[chapter.verdict];
  return element('li', { className: `chapter ${chapter.kind === 'note' ? 'note' : chapter.verdict}` }, [
    element('button', { className: 'text chapter-title', attributes: { type: 'button' }, onClick: () => actions.go(start) }, [
      element('b', { className: 'sign', text: sign }),
      element('span', { text: chapter.title }),
    ]),
    chapter.kind === 'note'
      ? undefined
      : element(
          'ol',
          { className: 'places' },
          chapter.frames.map(({ packet, checks }, index) => placeOf(packet, checks, start + index, actions)),
        ),
  ]);
}

function placeOf(
  packet: Position | undefined,
  checks: readonly Check[],
  at: number,
  { go, locate }: ChapterActions,
): HTMLElement {
  const words = `${packet?.direction === 'return' ? '← ' : '→ '}${shortName(packet?.at ?? '')}`;
  const state = packet?.outcome ?? 'passes';
  return element('li', { className: `place ${state}`, attributes: { 'data-at': String(at) } }, [
    element('button', { className: 'text', text: words, attributes: { type: 'button' }, onClick: () => go(at) }),
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

/** Marks the place of a moment, and brings it into view. */
export function markCurrent(chapters: HTMLElement, at: number): void {
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

/** The connection tables; empty without an entry. */
export function tableOf(rows: readonly Row[]): readonly HTMLElement[] {
  if (rows.length === 0) {
    return [];
  }
  const lines = rows.map(({ at, sockets, expires, state }) =>
    element('tr', { className: state }, [
      element('td', { text: shortName(at) }),
      element('td', { className: 'sockets' }, socketsOf(sockets)),
      element('td', { text: STATES[state] || (expires === undefined ? '' : `${expires} idle`) }),
    ]),
  );
  return [element('table', {}, [element('caption', { text: 'Connection tables' }), element('tbody', {}, lines)])];
}
