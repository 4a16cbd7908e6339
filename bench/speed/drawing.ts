// A text → its diagram → SVG, in a warm process with one set of services, as in the language server.
import { EmptyFileSystem, URI } from 'langium';
import type { Diagram } from '#language/view/graph/diagram.ts';
import { LayoutCache } from '#language/view/layout/frame/cache.ts';
import { layout } from '#language/view/layout/layout.ts';
import { graphOf } from '#language/view/subject.ts';
import { written } from '#language/view/write.ts';
import { createNetarchServices } from '#language/workspace.ts';

const { shared, netarch } = createNetarchServices(EmptyFileSystem);
const uri = URI.parse('file:///bench/bench.netarch');

/** Reads a text in place of the last one. */
export async function readText(text: string): Promise<void> {
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = shared.workspace;
  await DocumentBuilder.update([], [uri]);
  const document = LangiumDocumentFactory.fromString(text, uri);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: false });
}

/** The diagram of the last text. What the text means is kept until the next text is read. */
export function diagram(): Diagram {
  const document = shared.workspace.LangiumDocuments.getDocument(uri);
  if (document === undefined) throw new Error('No text was read.');
  const { network, claims } = netarch.netarch.Compiler.compile(document);
  return graphOf(network, { kind: 'network', flows: claims.flows });
}

/** Lays out and writes a diagram. Without a cache nothing is laid out already. */
export function svgOf(one: Diagram, cache = new LayoutCache()): string {
  return written(layout(one, { cache }), 'svg', { theme: 'light' });
}
