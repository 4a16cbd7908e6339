// The diagrams of the examples: of each whole network, of its views and of its flows.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { settleClaims } from '#language/validation/claims.ts';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { graphOf, type NetworkSubject } from '#language/view/subject.ts';
import { root } from '#scripts/root.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** One example. */
export interface Example {
  /** The name of the file, without `.netarch`. */
  readonly name: string;
  readonly text: string;
  /** The whole network. */
  readonly diagram: Diagram;
  /** The views, then the flows, in the order of the file. */
  readonly parts: readonly ExamplePart[];
}

/** A view or a flow of an example. */
export interface ExamplePart {
  readonly kind: 'view' | 'flow';
  readonly name: string;
  /** What the text calls it: its label, or its name. */
  readonly title: string;
  readonly diagram: Diagram;
}

/** The names of all examples that work, in the order of the alphabet. */
export function exampleNames(): readonly string[] {
  const files = readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.netarch'));
  return files.map((file) => basename(file, '.netarch')).toSorted();
}

/** The example with this name, with all its diagrams. Rejects if there is none. */
export async function exampleNamed(name: string): Promise<Example> {
  const text = readFileSync(join(root, 'examples', `${name}.netarch`), 'utf8');
  const network = await networkOf(text);
  const { flows } = settleClaims(network);
  const part = (
    kind: ExamplePart['kind'],
    { name: own, label }: { readonly name: string; readonly label?: string },
    subject: Omit<NetworkSubject, 'kind'>,
  ): ExamplePart => ({
    kind,
    name: own,
    title: label ?? own,
    diagram: graphOf(network, { kind: 'network', flows, ...subject }),
  });
  return {
    name,
    text,
    diagram: graphOf(network, { kind: 'network' }),
    parts: [
      ...network.views.map((view) => part('view', view, { view })),
      ...network.flows.map((flow) => part('flow', flow, { flow: flow.id })),
    ],
  };
}
