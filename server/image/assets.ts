// Where the renderer and its fonts are: beside the bundle, or in the sources. They are read when the first image is made.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** In the order of the list of fonts that a text is drawn with. The build copies them beside the bundles. */
export const FONT_FILES = ['arimo-regular.woff2', 'arimo-bold.woff2'] as const;

/** The renderer beside a bundle, compressed by the build. */
export const RENDERER_FILE = 'resvg.wasm.br';

/** The renderer in its package. */
export const RENDERER_MODULE = '@resvg/resvg-wasm/index_bg.wasm';

const here = import.meta.filename;
const isBundle = !here.endsWith('.ts');

/** The bytes of the renderer, a WebAssembly module. */
export async function rendererBytes(): Promise<Uint8Array<ArrayBuffer>> {
  if (!isBundle) return await readFile(createRequire(here).resolve(RENDERER_MODULE));
  return promisify(brotliDecompress)(await readFile(join(dirname(here), RENDERER_FILE)));
}

/** The bytes of the fonts. */
export function fontBytes(): Promise<readonly Uint8Array[]> {
  const folder = isBundle ? dirname(here) : join(dirname(here), 'fonts');
  return Promise.all(FONT_FILES.map((file) => readFile(join(folder, file))));
}
