// SVG → PNG.
import { reading } from './renderer.ts';

/** The file, or one sentence about why there is none. */
export type Png = { readonly ok: true; readonly value: Uint8Array } | { readonly ok: false; readonly problem: string };

/** The bytes of a PNG, with `scale` pixels for each CSS pixel. A picture that is too large for memory is a problem. */
export function pngOf(svg: string, scale: number): Promise<Png> {
  return reading(svg, scale, (drawn) => {
    const [width, height] = [drawn.width * scale, drawn.height * scale].map(Math.ceil) as [number, number];
    if (width * height > MAX_PIXELS) return { ok: false, problem: tooLarge(width, height, scale) };
    const image = drawn.render();
    try {
      return { ok: true, value: image.asPng() };
    } finally {
      image.free();
    }
  });
}

/** 400 MB while it is drawn. The renderer ends at four times as much. */
const MAX_PIXELS = 100_000_000;

function tooLarge(width: number, height: number, scale: number): string {
  const fitting = Math.floor(scale * Math.sqrt(MAX_PIXELS / (width * height)) * 100) / 100;
  return `the picture has ${width} × ${height} pixels, which is too large for a PNG; use a scale of at most ${fitting}, a view of less, or SVG`;
}
