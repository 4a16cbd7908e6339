// Mouse, wheel, touch and keys → movements of the stage. A press with movement is a pan, one without is a click.
import type { Point } from './camera.ts';
import { wheelFactor } from './camera.ts';
import type { Stage } from './stage.ts';

/** Pixels that a pointer may move during a click. */
const TREMBLE = 4;
/** Pixels for one arrow key, one press of `+`, and one line of a wheel that counts in lines. */
const KEY_PAN = 40;
const KEY_ZOOM = 1.25;
const WHEEL_LINE = 16;

/** Moves the stage by wheel, drag, pinch and keys. `frame` is the element that shows the picture. */
export function listenForGestures(frame: HTMLElement, stage: Stage): void {
  frame.addEventListener('wheel', (event) => turnWheel(event, frame, stage), { passive: false });
  // Keys move the diagram wherever the focus is, except in what needs them itself.
  document.addEventListener('keydown', (event) => {
    const isOurs = !(event.ctrlKey || event.metaKey || event.altKey || isField(event.target));
    if (isOurs && pressKey(event.key, stage)) {
      event.preventDefault();
    }
  });
  listenForPointers(frame, stage);
}

/** Whether an element needs the keys itself: a picker, a field, a slider, a menu. */
export function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLSelectElement ||
    target instanceof HTMLInputElement ||
    (target instanceof Element && target.closest('[role="menu"]') !== null)
  );
}

/** The wheel scrolls. With Ctrl it zooms; browsers report a pinch on a touch pad as Ctrl and wheel. */
function turnWheel(event: WheelEvent, frame: HTMLElement, stage: Stage): void {
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE;
  if (event.ctrlKey || event.metaKey) {
    stage.zoomBy(wheelFactor(event.deltaY * unit), pointIn(frame, event));
  } else if (event.shiftKey && event.deltaX === 0) {
    stage.panBy(-event.deltaY * unit, 0);
  } else {
    stage.panBy(-event.deltaX * unit, -event.deltaY * unit);
  }
}

/** Whether the key was handled. */
function pressKey(key: string, stage: Stage): boolean {
  const action = KEYS.get(key);
  action?.(stage);
  return action !== undefined;
}

const KEYS: ReadonlyMap<string, (stage: Stage) => void> = new Map([
  ['+', (stage) => stage.zoomBy(KEY_ZOOM)],
  ['=', (stage) => stage.zoomBy(KEY_ZOOM)],
  ['-', (stage) => stage.zoomBy(1 / KEY_ZOOM)],
  ['0', (stage) => stage.fit()],
  ['ArrowLeft', (stage) => stage.panBy(KEY_PAN, 0)],
  ['ArrowRight', (stage) => stage.panBy(-KEY_PAN, 0)],
  ['ArrowUp', (stage) => stage.panBy(0, KEY_PAN)],
  ['ArrowDown', (stage) => stage.panBy(0, -KEY_PAN)],
]);

/** One pointer pans, two pinch. While Space is held down every press is a pan, even a short one. */
function listenForPointers(frame: HTMLElement, stage: Stage): void {
  const pressed = new Map<number, Point>();
  let travelled = 0;
  let space = false;
  const release = (event: PointerEvent): void => {
    pressed.delete(event.pointerId);
    frame.classList.toggle('panning', pressed.size > 0 && travelled > TREMBLE);
  };

  frame.addEventListener('pointerdown', (event) => {
    if (event.button <= 1) {
      travelled = pressed.size === 0 ? 0 : TREMBLE + 1;
      pressed.set(event.pointerId, pointIn(frame, event));
    }
  });
  frame.addEventListener('pointermove', (event) => {
    const before = pressed.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = pointIn(frame, event);
    travelled += distance(before, now);
    if (travelled <= TREMBLE) {
      return;
    }
    // Captured only now, because a captured pointer takes the click away from the box under it.
    frame.setPointerCapture(event.pointerId);
    frame.classList.add('panning');
    const others = [...pressed].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    moveStage(stage, before, now, others[0]);
    pressed.set(event.pointerId, now);
  });
  frame.addEventListener('pointerup', release);
  frame.addEventListener('pointercancel', release);
  document.addEventListener('keydown', (event) => {
    space ||= event.key === ' ';
  });
  document.addEventListener('keyup', (event) => {
    space &&= event.key !== ' ';
  });
  frame.addEventListener(
    'click',
    (event) => {
      if (travelled > TREMBLE || space) {
        event.stopPropagation();
      }
    },
    { capture: true },
  );
}

/** With a second pointer, the change of distance zooms around the midpoint. */
function moveStage(stage: Stage, before: Point, now: Point, other: Point | undefined): void {
  if (!other) {
    stage.panBy(now.x - before.x, now.y - before.y);
    return;
  }
  stage.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
  stage.zoomBy(distance(now, other) / Math.max(1, distance(before, other)), {
    x: (now.x + other.x) / 2,
    y: (now.y + other.y) / 2,
  });
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function pointIn(frame: HTMLElement, event: MouseEvent): Point {
  const { left, top } = frame.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}
