// The hits of a search → marks in the drawing, and words beside the field.
import type { Hit, HitsMessage } from '#client/preview/messages.ts';

/** The boxes of a drawing, by their ids. */
export type BoxesById = ReadonlyMap<string, SVGElement>;

/** Indexes the boxes of a drawing. */
export function byId(boxes: readonly SVGElement[]): BoxesById {
  return new Map(boxes.map((box) => [box.getAttribute('data-id') ?? '', box]));
}

/** Marks every box that was found, and the one in sight in another way. Returns that one. */
export function markHits(drawn: BoxesById, hits: readonly Hit[], current: number): SVGElement | undefined {
  const found = new Set(hits.map((hit) => shownFor(hit, drawn)));
  const inSight = hits[current] && shownFor(hits[current], drawn);
  for (const box of drawn.values()) {
    box.classList.toggle('found', found.has(box));
    box.classList.toggle('current', box === inSight);
  }
  return inSight;
}

/** The box itself, or the card that it is in. */
function shownFor({ id, around }: Hit, drawn: BoxesById): SVGElement | undefined {
  const card = around.map((one) => drawn.get(one)).find((box) => box !== undefined);
  return drawn.get(id) ?? (card?.classList.contains('collapsed') ? card : undefined);
}

/** `2 of 14`. `isHidden`: the hit is not part of what is shown. */
export function wordsFor({ text, total }: HitsMessage, current: number, isHidden: boolean): string {
  if (text === '') {
    return '';
  }
  const place = total === 0 ? 'No results' : `${current + 1} of ${total}`;
  return isHidden ? `${place} (not in this view)` : place;
}
