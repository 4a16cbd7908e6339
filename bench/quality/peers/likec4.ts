// LikeC4: text, and what it lays out → a drawing.
import type { Diagram, Edge } from '#language/view/graph/diagram.ts';
import type { Drawing, Rect } from '../drawing.ts';
import { drawingOf, textOf } from '../from-diagram.ts';
import type { Adapter } from './adapter.ts';
import { flattened } from './curves.ts';
import { load } from './packages/load.ts';
import { plainSvg } from './plain-svg.ts';
import { byId, given, type Keyed, keyed, takeFrom } from './source.ts';

/** The part of the package that is used here. */
interface Package {
  readonly LikeC4: {
    fromSource(
      text: string,
      options: { readonly logger: false; readonly printErrors: false },
    ): Promise<{ getErrors(): readonly { readonly message: string }[]; diagrams(): Promise<readonly LaidOut[]> }>;
  };
}

interface LaidOut {
  readonly id: string;
  readonly nodes: readonly (Rect & { readonly id: string; readonly labelBBox: Rect })[];
  readonly edges: readonly LaidOutEdge[];
}

interface LaidOutEdge {
  readonly source: string;
  readonly target: string;
  readonly label: string | null;
  /** The control points of a curve. */
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly labelBBox: Rect | null;
}

/** Loads LikeC4. Only its web pages draw its diagrams, so a picture shows the lines and boxes alone. */
export async function likec4(): Promise<Adapter> {
  const { LikeC4 } = await load<Package>('likec4');
  const drawing = async (diagram: Diagram): Promise<Drawing> => {
    const model = await LikeC4.fromSource(textFor(diagram), { logger: false, printErrors: false });
    const [error] = model.getErrors();
    if (error !== undefined) throw new Error(error.message);
    const laidOut = (await model.diagrams()).find(({ id }) => id === 'all');
    if (laidOut === undefined) throw new Error('LikeC4 returned no view.');
    return drawingFrom(diagram, laidOut);
  };
  return { drawing, picture: async (diagram) => plainSvg(await drawing(diagram), diagram) };
}

function textFor(diagram: Diagram): string {
  const boxes = keyed(diagram);
  const known = byId(boxes);
  const edges = diagram.edges.filter((edge) => isPossible(edge, known)).map((edge) => edgeText(edge, known));
  const paths = [...known.values()].map(({ path }) => path.join('.'));
  return [
    // Without `multiple`, the connections of two elements would be one line without their labels.
    'specification { element box relationship connection { multiple true } }',
    'model {',
    ...boxes.map(boxText),
    ...edges,
    '}',
    `views { view all { ${paths.length === 0 ? '' : `include ${paths.join(', ')}`} autoLayout TopBottom } }`,
  ].join('\n');
}

function boxText({ box, key, children }: Keyed): string {
  const detail = box.detail === undefined ? '' : `description ${quoted(box.detail)}\n`;
  return `${key} = box ${quoted(box.label)} {\n${detail}${children.map(boxText).join('\n')}\n}`;
}

function edgeText(edge: Edge, boxes: ReadonlyMap<string, Keyed>): string {
  const text = textOf(edge);
  const [from, to] = [edge.from, edge.to].map((id) => given(boxes, id).path.join('.'));
  return `${from} -[connection]-> ${to}${text === undefined ? '' : ` ${quoted(text)}`}`;
}

/** LikeC4 has no connections between an element and one around it, or to itself. */
function isPossible({ from, to }: Edge, boxes: ReadonlyMap<string, Keyed>): boolean {
  const [one, other] = [given(boxes, from), given(boxes, to)];
  return !one.path.includes(other.key) && !other.path.includes(one.key);
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

function drawingFrom(diagram: Diagram, { nodes, edges }: LaidOut): Drawing {
  const places = new Map(nodes.map((node) => [node.id, node]));
  const boxes = byId(keyed(diagram));
  const pathOf = (id: string) => given(boxes, id).path.join('.');
  const take = takeFrom(edges, ({ source, target, label }) => [source, target, label ?? ''].join('\n'));
  return drawingOf(diagram, {
    boxes: new Map(
      [...boxes.values()].map(({ box, children }) => {
        const { x, y, width, height, labelBBox } = given(places, pathOf(box.id));
        const title = { x: x + labelBBox.x, y: y + labelBBox.y, width: labelBBox.width, height: labelBBox.height };
        return [box.id, { x, y, width, height, ...(children.length > 0 && { title }) }];
      }),
    ),
    edges: new Map(
      diagram.edges.flatMap((edge) => {
        const found = take([pathOf(edge.from), pathOf(edge.to), textOf(edge) ?? ''].join('\n'));
        if (found === undefined) return [];
        const points = flattened(found.points.map(([x, y]) => ({ x, y })));
        return [[edge.id, { points, ...(found.labelBBox && { label: found.labelBBox }) }] as const];
      }),
    ),
  });
}
