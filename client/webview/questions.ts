// The menu key, the right button and single keys on a box → questions about it.
import type { Answers } from './answers/answers.ts';

/** Listens on the picture, and on the page for the keys of the player. */
export function listenForQuestions(frame: HTMLElement, answers: Answers): void {
  frame.addEventListener('contextmenu', (event) => {
    const box = edgeIn(event) ?? boxIn(event);
    event.preventDefault();
    if (box) {
      const { left, top } = box.getBoundingClientRect();
      // The menu key reports no position of its own.
      const at = event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: left + 12, y: top + 12 };
      answers.menuOf(box, at);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyped(event)) {
      return;
    }
    const box = boxIn(event);
    if (box && event.key === 'm') {
      const { left, top } = box.getBoundingClientRect();
      answers.menuOf(box, { x: left + 12, y: top + 12 });
    } else if (event.key === 'Escape') {
      answers.open(null);
    } else if (!answers.pressKey(event.key, box)) {
      return;
    }
    event.preventDefault();
  });
}

/** The arrow under the pointer, or its label. */
function edgeIn(event: Event): Element | null {
  const [inner] = event.composedPath();
  return inner instanceof Element ? inner.closest('[data-line]') : null;
}

/** The box under the pointer, or with the focus; also in the shadow tree of the drawing. */
function boxIn(event: Event): Element | null {
  const inner = event.composedPath().find((target) => target instanceof Element && target.closest('[data-id]') !== null);
  const found = inner instanceof Element ? inner.closest('.box[data-id]') : null;
  return found;
}

function isTyped(event: KeyboardEvent): boolean {
  const { target } = event;
  return target instanceof HTMLInputElement && target.type === 'text';
}
