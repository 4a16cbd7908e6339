// A theme in; the style sheet of the picture out. Classes on the root switch the lights: `highlight-ingress`, `-egress`, `-both`, `-none`.
import type { EdgeRole } from '#language/view/graph/diagram.ts';
import { DETAIL_FONT, EDGE_FONT, NAME_FONT } from '#language/view/layout/sizes.ts';
import { type FrameColours, THEMES, type Theme, type ThemeName } from './theme.ts';

const FONTS =
  "'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans Condensed', sans-serif";

const ROLES: readonly EdgeRole[] = ['ingress', 'egress', 'internal', 'blocked'];

/** All selectors begin with the root's class, so that a page which holds several pictures keeps them apart. */
export function styleSheet(name: ThemeName): string {
  const theme = THEMES[name];
  const root = `.netarch-${name}`;
  const rules = [...textRules(theme), ...boxRules(theme), ...edgeRules(theme)];
  return [...rules.map((rule) => `${root} ${rule}`), ...lightRules(root)].join('\n');
}

/** The classes of the root element. */
export function rootClass(name: ThemeName, highlight: string, tellsStory: boolean): string {
  return `netarch netarch-${name} highlight-${highlight}${tellsStory ? ' has-flow' : ''}`;
}

function textRules({ text, detail }: Theme): readonly string[] {
  return [
    `text{font-family:${FONTS};unicode-bidi:isolate;fill:${text}}`,
    `.heading{font-size:17px;font-weight:600}`,
    `.name{font-size:${NAME_FONT.size}px;font-weight:600}`,
    `.detail{font-size:${DETAIL_FONT.size}px;fill:${detail}}`,
    `.label text{font-size:${EDGE_FONT.size}px}`,
    `.label .step{font-size:10.5px;font-weight:700;text-anchor:middle}`,
    `.legend text{font-size:${DETAIL_FONT.size}px;fill:${detail}}`,
  ];
}

function boxRules(theme: Theme): readonly string[] {
  const frame = (selector: string, { fill, border, text }: FrameColours, more = '') => [
    `${selector}>.surface{fill:${fill};stroke:${border};${more}}`,
    `${selector}>.name{fill:${text}}`,
  ];
  return [
    `.background{fill:${theme.background}}`,
    `.surface{stroke-width:1.2}`,
    ...frame('.region', theme.region, 'stroke-dasharray:2 3'),
    ...frame('.vpc', theme.vpc, 'stroke-width:1.6'),
    ...frame('.zone', theme.zone, 'stroke-dasharray:6 4'),
    ...frame('.subnet.public', theme.public),
    ...frame('.subnet.private', theme.private),
    `.thing>.surface{fill:${theme.card};stroke:${theme.cardBorder}}`,
    `.glyph{fill:none;stroke:#fff;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round}`,
  ];
}

function edgeRules({ roles, card, background }: Theme): readonly string[] {
  return [
    `.line{fill:none;stroke-width:1.5;stroke-linejoin:round}`,
    `.told .line{stroke-width:2.2}`,
    `.hit{fill:none;stroke:#000;stroke-opacity:0;stroke-width:10}`,
    `.blocked .line{stroke-dasharray:5 3}`,
    `.cross{fill:none;stroke-width:2.4;stroke-linecap:round}`,
    `.pill{fill:${card};stroke-width:1}`,
    `.label .step{fill:${background}}`,
    ...ROLES.flatMap((role) => [
      `.${role} :is(.line,.pill,.cross){stroke:${roles[role]}}`,
      `.${role} :is(.arrow,.disc,.words){fill:${roles[role]}}`,
    ]),
  ];
}

/** What is not lit is drawn faintly; a lit flow makes all other ways faint. Blocked packets are always seen. */
function lightRules(root: string): readonly string[] {
  const rules = (['ingress', 'egress'] as const).flatMap((lit) => {
    const others = ROLES.filter((role) => role !== lit && role !== 'blocked');
    return [
      `${root}.highlight-${lit} :is(.edge,.label):is(${others.map((role) => `.${role}`).join(',')}){opacity:.14}`,
      `${root}.highlight-${lit} .card:not(.on-${lit}){opacity:.4}`,
    ];
  });
  return [
    ...rules,
    `${root}.highlight-none :is(.edge,.label):not(.blocked){opacity:.3}`,
    `${root}.has-flow :is(.edge,.label):not(.told){opacity:.2}`,
  ];
}
