// Creates the diagram of a text, optionally with one of its flows or views.

import { entityId } from '#language/network/id.ts';
import type { Box, Diagram, Highlight } from '#language/view/graph/diagram.ts';
import { diagramOf } from '#language/view/graph/diagram-of.ts';
import type { Folding } from '#language/view/graph/fold.ts';
import { pathOf } from '#language/view/graph/path-of.ts';
import { traceFlow } from '#test/support/trace-flow.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** The names of the view and the flow to show. */
export interface Wanted {
  readonly flow?: string;
  readonly view?: string;
  readonly highlight?: Highlight;
  readonly internal?: boolean;
  readonly folding?: Folding;
  readonly focus?: string;
  readonly around?: string;
}

/** The diagram of a text. Throws if the flow or view does not exist. */
export async function diagramFrom(text: string, { flow, view, highlight, focus, ...others }: Wanted = {}): Promise<Diagram> {
  const network = await networkOf(text);
  const traces = new Map(network.flows.map((one) => [one.id, traceFlow(network, one).map(({ trace }) => trace)]));
  return diagramOf(network, {
    traces,
    ...(flow !== undefined && { flow: named(network.flows, flow).id }),
    ...(view !== undefined && { view: named(network.views, view) }),
    ...(highlight !== undefined && { highlight }),
    ...(focus !== undefined && { focus: entityId(focus) }),
    ...others,
  });
}

/** The path of the first step of the last flow. */
export async function pathFrom(text: string): Promise<Diagram> {
  const network = await networkOf(text);
  const flow = network.flows.at(-1);
  const [first] = flow === undefined ? [] : traceFlow(network, flow);
  if (first === undefined) throw new Error('The text has no flow to trace.');
  return pathOf(network, first.trace);
}

/** One line for each box, indented by nesting: `subnet public-a 10.0.0.0/24 public`. */
export function boxLines(boxes: readonly Box[], indent = ''): readonly string[] {
  return boxes.flatMap(({ kind, label, detail, exposure, collapsed, children }) => [
    [`${indent}${kind}`, label, detail, exposure, collapsed && `(${collapsed})`].filter((part) => part !== undefined).join(' '),
    ...boxLines(children, `${indent}  `),
  ]);
}

/** One line for each edge, with short names: `3 main -> web: ingress, tcp 443`. */
export function edgeLines({ edges }: Diagram): readonly string[] {
  return edges.map(({ from, to, role, label, step }) => {
    const words = [role, ...(label === undefined ? [] : [label])].join(', ');
    return `${step === undefined ? '' : `${step} `}${short(from)} -> ${short(to)}: ${words}`;
  });
}

function short(id: string): string {
  return id.split('.').at(-1) ?? id;
}

function named<T extends { readonly name: string }>(resources: readonly T[], name: string): T {
  const found = resources.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} does not exist.`);
  return found;
}
