// PNG: as large as the SVG times the scale, in its colours, with or without its background.
import assert from 'node:assert/strict';
import { layout } from '#language/view/layout/layout.ts';
import { written } from '#language/view/write.ts';
import { fileOf } from '#server/image/file-of.ts';
import type { FileStyle } from '#server/image/formats.ts';
import { pngOf } from '#server/image/png.ts';
import { diagramFrom } from '#test/support/draw-text.ts';
import { type Pixels, pixelsOf } from '#test/support/png.ts';

const TEXT = 'vpc v 10.0.0.0/16 { igw main  subnet a 10.0.0.0/24 { az us-east-1a  instance web 10.0.0.10 } }';

async function drawn(style: FileStyle): Promise<Pixels> {
  const file = await fileOf(layout(await diagramFrom(TEXT)), 'png', style);
  assert.ok(file.ok && typeof file.value !== 'string');
  return pixelsOf(file.value);
}

describe('a PNG', () => {
  it('is as large as the SVG times the scale: twice without one', async () => {
    const svg = written(layout(await diagramFrom(TEXT)), 'svg', { theme: 'light' });
    const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
    const sizes = [undefined, 1, 3].map((scale) => [scale ?? 2, scale === undefined ? {} : { scale }] as const);
    for (const [factor, style] of sizes) {
      const picture = await drawn({ theme: 'light', ...style });
      assert.deepEqual([picture.width, picture.height], [Number(width) * factor, Number(height) * factor]);
    }
  });

  it('has the background of its theme, or none', async () => {
    const corner = async (style: FileStyle) => (await drawn({ ...style, scale: 1 })).at(1, 1);
    assert.deepEqual(await corner({ theme: 'light' }), [255, 255, 255, 255]);
    assert.deepEqual(await corner({ theme: 'dark' }), [0x15, 0x19, 0x1f, 255]);
    assert.deepEqual(await corner({ theme: 'dark', transparent: true }), [0, 0, 0, 0]);
  });

  it('has a box in place of a character that its font lacks', async () => {
    const png = async (text: string) => {
      const file = await pngOf(
        `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="16">${text}</text></svg>`,
        1,
      );
      assert.ok(file.ok);
      return file.value;
    };
    assert.deepEqual(await png('注 😀!'), await png('□ □!'));
    assert.notDeepEqual(await png('Ж'), await png('□'));
  });

  it('has texts, in letters of its own font', async () => {
    const text = (weight: number) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><text y="16" style="font-family:Helvetica, sans-serif;font-weight:${weight}">Iil →</text></svg>`;
    const ink = async (svg: string) => {
      const png = await pngOf(svg, 1);
      assert.ok(png.ok);
      const { width, height, at } = pixelsOf(png.value);
      const alphas = Array.from({ length: width * height }, (_, index) => at(index % width, Math.floor(index / width))[3] ?? 0);
      return alphas.reduce((sum, alpha) => sum + alpha, 0) / 255;
    };
    const [regular, bold] = [await ink(text(400)), await ink(text(600))];
    assert.ok(regular > 30 && bold > regular * 1.2, `${regular} and ${bold} pixels of ink`);
  });

  it('is refused, with a scale that fits, if it is too large for memory', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="9000"/>';
    const png = await pngOf(svg, 10);
    assert.ok(!png.ok);
    assert.match(png.problem, /90000 × 90000 pixels, which is too large for a PNG; use a scale of at most 1\.11, /);
  });
});
