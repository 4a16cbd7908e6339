// Buttons and pickers of the toolbar: plain HTML, so that keyboards and screen readers can use them.
import type { Named } from '#client/preview/messages.ts';

/** A button of the toolbar. */
export interface ButtonSpec {
  readonly icon: IconName;
  /** Shown beside the icon. Without a label the hint is the accessible name. */
  readonly label?: string;
  readonly hint: string;
  readonly onClick: () => void;
}

/** The button, with its hint as tooltip. It is not in the page yet. */
export function createButton({ icon, label, hint, onClick }: ButtonSpec): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.title = hint;
  button.className = icon;
  button.append(drawIcon(icon));
  if (label) {
    button.append(label);
  } else {
    button.setAttribute('aria-label', hint);
  }
  button.addEventListener('click', onClick);
  return button;
}

/** A list from which the reader chooses one entry or none. */
export interface Picker {
  readonly element: HTMLElement;
  /** Offers views or flows of a file, after an entry that means none of them. Hidden while there are none. */
  readonly offer: (none: string, resources: readonly Named[], chosen: string | null) => void;
}

/** `onPick` receives the name, or `null` for the entry that means none. */
export function createPicker(name: string, onPick: (name: string | null) => void): Picker {
  const element = document.createElement('select');
  element.title = name;
  element.setAttribute('aria-label', name);
  element.addEventListener('change', () => onPick(element.selectedIndex <= 0 ? null : element.value));
  return {
    element,
    offer: (none, resources, chosen) => {
      element.hidden = resources.length === 0 && chosen === null;
      element.replaceChildren(new Option(none, ''), ...resources.map(({ name, label }) => new Option(label, name)));
      element.value = chosen ?? '';
      if (element.selectedIndex < 0) {
        element.selectedIndex = 0;
      }
    },
  };
}

/** The icons of the toolbar. */
export type IconName = keyof typeof ICONS;

/** Strokes on a grid of 16 by 16. */
const ICONS = {
  ingress: 'M1.5 8h8m-3-3 3 3-3 3M9.5 2.5h5v11h-5',
  egress: 'M6.5 2.5h-5v11h5M6.5 8h8m-3-3 3 3-3 3',
  internal: 'M1.5 1.5h5v5h-5zm8 8h5v5h-5zM4 6.5V12h4.5m-2-2 2 2-2 2',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4',
  // A pin: VS Code shows a lock for its editor groups.
  lock: 'M5.5 2h5l-.7 4.2 2.2 2.3h-8l2.2-2.3zM8 8.5V14',
  search: 'M11 6.8a4.2 4.2 0 1 1-8.4 0 4.2 4.2 0 1 1 8.4 0M10 10l4 4',
  expand: 'M2 2h12v12H2zM8 5v6M5 8h6',
  collapse: 'M2 2h12v12H2zM5 8h6',
  only: 'M8 5.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 1 1 0-5M8 1v2M8 13v2M1 8h2M13 8h2',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  trace: 'M2.5 12.5a1.5 1.5 0 1 0 0-.01M4.5 12.5H8V4h3.5m-2-2 2 2-2 2',
  reach: 'M8 8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0M1.5 8H6m4 0h4.5m-2-2 2 2-2 2',
  findings: 'M8 1.8 14.6 13.5H1.4ZM8 6v4m0 1.4v.6',
  first: 'M3.5 3v10M13 3.2v9.6L6.2 8Z',
  back: 'M12 3.2v9.6L4.5 8Z',
  play: 'M4 2.5v11L13 8Z',
  pause: 'M5 3v10M11 3v10',
  next: 'M4 3.2v9.6L11.5 8Z',
  export: 'M8 2v8m-3-3 3 3 3-3M2.5 11v2.5h11V11',
} as const;

/** Shows another icon on a button. */
export function changeIcon(button: HTMLButtonElement, name: IconName): void {
  button.querySelector('svg')?.replaceWith(drawIcon(name));
}

function drawIcon(name: IconName): SVGSVGElement {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  icon.append(path);
  return icon;
}
