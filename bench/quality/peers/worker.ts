// The process in which a peer runs: it answers one question after the other. A layout cannot be stopped, but its process can.
import type { Diagram } from '#language/view/graph/diagram.ts';
import type { Drawing } from '../drawing.ts';
import type { Adapter } from './adapter.ts';
import { d2 } from './d2.ts';
import { graphviz } from './graphviz.ts';
import { likec4 } from './likec4.ts';

const ADAPTERS = { d2, graphviz, likec4 };

/** The short names of the peers. */
export type PeerName = keyof typeof ADAPTERS;

/** What the process is asked. Its argument is the name of the peer. */
export interface Question {
  readonly want: 'drawing' | 'picture';
  readonly diagram: Diagram;
}

/** What it answers: what was asked for, or why not. */
export type Answer = { readonly drawing: Drawing } | { readonly picture: string } | { readonly failure: string };

if (process.send !== undefined) {
  const adapter = ADAPTERS[process.argv[2] as PeerName]();
  process.on('message', async (question: Question) => process.send?.(await answer(await adapter, question)));
  process.on('disconnect', () => process.exit());
}

async function answer(adapter: Adapter, { want, diagram }: Question): Promise<Answer> {
  try {
    return want === 'drawing' ? { drawing: await adapter.drawing(diagram) } : { picture: await adapter.picture(diagram) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
