// Lays out and writes one diagram.
import { layout } from '#language/view/layout/layout.ts';
import { written } from '#language/view/write.ts';
import type { Drawing, Picture } from './drawer.ts';

/** The picture. The same drawing gives the same text, byte for byte. `checkpoint` is called between the steps; it may throw to stop. */
export function drawn({ diagram, format, theme }: Drawing, checkpoint: () => void = () => {}): Picture {
  const placed = layout(diagram, { checkpoint });
  checkpoint();
  return { text: written(placed, format, { theme }), width: placed.width };
}
