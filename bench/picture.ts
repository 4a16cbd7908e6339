// A text → how long it takes from there to its SVG in a warm process, in milliseconds.
import { EmptyFileSystem, URI } from 'langium';
import { diagramOf } from '#language/view/graph/diagram-of.ts';
import { layout } from '#language/view/layout/layout.ts';
import { svgOf } from '#language/view/svg/svg.ts';
import { createNetarchServices } from '#language/workspace.ts';

/** Reads, lays out and draws the text so many times, each time from nothing. The first, which warms the code, is left out. */
export async function pictureTimes(text: string, times: number): Promise<readonly number[]> {
  const measured: number[] = [];
  while (measured.length <= times) {
    const start = performance.now();
    const svg = await draw(text);
    measured.push(performance.now() - start);
    if (!svg.includes('</svg>')) {
      throw new Error('No picture was drawn.');
    }
  }
  return measured.slice(1);
}

async function draw(text: string): Promise<string> {
  const { shared, netarch } = createNetarchServices(EmptyFileSystem);
  const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.parse('file:///bench/repeated.netarch'));
  shared.workspace.LangiumDocuments.addDocument(document);
  await shared.workspace.DocumentBuilder.build([document], { validation: false });
  const { network } = netarch.netarch.Compiler.compile(document);
  return svgOf(await layout(diagramOf(network, { traces: new Map() })), { theme: 'light' });
}
