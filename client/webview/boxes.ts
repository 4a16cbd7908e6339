// Makes the boxes of a diagram reachable: by click, by Tab and arrow keys, by a screen reader, and from the cursor in the text.
import { type Direction, nextBox } from './next-box.ts';
import type { Picture } from './picture.ts';
import type { Stage } from './stage.ts';

/** The boxes of the current drawing, for keyboard, screen reader and selection. */
export interface Boxes {
  /** Prepares the boxes of a new drawing, and restores the focus to the box that had it. */
  readonly mount: (title: string, focused: string | null) => void;
  /** The id of the box that has the focus. */
  readonly focused: () => string | null;
  /** Marks the box of a resource, or of the resource that the part belongs to, and moves there unless `stays`. */
  readonly select: (id: string | null, stays?: boolean) => void;
  /** The box that has the focus, otherwise the marked one. */
  readonly current: () => SVGElement | undefined;
}

/** `locate` is called with the id of the box whose line is requested. `focus`: whether the editor takes the focus. */
export function createBoxes(picture: Picture, stage: Stage, locate: (id: string, focus: boolean) => void): Boxes {
  const frame = picture.plane;
  let selected: string | null = null;

  const mark = (): SVGElement | undefined => {
    const boxes = picture.boxes();
    const chosen = boxOf(boxes, selected);
    for (const box of boxes) {
      box.classList.toggle('selected', box === chosen);
      box.setAttribute('aria-selected', String(box === chosen));
    }
    makeReachable(boxes, chosen ?? boxes[0]);
    return chosen;
  };
  const choose = (element: Element | null, focus: boolean): void => {
    const id = element?.getAttribute('data-id');
    if (id) {
      selected = id;
      markLines(picture, null);
      mark();
      locate(id, focus);
    }
  };

  frame.addEventListener('click', (event) => {
    const under = resourceUnder(event);
    const line = under?.getAttribute('data-line');
    if (line) {
      markLines(picture, under);
      locate(line, true);
    } else {
      choose(under, true);
    }
  });
  frame.addEventListener('keydown', (event) => {
    const box = resourceUnder(event);
    if (box && pressKey(event, box, picture, stage, choose)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  return {
    mount: (title, focused) => {
      describe(picture, title);
      mark();
      focus(picture.boxes(), boxOf(picture.boxes(), focused));
    },
    focused: () => frame.querySelector(':focus')?.getAttribute('data-id') ?? null,
    select: (id, stays = false) => {
      selected = id;
      const box = mark();
      if (box && !stays) {
        stage.look(picture.areaOf(box));
      }
    },
    current: () => frame.querySelector<SVGElement>('.box:focus') ?? boxOf(picture.boxes(), selected),
  };
}

/** Marks the arrow that was clicked, by its line or its label; `null`: none. */
function markLines(picture: Picture, chosen: Element | null): void {
  const id = chosen?.getAttribute('data-id');
  for (const edge of picture.plane.querySelectorAll('.edge, .label')) {
    edge.classList.toggle('selected', edge.getAttribute('data-id') === id);
  }
}

/** Whether the key was handled by the focused box. */
function pressKey(
  event: KeyboardEvent,
  box: SVGElement,
  picture: Picture,
  stage: Stage,
  choose: (element: Element, focus: boolean) => void,
): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    return false;
  }
  // Enter goes to the line, as a click does. Space only shows it.
  if (event.key === 'Enter' || event.key === ' ') {
    choose(box, event.key === 'Enter');
    return true;
  }
  const boxes = picture.boxes();
  const target = destination(event.key, picture, box);
  if (!target) {
    return ARROWS.has(event.key);
  }
  focus(boxes, target);
  stage.reveal(picture.rectOf(target));
  return true;
}

const ARROWS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
]);

function destination(key: string, picture: Picture, from: SVGElement): SVGElement | undefined {
  const boxes = picture.boxes();
  if (key === 'Home' || key === 'End') {
    return boxes.at(key === 'Home' ? 0 : -1);
  }
  const direction = ARROWS.get(key);
  const start = boxes.indexOf(from);
  if (!direction || start < 0) {
    return undefined;
  }
  const next = nextBox(boxes.map(picture.rectOf), start, direction);
  return next === undefined ? undefined : boxes[next];
}

/** The whole diagram is one tab stop. The arrow keys move inside it. */
function makeReachable(boxes: readonly SVGElement[], stop: SVGElement | undefined): void {
  for (const box of boxes) {
    box.setAttribute('tabindex', box === stop ? '0' : '-1');
  }
}

function focus(boxes: readonly SVGElement[], target: SVGElement | undefined): void {
  if (target) {
    makeReachable(boxes, target);
    target.focus({ preventScroll: true });
  }
}

/** Roles for screen readers: a tree, nested like the drawing. */
function describe(picture: Picture, title: string): void {
  const root = picture.plane.firstElementChild;
  root?.setAttribute('role', 'tree');
  root?.setAttribute('aria-label', title);
  // The tooltip of everything that has none, and what the toolbar changes.
  root?.querySelector(':scope > title')?.remove();
  root?.querySelector(':scope > desc')?.remove();
  for (const edge of root?.querySelectorAll('.edge') ?? []) {
    edge.setAttribute('aria-hidden', 'true');
  }
  for (const box of picture.boxes()) {
    box.setAttribute('role', 'treeitem');
    box.setAttribute('aria-level', String(depth(box)));
    box.setAttribute('aria-label', nameOf(box));
  }
}

/** The tooltip as one paragraph: each line becomes a sentence. */
function nameOf(box: Element): string {
  const facts = box.querySelector(':scope > title')?.textContent ?? box.getAttribute('data-id') ?? '';
  return facts.split('\n').join('. ');
}

function depth(box: Element): number {
  const outer = box.parentElement?.closest('.box');
  return outer ? depth(outer) + 1 : 1;
}

/** A part (`vpc.web#ingress-2`) is shown by the resource that it belongs to. */
function boxOf(boxes: readonly SVGElement[], id: string | null): SVGElement | undefined {
  const owner = id?.split('#')[0];
  const find = (wanted: string | undefined) => boxes.find((box) => wanted && box.getAttribute('data-id') === wanted);
  return find(id ?? undefined) ?? find(owner);
}

function resourceUnder(event: Event): SVGElement | null {
  return event.target instanceof Element ? event.target.closest<SVGElement>('[data-id]') : null;
}
