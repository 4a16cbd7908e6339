// Measures the time from a text to its SVG in a warm process, in milliseconds.
import { EmptyFileSystem, URI } from 'langium';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';
import { createNetarchServices } from '#language/workspace.ts';

/** Parses, lays out and draws the text `times` times, each time without caches. Leaves out the first, which warms the code up. */
export async function pictureTimes(text: string, times: number): Promise<readonly number[]> {
  const measured: number[] = [];
  while (measured.length <= times) {
    const start = performance.now();
    const svg = await draw(text);
    measured.push(performance.now() - start);
    if (!svg.includes('</svg>')) {
      throw new Error('No diagram was drawn.');
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
  return written(await pictureOf(network, { kind: 'network' }), 'svg', { theme: 'light' });
}
