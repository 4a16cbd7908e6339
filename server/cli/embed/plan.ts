// A Markdown file → the files that it needs: its pictures, and its own text with an image for each of them.
import { pictureOf } from '#language/view/picture.ts';
import type { Chosen } from '#server/asking/choose.ts';
import type { Io } from '#server/cli/shared/io.ts';
import { subjectFor } from '#server/cli/shared/subject.ts';
import { fileOf } from '#server/image/file-of.ts';
import { type Image, type Marker, markersIn, withImages } from './markdown.ts';
import { type Place, placeOf } from './place.ts';
import { requestFor } from './request.ts';
import { networkFor } from './source.ts';

/** What a Markdown file needs. */
export interface Plan {
  /** The text, with all images. */
  readonly text: string;
  readonly pictures: readonly Drawn[];
}

/** One picture. */
export interface Drawn {
  /** An absolute path. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The files from which it was drawn. */
  readonly sources: readonly string[];
}

/** The plan, or one sentence about the first marker that cannot be drawn, with its line. `name` is the file as a user knows it. */
export async function planFor(io: Io, markdown: string, name: string, text: string): Promise<Chosen<Plan>> {
  const images = new Map<number, Omit<Image, 'line'>>();
  const pictures: Drawn[] = [];
  let blocks = 0;
  for (const marker of markersIn(text)) {
    if (marker.words[0] === 'above') blocks += 1;
    const drawn = await drawnFor(io, markdown, marker, blocks);
    if (!drawn.ok) return { ok: false, problem: `${name}:${marker.line + 1}: ${drawn.problem}` };
    const { place, content, sources } = drawn.value;
    const same = pictures.find(({ path }) => path === place.path);
    if (same !== undefined && !isSame(same.content, content))
      return {
        ok: false,
        problem: `${name}:${marker.line + 1}: another diagram has the same picture; rename the image of one of them`,
      };
    if (same === undefined) pictures.push({ path: place.path, content, sources });
    if (place.added !== undefined) images.set(marker.line, place.added);
  }
  return { ok: true, value: { text: withImages(text, images), pictures } };
}

interface Placed {
  readonly place: Place;
  readonly content: string | Uint8Array;
  readonly sources: readonly string[];
}

async function drawnFor(io: Io, markdown: string, marker: Marker, number: number): Promise<Chosen<Placed>> {
  const request = requestFor(marker.words);
  if (!request.ok) return request;
  const input = await networkFor(io, markdown, marker, request.value.source);
  if (!input.ok) return input;
  const subject = subjectFor(input.network, request.value.wanted);
  if (!subject.ok) return subject;
  const picture = pictureOf(input.network, { ...subject.value, flows: input.file.compiled.claims.flows });
  const place = placeOf(markdown, marker, request.value, picture.diagram.title || 'Network diagram', number);
  if (!place.ok) return place;
  const file = await fileOf(picture, place.value.format, request.value.style);
  return file.ok ? { ok: true, value: { place: place.value, content: file.value, sources: input.sources } } : file;
}

/** Whether two contents are equal, byte for byte. */
export function isSame(one: string | Uint8Array, other: string | Uint8Array): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) === 0;
}
