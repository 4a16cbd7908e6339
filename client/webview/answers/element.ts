// Elements of the page, made in one line. Text is always text, never markup.

/** What an element is made of. */
export interface ElementSpec {
  readonly className?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

/** A new element with its children, not in the page yet. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { className, text, title, attributes = {}, onClick }: ElementSpec,
  children: readonly (Node | undefined)[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className !== undefined) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  if (title !== undefined) {
    made.title = title;
  }
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  if (onClick !== undefined) {
    made.addEventListener('click', onClick);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button with text, as wide as the text. */
export function textButton(text: string, onClick: () => void, title?: string): HTMLButtonElement {
  const attributes = { type: 'button' };
  return element('button', { className: 'text', text, attributes, onClick, ...(title !== undefined && { title }) });
}
