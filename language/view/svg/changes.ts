// What became of the boxes and lines of a comparison → their look: its rules, and the sign in the corner of a box.
import { CHANGE_ROLES, type Change, type EdgeRole } from '#language/view/graph/diagram.ts';
import type { Theme } from './theme.ts';
import { number } from './xml.ts';

/** A rule: selectors below the root, and their declarations. */
export type Rule = readonly [selectors: readonly string[], declarations: string];

/** The colour of a change is that of the traffic that it opens, closes or reroutes. */
export const CHANGE_COLOURS: Readonly<Record<Change, EdgeRole>> = { added: 'opened', removed: 'closed', changed: 'rerouted' };

/** The radius of a sign in CSS pixels. */
const SIGN = 8;

/** A plus, a minus or a tilde in a disc with this middle. */
export function signElement(change: Change, x: number, y: number): string {
  return `<g class="sign"><circle cx="${number(x)}" cy="${number(y)}" r="${SIGN}"/><path transform="translate(${number(x)} ${number(y)})" d="${SIGNS[change]}"/></g>`;
}

const SIGNS: Readonly<Record<Change, string>> = {
  added: 'M-4 0H4M0 -4V4',
  removed: 'M-4 0H4',
  changed: 'M-4 .8C-2.6 -2.4 -1.2 -1.6 0 0S2.6 2.4 4 -.8',
};

/** By more than colour: what is added has a thick border, what is removed is dashed and pale. What is the same is in the background. */
export function changeRules({ roles, background, card }: Theme): readonly Rule[] {
  const boxes = (Object.keys(BORDERS) as readonly Change[]).flatMap((change): readonly Rule[] => {
    const colour = roles[CHANGE_COLOURS[change]];
    return [
      [[`.box.${change}>.surface`, `.legend .${change}>.surface`], `stroke:${colour};${BORDERS[change]}`],
      [[`.${change}>.sign circle`], `fill:${colour};stroke:${background}`],
    ];
  });
  const lines = CHANGE_ROLES.flatMap((role): readonly Rule[] => [
    [[`.${role} .line`], `stroke:${roles[role]};${LINES[role]}`],
    [[`.${role} .pill`], `stroke:${roles[role]}`],
    [[`.${role} .arrow`, `.${role} .words`], `fill:${roles[role]}`],
  ]);
  return [
    ...boxes,
    [['.sign path'], `fill:none;stroke:${background};stroke-width:2;stroke-linecap:round`],
    [['.legend .surface'], `fill:${card}`],
    [['.box.removed'], 'opacity:.62'],
    [['.box.removed .box.removed'], 'opacity:1'],
    ...lines,
    [
      ['.edge.link', '.legend .ingress .line', '.legend .ingress .arrow', '.legend .egress .line', '.legend .egress .arrow'],
      'opacity:.3',
    ],
    [['.edge.added', '.edge.removed'], 'opacity:1'],
    [['.edge.removed .line'], 'stroke-dasharray:5 4'],
    [['.edge.added .line'], 'stroke-width:2.4'],
  ];
}

/** Rules of the root: what differs is always visible, whatever is highlighted. */
export const CHANGES_LIT: readonly Rule[] = [
  [
    [
      '.highlight-none .edge.traffic',
      '.highlight-none .label.traffic',
      '.highlight-none .edge.added',
      '.highlight-none .edge.removed',
    ],
    'opacity:1',
  ],
];

const BORDERS: Readonly<Record<Change, string>> = {
  added: 'stroke-width:3;stroke-dasharray:none',
  removed: 'stroke-width:1.6;stroke-dasharray:6 4',
  changed: 'stroke-width:1.8;stroke-dasharray:none',
};

const LINES: Readonly<Record<(typeof CHANGE_ROLES)[number], string>> = {
  opened: 'stroke-width:2.6',
  closed: 'stroke-width:2;stroke-dasharray:6 4',
  rerouted: 'stroke-width:2;stroke-dasharray:10 3 2 3',
};
