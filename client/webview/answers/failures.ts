// What is switched off → a strip above the picture, with a button to switch each of them on again.
import { element, textButton } from './element.ts';
import { shortName } from './words.ts';

/** The strip. Hidden while nothing is switched off. */
export interface Failures {
  readonly element: HTMLElement;
  readonly update: (without: readonly string[], broken: number) => void;
}

/** `change` gets what is switched off from now on. */
export function createFailures(change: (without: readonly string[]) => void): Failures {
  const root = element('div', { className: 'failures', attributes: { role: 'status' } });
  root.hidden = true;
  return {
    element: root,
    update: (without, broken) => {
      root.hidden = without.length === 0;
      const chips = without.map((id) =>
        element('button', {
          className: 'text chip',
          text: `${lossName(id)} ✕`,
          title: `Switch ${lossName(id)} on again`,
          attributes: { type: 'button' },
          onClick: () => change(without.filter((other) => other !== id)),
        }),
      );
      const result = broken === 0 ? 'no claim breaks' : `${broken} ${broken === 1 ? 'claim breaks' : 'claims break'}`;
      root.replaceChildren(
        element('span', { text: 'Switched off:' }),
        ...chips,
        element('b', { className: broken === 0 ? '' : 'broken', text: result }),
        textButton('Reset', () => change([]), 'Switch everything on again'),
      );
    },
  };
}

/** `nat-a`; a route by its number: `private-a route 1`. */
function lossName(id: string): string {
  const [, route] = /#route-(\d+)/.exec(id) ?? [];
  return route === undefined ? shortName(id) : `${shortName(id)} route ${route}`;
}
