// SVG → pixels, or the same drawing as nothing but paths, by resvg. Its fonts come with netarch, so an image is the same on every machine.
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { fontBytes, rendererBytes } from './assets.ts';
import { covered } from './covered.ts';

/** A drawing that the renderer has read. */
export type Drawn = InstanceType<typeof Resvg>;

/**
 * Reads an SVG document, with `scale` pixels for each CSS pixel, and calls `use` with it; it exists only during the call. What the fonts
 * lack is drawn as `□`. The first call starts the renderer, which takes a tenth of a second.
 */
export async function reading<T>(svg: string, scale: number, use: (drawn: Drawn) => T): Promise<T> {
  started ??= start();
  const fontBuffers = [...(await started)];
  const font = { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY };
  const drawn = new Resvg(covered(svg), { font, fitTo: { mode: 'zoom', value: scale } });
  try {
    return use(drawn);
  } finally {
    drawn.free();
  }
}

const FAMILY = 'Arimo';

let started: Promise<readonly Uint8Array[]> | undefined;

async function start(): Promise<readonly Uint8Array[]> {
  await initWasm(await rendererBytes());
  return fontBytes();
}
