// Lays out and writes one diagram.
import { layout } from '#language/view/layout/layout.ts';
import { written } from '#language/view/write.ts';
import type { Drawing, Picture } from './drawer.ts';

/** The picture. The same drawing gives the same text, byte for byte. Throws when `isCancelled` says so, which is asked between the steps. */
export async function drawn({ diagram, format, theme }: Drawing, isCancelled: () => boolean = () => false): Promise<Picture> {
  const placed = await layout(diagram);
  if (isCancelled()) throw new Error('The drawing was cancelled.');
  return { text: written(placed, format, { theme }), width: placed.width };
}
