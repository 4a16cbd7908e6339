// The search field above the diagram: a text, the number of hits, and buttons to step through them.
import { createButton } from '#client/webview/controls.ts';

/** What the user does with the field. */
export interface SearchBarActions {
  readonly type: (text: string) => void;
  /** The next hit (1) or the one before (-1). */
  readonly step: (by: 1 | -1) => void;
  readonly close: () => void;
}

/** The field. */
export interface SearchBar {
  readonly element: HTMLElement;
  readonly text: () => string;
  /** Shows the field, with its text selected. */
  readonly open: () => void;
  /** Shows the number of hits. */
  readonly say: (words: string) => void;
}

/** Enter and Shift+Enter step, Esc closes. Hidden at first. */
export function createSearchBar(actions: SearchBarActions): SearchBar {
  const element = document.createElement('search');
  element.className = 'search-bar';
  element.hidden = true;
  const field = document.createElement('input');
  field.type = 'text';
  field.placeholder = 'Name, address or kind';
  field.setAttribute('aria-label', 'Search the diagram');
  field.spellcheck = false;
  const count = document.createElement('output');
  const close = (): void => {
    element.hidden = true;
    actions.close();
  };
  element.append(
    field,
    count,
    createButton({ icon: 'up', hint: 'Previous result (Shift+Enter)', onClick: () => actions.step(-1) }),
    createButton({ icon: 'down', hint: 'Next result (Enter)', onClick: () => actions.step(1) }),
    createButton({ icon: 'close', hint: 'Close (Esc)', onClick: close }),
  );
  field.addEventListener('input', () => actions.type(field.value));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      close();
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target === field) {
      actions.step(event.shiftKey ? -1 : 1);
      event.preventDefault();
    }
    // The diagram has keys of its own.
    event.stopPropagation();
  });
  return {
    element,
    text: () => field.value,
    open: () => {
      const wasHidden = element.hidden;
      element.hidden = false;
      field.select();
      field.focus();
      if (wasHidden && field.value !== '') {
        actions.type(field.value);
      }
    },
    say: (words) => {
      count.textContent = words;
    },
  };
}
