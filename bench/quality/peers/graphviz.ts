// Graphviz dot with clusters and its default splines: text, and what it lays out → a drawing.
import type { Diagram, Edge } from '#language/view/graph/diagram.ts';
import type { Drawing, Point, Rect } from '../drawing.ts';
import { drawingOf, textOf } from '../from-diagram.ts';
import type { Adapter } from './adapter.ts';
import { flattened } from './curves.ts';
import { load } from './packages/load.ts';
import { byId, given, type Keyed, keyed, linesOf } from './source.ts';

/** The part of the package that is used here. */
interface Package {
  readonly Graphviz: { load(): Promise<{ layout(text: string, format: 'json' | 'svg', engine: 'dot'): string }> };
}

/** Numbers are in points, y grows upwards; `width`, `height`, `lwidth` and `lheight` are in inches. */
interface LaidOut {
  readonly bb: string;
  readonly objects?: readonly {
    readonly name: string;
    /** Of a cluster: its corners, and the middle and size of its label. */
    readonly bb?: string;
    readonly lp?: string;
    readonly lwidth?: string;
    readonly lheight?: string;
    /** Of a node: its middle and size. */
    readonly pos?: string;
    readonly width?: string;
    readonly height?: string;
  }[];
  readonly edges?: readonly LaidOutEdge[];
}

interface LaidOutEdge {
  readonly id: string;
  /** Optional start and end points, then the control points of a curve. */
  readonly pos?: string;
  readonly lp?: string;
  /** How the label is drawn: a font (`F`) and texts (`T`). */
  readonly _ldraw_?: readonly { readonly op: string; readonly size?: number; readonly width?: number }[];
}

/** Loads Graphviz. */
export async function graphviz(): Promise<Adapter> {
  const { Graphviz } = await load<Package>('@hpcc-js/wasm-graphviz');
  const program = await Graphviz.load();
  return {
    drawing: async (diagram) => drawingFrom(diagram, JSON.parse(program.layout(textFor(diagram), 'json', 'dot')) as LaidOut),
    picture: async (diagram) => program.layout(textFor(diagram), 'svg', 'dot'),
  };
}

function textFor(diagram: Diagram): string {
  const boxes = keyed(diagram);
  const known = byId(boxes);
  const edges = diagram.edges.map((edge, index) => edgeText(edge, `e${index}`, known));
  return ['digraph {', 'compound=true', 'node [shape=box]', ...boxes.map(boxText), ...edges, '}'].join('\n');
}

/** A frame without anything inside is a node, because an empty cluster is not drawn. */
function boxText({ box, key, children }: Keyed): string {
  const label = `label=${quoted(linesOf(box).join('\n'))}`;
  if (children.length === 0) return `${key} [${label}]`;
  return `subgraph cluster_${key} {\n${label}\n${children.map(boxText).join('\n')}\n}`;
}

/** An edge joins nodes: for a cluster it is one of those inside, and the line is cut at the border of the cluster. */
function edgeText({ from, to, isTwoWay, ...edge }: Edge, id: string, boxes: ReadonlyMap<string, Keyed>): string {
  const [tail, head] = [given(boxes, from), given(boxes, to)];
  const [tailNode, headNode] = [nodeIn(tail, head), nodeIn(head, tail)];
  const text = textOf({ from, to, ...edge });
  const attributes = [
    `id=${id}`,
    ...(text === undefined ? [] : [`label=${quoted(text)}`]),
    ...(tail.children.length > 0 ? [`ltail=cluster_${tail.key}`] : []),
    ...(head.children.length > 0 ? [`lhead=cluster_${head.key}`] : []),
    ...(isTwoWay ? ['dir=none'] : []),
  ];
  return `${tailNode} -> ${headNode} [${attributes.join(' ')}]`;
}

function nodeIn(one: Keyed, other: Keyed): string {
  const leaves = leavesOf(one);
  return leaves.find((key) => key !== other.key) ?? one.key;
}

function leavesOf({ key, children }: Keyed): readonly string[] {
  return children.length === 0 ? [key] : children.flatMap(leavesOf);
}

function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
}

function drawingFrom(diagram: Diagram, { bb, objects = [], edges = [] }: LaidOut): Drawing {
  const [, , , top = 0] = numbersIn(bb);
  const flipped = ({ x, y }: Point): Point => ({ x, y: top - y });
  const places = new Map(objects.map((object) => [object.name, object]));
  const drawn = new Map(edges.map((edge) => [edge.id, edge]));
  return drawingOf(diagram, {
    boxes: new Map(
      [...byId(keyed(diagram)).values()].map(({ box, key, children }) => {
        if (children.length === 0) {
          const node = given(places, key);
          return [box.id, around(flipped(pointIn(node.pos)), 72 * Number(node.width), 72 * Number(node.height))];
        }
        const cluster = given(places, `cluster_${key}`);
        const [left = 0, low = 0, right = 0, high = 0] = numbersIn(cluster.bb);
        const title = around(flipped(pointIn(cluster.lp)), 72 * Number(cluster.lwidth), 72 * Number(cluster.lheight));
        return [box.id, { x: left, y: top - high, width: right - left, height: high - low, title }];
      }),
    ),
    edges: new Map(
      diagram.edges.flatMap(({ id }, index) => {
        const edge = drawn.get(`e${index}`);
        if (edge?.pos === undefined) return [];
        const label = labelOf(edge, flipped);
        return [[id, { points: flattened(controlsIn(edge.pos)).map(flipped), ...(label && { label }) }] as const];
      }),
    ),
  });
}

/** Graphviz gives the middle of a label; its size follows from its texts. */
function labelOf({ lp, _ldraw_: parts = [] }: LaidOutEdge, flipped: (point: Point) => Point): Rect | undefined {
  const texts = parts.filter(({ op }) => op === 'T');
  if (lp === undefined || texts.length === 0) return undefined;
  const size = parts.find(({ op }) => op === 'F')?.size ?? 0;
  return around(flipped(pointIn(lp)), Math.max(...texts.map(({ width = 0 }) => width)), texts.length * size * LINE);
}

/** The height of a line, in font sizes. */
const LINE = 1.2;

/** `e,x,y s,x,y x,y x,y …`: the arrowhead's point, the start, and the control points between them. */
function controlsIn(pos: string): readonly Point[] {
  const parts = pos.split(' ');
  const at = (sign: string) => parts.filter((part) => part.startsWith(sign)).map((part) => pointIn(part.slice(2)));
  const curve = parts.filter((part) => /^[-\d]/.test(part)).map(pointIn);
  const [start, end] = [curve[0], curve.at(-1)];
  if (start === undefined || end === undefined) return [];
  // A straight piece as a curve: its control points are its ends.
  const before = at('s,').flatMap((point) => [point, point, start]);
  return [...before, ...curve, ...at('e,').flatMap((point) => [end, point, point])];
}

function around({ x, y }: Point, width: number, height: number): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

function pointIn(text = ''): Point {
  const [x = 0, y = 0] = numbersIn(text);
  return { x, y };
}

function numbersIn(text = ''): readonly number[] {
  return text.split(',').map(Number);
}
