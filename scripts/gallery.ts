// Writes docs/gallery.md and its pictures. `--peers` draws those of other tools too, and installs the tools (190 MB).
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { peerPicture } from '#bench/quality/peers/peers.ts';
import { drawn, FOLDER, filesOf, PAGE, peerFileOf, peersOf } from './gallery/files.ts';
import { galleryPage } from './gallery/page.ts';
import { allSections } from './gallery/sections.ts';
import { root } from './root.ts';

const { values: options } = parseArgs({ options: { peers: { type: 'boolean' } } });
const folder = join(root, FOLDER);
const sections = await allSections();
const files = filesOf(sections);

mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (!files.includes(file)) rmSync(join(folder, file));
for (const picture of sections.flatMap(({ pictures }) => pictures)) {
  for (const [file, svg] of drawn(picture)) writeFileSync(join(folder, file), svg);
  if (!options.peers) continue;
  for (const peer of peersOf(picture)) {
    writeFileSync(join(folder, peerFileOf(picture, peer)), await peerPicture(peer.name, picture.diagram));
  }
}
writeFileSync(join(root, PAGE), galleryPage(sections));

const missing = files.filter((file) => !existsSync(join(folder, file)));
if (missing.length > 0) {
  console.error(`Missing, run with --peers: ${missing.join(', ')}`);
  process.exitCode = 1;
}
console.log(`${files.length} pictures in ${FOLDER}`);
