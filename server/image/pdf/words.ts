// The texts of a drawing → invisible text at the same places, so that a reader can search and copy what is drawn as outlines.
import { commandsOf, decimal } from './content.ts';
import type { Shape } from './paths.ts';

/** A text of the drawing, in CSS pixels. */
export interface Words {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

/** The same SVG, in which each text has an id. The renderer keeps ids. */
export function withIds(svg: string): string {
  let count = 0;
  return svg.replace(/<text /g, () => `<text id="t${count++}" `);
}

/** The texts of an SVG with ids that have outlines in `shapes`. */
export function wordsOf(svg: string, shapes: readonly Shape[]): readonly Words[] {
  const spans = spansOf(shapes);
  return [...svg.matchAll(TEXT)].flatMap(([, id = '', baseline, text = '']) => {
    const span = spans.get(id);
    return span === undefined ? [] : [{ ...span, text: unescaped(text), baseline: Number(baseline) }];
  });
}

const TEXT = /<text id="(t\d+)"[^>]* y="([^"]*)"[^>]*>([^<]*)<\/text>/g;

interface Span {
  readonly left: number;
  readonly right: number;
}

/** Where the outlines of each text begin and end. No text is inside of a transformed group. */
function spansOf(shapes: readonly Shape[]): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  for (const shape of shapes) {
    if (shape.kind === 'path') continue;
    if (shape.id === undefined) for (const [id, span] of spansOf(shape.children)) found.set(id, span);
    else {
      const places = shape.children.flatMap((one) => (one.kind === 'path' ? horizontal(one.data) : []));
      if (places.length > 0) found.set(shape.id, { left: smallest(places), right: -smallest(places.map((x) => -x)) });
    }
  }
  return found;
}

function horizontal(data: string): readonly number[] {
  return commandsOf(data).flatMap(([, numbers]) => numbers.filter((_, index) => index % 2 === 0));
}

function smallest(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** Fonts without outlines, of up to 256 characters each, by their names in the operators. */
export type BlankFonts = ReadonlyMap<string, readonly string[]>;

/** Operators that place each text, and the fonts that they use. All letters are half as wide as high; a text is stretched to its width. */
export function wordOperators(words: readonly Words[]): { readonly operators: string; readonly fonts: BlankFonts } {
  const characters = [...new Set(words.flatMap(({ text }) => [...text]))];
  const place = new Map(characters.map((character, index) => [character, index]));
  const fonts = new Map<string, readonly string[]>();
  for (let start = 0; start < characters.length; start += 256) fonts.set(fontName(start), characters.slice(start, start + 256));
  const operators = words.map(({ text, left, right, baseline }) => {
    const codes = [...text].map((character) => place.get(character) ?? 0);
    const stretch = (100 * (right - left)) / (codes.length * SIZE * 0.5);
    const shown = runsOf(codes).map((run) => `/${fontName(run[0] ?? 0)} ${SIZE} Tf <${run.map(hex).join('')}> Tj`);
    // The page is upside down for texts: y grows downwards, as in SVG.
    return `BT ${decimal(stretch)} Tz 1 0 0 -1 ${decimal(left)} ${decimal(baseline)} Tm ${shown.join(' ')} ET\n`;
  });
  return { operators: operators.join(''), fonts };
}

/** In CSS pixels: between the sizes of names and details. It is seen only where text is selected. */
const SIZE = 12;

function fontName(code: number): string {
  return `T${Math.floor(code / 256)}`;
}

/** Neighbours that are in the same font. */
function runsOf(codes: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && fontName(last[0]) === fontName(code)) last.push(code);
    else runs.push([code]);
  }
  return runs;
}

function hex(code: number): string {
  return (code % 256).toString(16).padStart(2, '0');
}
