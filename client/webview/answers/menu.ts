// The menu of a box: what can be asked about it. In place of the browser's menu, which offers nothing that fits.
import { element } from './element.ts';

/** One line of the menu. */
export interface MenuItem {
  readonly label: string;
  /** The key that does the same on the focused box. */
  readonly key?: string;
  readonly run: () => void;
}

/** Opens menus, one at a time. */
export interface Menu {
  readonly element: HTMLElement;
  /** At a point of the window. The focus goes to the first item, and back when the menu closes. */
  readonly open: (at: { readonly x: number; readonly y: number }, title: string, items: readonly MenuItem[]) => void;
  readonly close: () => void;
}

/** A closed menu. */
export function createMenu(): Menu {
  const root = element('div', { className: 'menu', attributes: { role: 'menu' } });
  root.hidden = true;
  let before: Element | null | undefined;
  const close = (): void => {
    if (root.hidden) {
      return;
    }
    root.hidden = true;
    if (before instanceof HTMLElement || before instanceof SVGElement) {
      before.focus({ preventScroll: true });
    }
  };
  root.addEventListener('keydown', (event) => pressKey(event, root, close));
  document.addEventListener('pointerdown', (event) => (event.composedPath().includes(root) ? undefined : close()));
  window.addEventListener('blur', close);
  return {
    element: root,
    close,
    open: ({ x, y }, title, items) => {
      before = focused();
      root.setAttribute('aria-label', title);
      const buttons = items.map(({ label, key, run }) =>
        element(
          'button',
          {
            className: 'text',
            attributes: { type: 'button', role: 'menuitem', tabindex: '-1' },
            onClick: () => {
              close();
              run();
            },
          },
          [element('span', { text: label }), ...(key === undefined ? [] : [element('kbd', { text: key })])],
        ),
      );
      root.replaceChildren(element('p', { className: 'menu-title', text: title }), ...buttons);
      root.hidden = false;
      root.style.left = `${Math.max(0, Math.min(x, window.innerWidth - root.offsetWidth - 4))}px`;
      root.style.top = `${Math.max(0, Math.min(y, window.innerHeight - root.offsetHeight - 4))}px`;
      buttons[0]?.focus();
    },
  };
}

/** The element that has the focus, in the shadow tree of the drawing too. */
function focused(): Element | null | undefined {
  const outer = document.activeElement;
  return outer?.shadowRoot?.activeElement ?? outer;
}

function pressKey(event: KeyboardEvent, root: HTMLElement, close: () => void): void {
  const items = [...root.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex((item) => item.matches(':focus'));
  const to = MOVES.get(event.key)?.(at, items.length);
  if (to !== undefined) {
    items[to]?.focus();
  } else if (event.key === 'Escape' || event.key === 'Tab') {
    close();
  } else if (event.key !== 'Enter' && event.key !== ' ') {
    return;
  } else {
    event.stopPropagation();
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

const MOVES: ReadonlyMap<string, (at: number, count: number) => number> = new Map([
  ['ArrowDown', (at: number, count: number) => (at + 1) % count],
  ['ArrowUp', (at: number, count: number) => (at - 1 + count) % count],
  ['Home', () => 0],
  ['End', (_: number, count: number) => count - 1],
]);
