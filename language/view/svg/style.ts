// A theme → the style sheet of the diagram. Classes on the root switch the highlight: `highlight-ingress`, `-egress`, `-both`, `-none`.
import { type EdgeRole, TRAFFIC_ROLES } from '#language/view/graph/diagram.ts';
import { DETAIL_FONT, EDGE_FONT, NAME_FONT } from '#language/view/layout/sizes.ts';
import { CHANGES_LIT, changeRules, type Rule } from './changes.ts';
import { type FrameColours, THEMES, type Theme, type ThemeName } from './theme.ts';

const FONTS =
  "'Segoe UI', 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans Condensed', sans-serif";

/**
 * All selectors begin with the root's class, so that several diagrams on one page do not affect each other. They are of the simplest kinds,
 * so that drawing programs understand them too. `compares`: with the rules of a comparison.
 */
export function styleSheet(name: ThemeName, compares: boolean): string {
  const theme = THEMES[name];
  const root = `.netarch-${name}`;
  const changes = compares ? changeRules(theme) : [];
  const below = [...textRules(theme), ...boxRules(theme), ...edgeRules(theme), ...changes].map((rule) => text(`${root} `, rule));
  const lit = [...lightRules(), ...(compares ? CHANGES_LIT : [])];
  return [...below, ...lit.map((rule) => text(root, rule))].join('\n');
}

function text(prefix: string, [selectors, declarations]: Rule): string {
  return `${selectors.map((selector) => `${prefix}${selector}`).join(',')}{${declarations}}`;
}

/** The classes of the root element. */
export function rootClass(name: ThemeName, highlight: string, showsFlow: boolean): string {
  return `netarch netarch-${name} highlight-${highlight}${showsFlow ? ' has-flow' : ''}`;
}

function textRules({ text: colour, detail }: Theme): readonly Rule[] {
  return [
    [['text'], `font-family:${FONTS};unicode-bidi:isolate;fill:${colour}`],
    [['.heading'], 'font-size:17px;font-weight:600'],
    [['.name'], `font-size:${NAME_FONT.size}px;font-weight:600`],
    [['.detail'], `font-size:${DETAIL_FONT.size}px;fill:${detail}`],
    [['.words'], `font-size:${EDGE_FONT.size}px`],
    [['.step'], 'font-size:10.5px;font-weight:700;text-anchor:middle'],
    [['.legend text'], `font-size:${DETAIL_FONT.size}px;fill:${detail}`],
  ];
}

function boxRules(theme: Theme): readonly Rule[] {
  const frame = (selector: string, { fill, border, text: colour }: FrameColours, more = ''): readonly Rule[] => [
    [[`${selector}>.surface`], `fill:${fill};stroke:${border};${more}`],
    [[`${selector}>.name`], `fill:${colour}`],
  ];
  return [
    [['.background'], `fill:${theme.background}`],
    [['.surface'], 'stroke-width:1.2'],
    ...frame('.region', theme.region, 'stroke-dasharray:2 3'),
    ...frame('.vpc', theme.vpc, 'stroke-width:1.6'),
    ...frame('.zone', theme.zone, 'stroke-dasharray:6 4'),
    ...frame('.subnet.public', theme.public),
    ...frame('.subnet.private', theme.private),
    [['.resource>.surface'], `fill:${theme.card};stroke:${theme.cardBorder}`],
    [['.glyph'], 'fill:none;stroke:#fff;stroke-width:1.7;stroke-linecap:round;stroke-linejoin:round'],
  ];
}

function edgeRules({ roles, card, background }: Theme): readonly Rule[] {
  const colours = TRAFFIC_ROLES.flatMap((role): readonly Rule[] => [
    [below(role, ['.line', '.pill', '.cross']), `stroke:${roles[role]}`],
    [below(role, ['.arrow', '.disc', '.words']), `fill:${roles[role]}`],
  ]);
  return [
    [['.line'], 'fill:none;stroke-width:1.5;stroke-linejoin:round'],
    [['.internal .line'], 'stroke-width:1'],
    [['.flow .line'], 'stroke-width:2.2'],
    [['.hit'], 'fill:none;stroke:#000;stroke-opacity:0;stroke-width:10'],
    [['.blocked .line'], 'stroke-dasharray:5 3'],
    [['.intermittent .line'], 'stroke-dasharray:12 4'],
    [['.unknown .line'], 'stroke-dasharray:2 4'],
    [['.cross'], 'fill:none;stroke-width:2.4;stroke-linecap:round'],
    [['.pill'], `fill:${card};stroke-width:1`],
    [['.internal .pill'], 'stroke-width:.6'],
    [['.step'], `fill:${background}`],
    ...colours,
  ];
}

function below(role: EdgeRole, classes: readonly string[]): readonly string[] {
  return classes.map((name) => `.${role} ${name}`);
}

/** What is not highlighted is drawn faintly. A highlighted flow makes all other links faint. Blocked packets are always visible. */
function lightRules(): readonly Rule[] {
  const rules = (['ingress', 'egress'] as const).flatMap((lit): readonly Rule[] => {
    const others = TRAFFIC_ROLES.filter((role) => role !== lit && role !== 'blocked');
    const faint = others.flatMap((role) => [`.highlight-${lit} .edge.${role}`, `.highlight-${lit} .label.${role}`]);
    return [
      [faint, 'opacity:.14'],
      [others.map((role) => `.highlight-${lit} .legend .${role}`), 'opacity:.3'],
      [[`.highlight-${lit} .card`], 'opacity:.4'],
      [[`.highlight-${lit} .card.on-${lit}`], 'opacity:1'],
    ];
  });
  return [
    ...rules,
    [['.highlight-none .edge', '.highlight-none .label'], 'opacity:.3'],
    [['.highlight-none .edge.blocked', '.highlight-none .label.blocked'], 'opacity:1'],
    [['.has-flow .edge.link', '.has-flow .label.link'], 'opacity:.2'],
  ];
}
