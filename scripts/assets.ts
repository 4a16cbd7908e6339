// The renderer of images and its fonts → beside the bundles, where they are read when an image is made.
import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { FONT_FILES, RENDERER_FILE, RENDERER_MODULE } from '#server/image/assets.ts';
import { root } from './root.ts';

/** The folder of the fonts in the sources. */
export const FONTS = join(root, 'server', 'image', 'fonts');

/** Copies the fonts, and compresses the renderer, which takes seconds, unless that was done before. */
export async function writeAssets(folder: string): Promise<void> {
  for (const file of FONT_FILES) copyFileSync(join(FONTS, file), join(folder, file));
  const module = createRequire(import.meta.filename).resolve(RENDERER_MODULE);
  const target = join(folder, RENDERER_FILE);
  if (existsSync(target) && statSync(target).mtimeMs > statSync(module).ctimeMs) return;
  const bytes = readFileSync(module);
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(target, await promisify(brotliCompress)(bytes, { params }));
}
