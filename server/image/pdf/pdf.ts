// SVG → a PDF of one page: vectors, with text that can be searched.
import { reading } from '#server/image/renderer.ts';
import { contentOf, decimal } from './content.ts';
import { createObjects, textString } from './objects.ts';
import { shapesOf } from './paths.ts';
import { resourcesOf, TRANSPARENCY } from './resources.ts';
import { withIds, wordOperators, wordsOf } from './words.ts';

/** The bytes of the file. The page is as large as the drawing: 96 CSS pixels are an inch. The same SVG and title give the same bytes. */
export async function pdfOf(svg: string, title: string): Promise<Uint8Array> {
  const marked = withIds(svg);
  const paths = await reading(marked, 1, (drawn) => drawn.toString());
  const shapes = shapesOf(paths);
  const words = wordOperators(wordsOf(marked, shapes));
  const content = contentOf(shapes);
  const [x, y, width, height] = viewBoxOf(paths);
  const scale = Math.min(POINTS, MAX_SIDE / Math.max(width, height));
  const objects = createObjects();
  const resources = resourcesOf(objects, content, words.fonts, [x, y, x + width, y + height]);
  const flip = `${scale} 0 0 ${-scale} ${decimal(-x * scale)} ${decimal((y + height) * scale)} cm\n`;
  const drawing = objects.stream(flip + content.operators + words.operators);
  const box = `/MediaBox [0 0 ${decimal(width * scale)} ${decimal(height * scale)}] /Group ${TRANSPARENCY}`;
  const page = objects.add(
    `<< /Type /Page /Parent ${objects.afterNext()} ${box} /Resources ${resources} /Contents ${drawing} >>`,
  );
  const pages = objects.add(`<< /Type /Pages /Kids [${page}] /Count 1 >>`);
  const root = objects.add(`<< /Type /Catalog /Pages ${pages} /ViewerPreferences << /DisplayDocTitle true >> >>`);
  return objects.file(root, objects.add(`<< /Title ${textString(title)} /Producer (netarch) >>`));
}

/** CSS pixels to points. */
const POINTS = 0.75;

/** Readers show no larger page, in points: 200 inches (Annex C.2). Larger drawings are scaled down. */
const MAX_SIDE = 14_400;

function viewBoxOf(svg: string): readonly [x: number, y: number, width: number, height: number] {
  const numbers = /viewBox="([^"]*)"/.exec(svg)?.[1]?.split(' ').map(Number) ?? [];
  const [x = 0, y = 0, width = 1, height = 1] = numbers;
  return [x, y, width, height];
}
