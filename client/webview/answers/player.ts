// The moments of a story → buttons and a slider that step through them, with what is said at each.
import { changeIcon, createButton } from '#client/webview/controls.ts';
import { element } from './element.ts';
import { type Moment, within } from './playback.ts';

/** The player of one story at a time. */
export interface Player {
  readonly element: HTMLElement;
  /** Shows a story from a moment on. No moments hide the player. */
  readonly load: (moments: readonly Moment[], at: number) => void;
  /** Steps forwards or backwards. */
  readonly step: (by: number) => void;
  readonly go: (to: number) => void;
  readonly toggle: () => void;
  readonly at: () => number;
}

/** Milliseconds for which a moment is shown while the story plays. */
const PACE = 1300;

/** `onMoment` gets every moment that is shown; `moves`: the packet moves on to it from the moment before. */
export function createPlayer(onMoment: (moment: Moment, at: number, moves: boolean) => void): Player {
  let moments: readonly Moment[] = [];
  let at = 0;
  let timer: ReturnType<typeof setInterval> | undefined;

  const { root, slider, play, show } = createControls({ step: (by) => step(by), first: () => jump(0), toggle: () => toggle() });
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    changeIcon(play, 'play');
    play.setAttribute('aria-pressed', 'false');
  };
  const tell = (moves: boolean): void => {
    const moment = moments[at];
    show(moment, at, moments.length);
    if (moment !== undefined) {
      onMoment(moment, at, moves);
    }
  };
  const go = (to: number): void => {
    const next = within(moments, to);
    const moves = next === at + 1 && moments[next]?.number === moments[at]?.number;
    at = next;
    tell(moves);
  };
  const step = (by: number): void => {
    stop();
    go(at + by);
  };
  const jump = (to: number): void => {
    stop();
    go(to);
  };
  const toggle = (): void => {
    if (timer !== undefined) {
      stop();
      return;
    }
    if (at >= moments.length - 1) {
      go(0);
    }
    changeIcon(play, 'pause');
    play.setAttribute('aria-pressed', 'true');
    timer = setInterval(() => (at < moments.length - 1 ? go(at + 1) : stop()), PACE);
  };
  slider.addEventListener('input', () => step(Number(slider.value) - at));
  return {
    element: root,
    load: (next, start) => {
      stop();
      moments = next;
      at = within(moments, start);
      tell(false);
    },
    step,
    go: jump,
    toggle,
    at: () => at,
  };
}

interface Controls {
  readonly root: HTMLElement;
  readonly slider: HTMLInputElement;
  readonly play: HTMLButtonElement;
  readonly show: (moment: Moment | undefined, at: number, count: number) => void;
}

interface ControlActions {
  readonly step: (by: number) => void;
  readonly first: () => void;
  readonly toggle: () => void;
}

function createControls({ step, first, toggle }: ControlActions): Controls {
  const slider = element('input', { attributes: { type: 'range', min: '0', step: '1', 'aria-label': 'Moment' } });
  const count = element('span', { className: 'count' });
  const caption = element('p', { className: 'caption', attributes: { 'aria-live': 'polite' } });
  const play = createButton({ icon: 'play', hint: 'Play (p)', onClick: toggle });
  const root = element('div', { className: 'player', attributes: { role: 'group', 'aria-label': 'Playback' } }, [
    element('div', { className: 'controls' }, [
      createButton({ icon: 'first', hint: 'First moment', onClick: first }),
      createButton({ icon: 'back', hint: 'Back (,)', onClick: () => step(-1) }),
      play,
      createButton({ icon: 'next', hint: 'Next (.)', onClick: () => step(1) }),
      slider,
      count,
    ]),
    caption,
  ]);
  return {
    root,
    slider,
    play,
    show: (moment, at, all) => {
      root.hidden = moment === undefined;
      slider.max = String(all - 1);
      slider.value = String(at);
      slider.setAttribute('aria-valuetext', moment?.frame.caption ?? '');
      count.textContent = `${at + 1} / ${all}`;
      caption.textContent = moment?.frame.caption ?? '';
    },
  };
}
