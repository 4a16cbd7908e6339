// The files of the gallery: their paths, and the pictures as netarch draws them.
import { PEERS, type Peer } from '#bench/quality/peers/peers.ts';
import { layout } from '#language/view/layout/layout.ts';
import { THEMES, type ThemeName } from '#language/view/svg/theme.ts';
import { written } from '#language/view/write.ts';
import type { GalleryPicture, Section } from './sections.ts';

/** The page, as a path from the root. */
export const PAGE = 'docs/gallery.md';

/** The folder with all pictures, as a path from the root. */
export const FOLDER = 'docs/images/gallery';

/** Diagrams that other tools draw as well: three whole networks and a flow. */
const COMPARED = ['hub-and-spoke', 'private-services', 'production', 'production-flow-visit'];

/** The tools that draw a picture as well. */
export function peersOf({ name }: GalleryPicture): readonly Peer[] {
  return COMPARED.includes(name) ? PEERS : [];
}

/** The name of the file with a picture of netarch. */
export function fileOf({ name }: GalleryPicture, theme: ThemeName): string {
  return theme === 'light' ? `${name}.svg` : `${name}-${theme}.svg`;
}

/** The name of the file with the picture of another tool. */
export function peerFileOf({ name }: GalleryPicture, peer: Peer): string {
  return `${name}-by-${peer.name}.svg`;
}

/** The picture in each theme, by the name of its file. */
export function drawn(picture: GalleryPicture): ReadonlyMap<string, string> {
  const placed = layout(picture.diagram);
  return new Map(themes().map((theme) => [fileOf(picture, theme), written(placed, 'svg', { theme })]));
}

/** The names of all files in the folder. */
export function filesOf(sections: readonly Section[]): readonly string[] {
  return sections
    .flatMap(({ pictures }) => pictures)
    .flatMap((picture) => [
      ...themes().map((theme) => fileOf(picture, theme)),
      ...peersOf(picture).map((peer) => peerFileOf(picture, peer)),
    ]);
}

function themes(): readonly ThemeName[] {
  return Object.keys(THEMES) as ThemeName[];
}
