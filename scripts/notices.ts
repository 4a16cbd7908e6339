// Generates THIRD-PARTY-NOTICES from dist/bundled.json, which the build writes: every bundled package with its licence and source.
// `--check` only fails if the file would change.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FONTS } from './assets.ts';
import { root } from './root.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url: string };
}

const head = `netarch contains the following packages. netarch itself is under the MIT licence, see LICENSE.
elkjs, which lays out the diagrams, is under the Eclipse Public License 2.0.
resvg, which makes images of them, is under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/), and Arimo, their font, under the SIL Open Font License 1.1.
`;

const file = join(root, 'THIRD-PARTY-NOTICES');
const packages = bundledPackages();
const text = [head, ...packages.map(notice), font()].join(`\n${'-'.repeat(80)}\n\n`);
const checking = process.argv.includes('--check');
if (packages.length === 0) {
  fail('dist/bundled.json lists no packages: run `npm run build` first.');
} else if (!checking) {
  writeFileSync(file, text);
} else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  fail('THIRD-PARTY-NOTICES is out of date: run `npm run build` and `npm run notices`, and commit the result.');
}
console.log(`${packages.length} packages in the bundles`);

/** The folders of the bundled packages, including nested ones, sorted by path. */
function bundledPackages(): readonly string[] {
  const files = JSON.parse(readFileSync(join(root, 'dist', 'bundled.json'), 'utf8')) as readonly string[];
  const folders = files.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

function notice(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  return [
    `${manifest.name} ${manifest.version}`,
    `Licence: ${manifest.license ?? 'see below'}${chosen(manifest.license)}`,
    `Source: ${sourceOf(manifest)}`,
    '',
    ...licenceTexts(join(root, folder)),
  ].join('\n');
}

/** The fonts of images are in the sources of netarch (server/image/fonts). */
function font(): string {
  const from = 'Source: https://github.com/googlefonts/arimo (server/image/fonts/README.md says what netarch keeps of it)';
  return ['Arimo', 'Licence: OFL-1.1', from, '', ...licenceTexts(FONTS)].join('\n');
}

// If the package offers a choice of licences, names the one that netarch uses. The MPL wants to know where the source is.
function chosen(license = ''): string {
  if (license === 'MPL-2.0') return ' (the bundled code is unchanged; its source is at the address below)';
  return license.includes('EPL-2.0 OR') ? ' (used here under EPL-2.0; the bundled code is unchanged)' : '';
}

function sourceOf({ homepage, repository }: Manifest): string {
  const url = typeof repository === 'string' ? repository : repository?.url;
  return (url ?? homepage ?? 'the npm registry')
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/^git@github\.com:/, 'https://github.com/')
    .replace(/\.git$/, '');
}

function licenceTexts(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying|third-?party)/i.test(name));
  return names.sort().map((name) => `${readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()}\n`);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
