// Lays out and writes one diagram.
import { layout } from '#language/view/layout/layout.ts';
import { fileOf } from '#server/image/file-of.ts';
import { type Drawing, type Picture, Refusal } from './drawer.ts';

/**
 * The picture. The same drawing gives the same bytes. `checkpoint` is called between the steps; it may throw to stop. Rejects with a
 * `Refusal` if the picture is too large for its format.
 */
export async function drawn({ diagram, format, ...style }: Drawing, checkpoint: () => void = () => {}): Promise<Picture> {
  const placed = layout(diagram, { checkpoint });
  checkpoint();
  const file = await fileOf(placed, format, style);
  if (!file.ok) throw new Refusal(file.problem);
  const { value } = file;
  return typeof value === 'string'
    ? { text: value, encoding: 'utf8', width: placed.width }
    : { text: Buffer.from(value).toString('base64'), encoding: 'base64', width: placed.width };
}
