// Says that only one box and what it talks to is shown, with a button that shows everything again.
import { createButton } from '#client/webview/controls.ts';

/** The note above the diagram. */
export interface AloneChip {
  readonly element: HTMLElement;
  /** `null`: everything is shown. */
  readonly show: (name: string | null) => void;
}

/** Hidden at first. */
export function createAloneChip(showAll: () => void): AloneChip {
  const element = document.createElement('p');
  element.className = 'alone';
  element.setAttribute('role', 'status');
  element.hidden = true;
  const words = document.createElement('span');
  element.append(
    words,
    createButton({ icon: 'close', label: 'Show everything', hint: 'Show everything (Esc)', onClick: showAll }),
  );
  return {
    element,
    show: (name) => {
      element.hidden = name === null;
      words.textContent = name === null ? '' : `Only ${name} and what it talks to`;
    },
  };
}
