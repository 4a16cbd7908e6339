// What the diagram is compared with → a strip above the picture, with a button that ends the comparison.
import { element, textButton } from './answers/element.ts';

/** The strip. Hidden while the diagram is of one text. */
export interface ComparisonStrip {
  readonly element: HTMLElement;
  /** `against`: the revision, if any. `problem`: why the diagram is not compared although it should be. */
  readonly update: (against: string | undefined, problem: string | undefined) => void;
}

/** `end` is called by the button. */
export function createComparisonStrip(end: () => void): ComparisonStrip {
  const root = element('div', { className: 'comparison', attributes: { role: 'status' } });
  root.hidden = true;
  return {
    element: root,
    update: (against, problem) => {
      root.hidden = against === undefined;
      root.replaceChildren(
        element('span', { text: problem ?? `Compared with ${against}` }),
        textButton('Back', end, 'Show the diagram without the comparison'),
      );
    },
  };
}
