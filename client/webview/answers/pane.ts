// The pane beside the picture: tabs, one of which is shown.
import { element } from './element.ts';

/** A tab: its name, its content, and the key that shows it. */
export interface Tab<Name extends string> {
  readonly name: Name;
  readonly title: string;
  readonly element: HTMLElement;
}

/** The pane. */
export interface Pane<Name extends string> {
  readonly element: HTMLElement;
  /** Opens a tab. */
  readonly open: (name: Name) => void;
  /** Opens the tab, or closes the pane if the tab is shown. */
  readonly toggle: (name: Name) => void;
  readonly close: () => void;
  readonly isOpen: (name?: Name) => boolean;
}

/** A closed pane. `onChange` is called after each change of what is shown. */
export function createPane<Name extends string>(tabs: readonly Tab<Name>[], onChange: () => void): Pane<Name> {
  let shown: Name | undefined;
  const buttons = tabs.map(({ name, title }) =>
    element('button', { className: 'text', text: title, attributes: { type: 'button', role: 'tab' }, onClick: () => show(name) }),
  );
  const close = element('button', {
    className: 'text close',
    text: '✕',
    title: 'Close (Esc)',
    attributes: { type: 'button', 'aria-label': 'Close' },
    onClick: () => show(undefined),
  });
  const root = element('aside', { className: 'pane', attributes: { 'aria-label': 'Answers' } }, [
    element('div', { className: 'tabs', attributes: { role: 'tablist' } }, [...buttons, close]),
    ...tabs.map(({ element: content }) => content),
  ]);
  const show = (name: Name | undefined): void => {
    shown = name;
    root.hidden = name === undefined;
    for (const [index, tab] of tabs.entries()) {
      tab.element.hidden = tab.name !== name;
      tab.element.setAttribute('role', 'tabpanel');
      tab.element.setAttribute('aria-label', tab.title);
      buttons[index]?.setAttribute('aria-selected', String(tab.name === name));
    }
    onChange();
  };
  root.hidden = true;
  return {
    element: root,
    open: show,
    toggle: (name) => show(shown === name ? undefined : name),
    close: () => show(undefined),
    isOpen: (name) => (name === undefined ? shown !== undefined : shown === name),
  };
}
