// The pictures of all examples, drawn in this process.
import { createHash } from 'node:crypto';
import { pictureOf } from '#language/view/picture.ts';
import { written } from '#language/view/write.ts';
import { exampleTexts } from './mutations.ts';
import { networkOf } from './trace-text.ts';

/** A digest of each example's SVG, in the order of the examples, drawn from the first to the last or the other way. */
export async function exampleDigests(from: 'first' | 'last'): Promise<readonly string[]> {
  const texts = from === 'first' ? exampleTexts() : exampleTexts().toReversed();
  const digests: string[] = [];
  for (const text of texts) {
    const svg = written(pictureOf(await networkOf(text), { kind: 'network' }), 'svg', { theme: 'light' });
    digests.push(createHash('sha256').update(svg).digest('hex'));
  }
  return from === 'first' ? digests : digests.toReversed();
}
