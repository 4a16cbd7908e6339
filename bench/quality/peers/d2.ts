// D2 with its ELK layout: text, and what it lays out → a drawing.
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { Drawing, Point, Rect } from '../drawing.ts';
import { drawingOf, textOf } from '../from-diagram.ts';
import { lengthOf, segmentsOf } from '../geometry.ts';
import { wayLength } from '../lines.ts';
import type { Adapter } from './adapter.ts';
import { load } from './packages/load.ts';
import { byId, given, type Keyed, keyed, linesOf, takeFrom } from './source.ts';

/** The part of the package that is used here. */
interface Package {
  readonly D2: new () => {
    compile(text: string, options: { readonly layout: 'elk' }): Promise<Compiled>;
    render(diagram: Compiled['diagram'], options: unknown): Promise<string>;
  };
}

interface Compiled {
  readonly diagram: { readonly shapes: readonly Shape[]; readonly connections: readonly Connection[] };
  readonly renderOptions: unknown;
}

interface Labelled {
  readonly label: string;
  readonly labelPosition?: string;
  readonly labelWidth: number;
  readonly labelHeight: number;
}

interface Shape extends Labelled {
  readonly id: string;
  readonly pos: Point;
  readonly width: number;
  readonly height: number;
}

interface Connection extends Labelled {
  readonly src: string;
  readonly dst: string;
  readonly route: readonly Point[];
}

/** Loads D2. */
export async function d2(): Promise<Adapter> {
  const { D2 } = await load<Package>('@terrastruct/d2');
  const program = new D2();
  const compile = (diagram: Diagram) => program.compile(textFor(diagram), { layout: 'elk' });
  return {
    drawing: async (diagram) => drawingFrom(diagram, (await compile(diagram)).diagram),
    picture: async (diagram) => {
      const { diagram: laidOut, renderOptions } = await compile(diagram);
      return program.render(laidOut, renderOptions);
    },
  };
}

function textFor(diagram: Diagram): string {
  const boxes = keyed(diagram);
  const known = byId(boxes);
  const edges = diagram.edges.map((edge) => {
    const text = textOf(edge);
    const [from, to] = [edge.from, edge.to].map((id) => given(known, id).path.join('.'));
    return `${from} ${edge.isTwoWay ? '--' : '->'} ${to}${text === undefined ? '' : `: ${quoted(text)}`}`;
  });
  return ['direction: down', ...boxes.map(boxText), ...edges, ''].join('\n');
}

function boxText({ box, key, children }: Keyed): string {
  const inside = children.length === 0 ? '' : ` {\n${children.map(boxText).join('\n')}\n}`;
  return `${key}: ${quoted(linesOf(box).join('\n'))}${inside}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"$]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

function drawingFrom(diagram: Diagram, { shapes, connections }: Compiled['diagram']): Drawing {
  const places = new Map(shapes.map((shape) => [shape.id, shape]));
  const boxes = byId(keyed(diagram));
  const pathOf = (id: string) => given(boxes, id).path.join('.');
  const take = takeFrom(connections, ({ src, dst }) => `${src} ${dst}`);
  return drawingOf(diagram, {
    boxes: new Map(
      [...boxes.values()].map(({ box, children }) => {
        const shape = given(places, pathOf(box.id));
        const { pos, width, height } = shape;
        return [box.id, { ...pos, width, height, ...(children.length > 0 && { title: titleOf(shape) }) }];
      }),
    ),
    edges: new Map(
      diagram.edges.flatMap((edge) => {
        const found = take(`${pathOf(edge.from)} ${pathOf(edge.to)}`);
        if (found === undefined) return [];
        return [[edge.id, { points: found.route, ...(found.label !== '' && { label: labelOf(found) }) }] as const];
      }),
    ),
  });
}

function titleOf({ pos, width, labelPosition, labelWidth, labelHeight }: Shape): Rect {
  if (labelPosition !== 'INSIDE_TOP_CENTER') throw new Error(`A title is ${labelPosition}.`);
  return { x: pos.x + (width - labelWidth) / 2, y: pos.y + PADDING, width: labelWidth, height: labelHeight };
}

/** Between the border of a box and its name, in pixels. */
const PADDING = 5;

function labelOf({ route, labelPosition, labelWidth: width, labelHeight: height }: Connection): Rect {
  if (labelPosition !== 'INSIDE_MIDDLE_CENTER') throw new Error(`A label is ${labelPosition}.`);
  const { x, y } = middleOf(route);
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function middleOf(route: readonly Point[]): Point {
  let rest = wayLength(route) / 2;
  for (const [a, b] of segmentsOf(route)) {
    const length = lengthOf([a, b]);
    if (rest <= length) return { x: a.x + ((b.x - a.x) * rest) / length, y: a.y + ((b.y - a.y) * rest) / length };
    rest -= length;
  }
  return route[0] ?? { x: 0, y: 0 };
}
