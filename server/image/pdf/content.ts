// Shapes → operators of PDF (ISO 32000-1, 8.5: path construction and painting; 11.6: transparency).
import type { Group, Path, Shape } from './paths.ts';

/** What is drawn, and what that needs. */
export interface Content {
  readonly operators: string;
  /** Groups that are faint as a whole, each by its name in `operators`. */
  readonly forms: readonly Form[];
  /** The opacities that are used, each by its name in `operators`. */
  readonly opacities: ReadonlyMap<string, Opacity>;
}

/** A group that is painted as one. */
export interface Form {
  readonly name: string;
  readonly operators: string;
}

/** From 0 to 1. */
export interface Opacity {
  readonly fill: number;
  readonly stroke: number;
}

/** The shapes in their order. */
export function contentOf(shapes: readonly Shape[]): Content {
  const forms: Form[] = [];
  const opacities = new Map<string, Opacity>();
  const named = (opacity: Opacity): string => {
    const name = `G${opacity.fill}-${opacity.stroke}`;
    opacities.set(name, opacity);
    return name;
  };
  const all = (some: readonly Shape[]): string => some.map((one) => (one.kind === 'path' ? path(one) : group(one))).join('');
  const group = ({ transform, opacity, children }: Group): string => {
    const inside = transform === undefined ? all(children) : `q ${transform} cm\n${all(children)}Q\n`;
    if (opacity >= 1 || inside === '') return inside;
    const name = `F${forms.length}`;
    forms.push({ name, operators: inside });
    return `q /${named({ fill: opacity, stroke: opacity })} gs /${name} Do Q\n`;
  };
  const path = ({ style, data }: Path): string => {
    const opacity = { fill: numberIn(style, 'fill-opacity', 1), stroke: numberIn(style, 'stroke-opacity', 1) };
    const fill = opacity.fill === 0 ? undefined : colour(style.get('fill') ?? '#000000');
    const stroke = opacity.stroke === 0 ? undefined : colour(style.get('stroke') ?? 'none');
    if (fill === undefined && stroke === undefined) return '';
    const paint =
      fill === undefined ? 'S' : `${stroke === undefined ? 'f' : 'B'}${style.get('fill-rule') === 'evenodd' ? '*' : ''}`;
    const state = [
      ...(opacity.fill * opacity.stroke === 1 ? [] : [`/${named(opacity)} gs`]),
      ...(fill === undefined ? [] : [`${fill} rg`]),
      ...(stroke === undefined ? [] : [`${stroke} RG`, ...pen(style)]),
    ];
    return `q ${state.join(' ')}\n${construction(data)}${paint} Q\n`;
  };
  return { operators: all(shapes), forms, opacities };
}

function pen(style: ReadonlyMap<string, string>): readonly string[] {
  const caps = { butt: 0, round: 1, square: 2 }[style.get('stroke-linecap') ?? 'butt'] ?? 0;
  const joins = { miter: 0, round: 1, bevel: 2 }[style.get('stroke-linejoin') ?? 'miter'] ?? 0;
  const dashes = style.get('stroke-dasharray');
  return [
    `${numberIn(style, 'stroke-width', 1)} w ${caps} J ${joins} j`,
    ...(dashes === undefined ? [] : [`[${dashes.replaceAll(',', ' ')}] 0 d`]),
  ];
}

function colour(value: string): string | undefined {
  const parts = /^#(..)(..)(..)$/.exec(value)?.slice(1);
  return parts?.map((part) => decimal(Number.parseInt(part, 16) / 255)).join(' ');
}

function numberIn(style: ReadonlyMap<string, string>, name: string, otherwise: number): number {
  return Number(style.get(name) ?? otherwise);
}

/** PDF has no quadratic curves: each is a cubic one. */
function construction(data: string): string {
  let [x, y] = [0, 0];
  return commandsOf(data)
    .map(([command, numbers]) => {
      const points = command === 'Q' ? cubic(x, y, numbers) : numbers;
      [x, y] = [points.at(-2) ?? x, points.at(-1) ?? y];
      return `${points.map(decimal).join(' ')} ${OPERATORS[command] ?? 'h'}\n`;
    })
    .join('');
}

const OPERATORS: Readonly<Record<string, string>> = { M: 'm', L: 'l', Q: 'c', C: 'c', Z: 'h' };

/** Each command of a path with its numbers. */
export function commandsOf(data: string): readonly (readonly [command: string, numbers: readonly number[]])[] {
  return [...data.matchAll(/([MLQCZ])([^MLQCZ]*)/g)].map(([, command = '', numbers = '']) => [
    command,
    numbers.trim() === ''
      ? []
      : numbers
          .trim()
          .split(/[\s,]+/)
          .map(Number),
  ]);
}

function cubic(x: number, y: number, [cx = 0, cy = 0, toX = 0, toY = 0]: readonly number[]): readonly number[] {
  const towards = (from: number, to: number): number => from + (2 / 3) * (to - from);
  return [towards(x, cx), towards(y, cy), towards(toX, cx), towards(toY, cy), toX, toY];
}

/** A number as PDF writes it: without an exponent. */
export function decimal(value: number): string {
  return String(Number(value.toFixed(3)) + 0);
}
