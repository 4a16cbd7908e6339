// Text → its width in a system font, and the text cut to a width. An estimate: layout has no access to fonts.

/** Widths in thousandths of the font size, as in Helvetica and Arial. Other system sans-serif fonts differ by a few percent. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [222, "ijl|'"],
  [278, ' !,./:;I[\\]ft'],
  [333, '()-`r{}"'],
  [400, '*^'],
  [500, 'Jckvsxyz'],
  [556, '#$?_0123456789abdeghnopquL'],
  [584, '+<=>~·–→×'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXY&'],
  [722, 'CDHNRUw'],
  [778, 'GOQ'],
  [833, 'Mm'],
  [944, 'W%'],
  [1000, '@…—'],
];

const WIDTH_OF: ReadonlyMap<string, number> = new Map(
  WIDTHS.flatMap(([width, characters]) => [...characters].map((one) => [one, width])),
);

/** Letters of other alphabets. */
const OTHER = 620;
const WIDE = 1000;
const EMOJI = 1300;

/** Fonts of other systems are wider than the table. */
const RESERVE = 1.05;
const BOLD = 1.07;

const INVISIBLE = /^[\p{M}\p{Cf}\p{Cc}]+$/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u;
/** Scripts whose letters fill a square: Chinese, Japanese, Korean, and their full-width forms. */
const SQUARE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60]/u;

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What the width of a text depends on, besides the text. */
export interface Font {
  /** In CSS pixels. */
  readonly size: number;
  readonly bold: boolean;
}

/** The width of one line of text, in CSS pixels. */
export function widthOf(text: string, font: Font): number {
  let thousandths = 0;
  for (const grapheme of graphemes(text)) thousandths += widthOfGrapheme(grapheme);
  return inPixels(thousandths, font);
}

function inPixels(thousandths: number, { size, bold }: Font): number {
  return (thousandths / 1000) * size * RESERVE * (bold ? BOLD : 1);
}

/** What a reader sees as characters. In most texts each letter is one, and segmenting takes 50 times as long. */
function graphemes(text: string): Iterable<string> {
  return SIMPLE.test(text) ? text : Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** Latin letters, digits and the punctuation of details and labels: nothing that combines. */
const SIMPLE = /^[\x20-\x7e\xa1-\xac\xae-\u024f–—…→]*$/;

/** The text, or as much of it as fits with an ellipsis. Never cuts inside what a reader sees as one character. */
export function cutTo(text: string, font: Font, width: number): string {
  if (widthOf(text, font) <= width) return text;
  const room = width - widthOf('…', font);
  let kept = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += inPixels(widthOfGrapheme(grapheme), font);
    if (used > room) break;
    kept += grapheme;
  }
  return `${kept.trimEnd()}…`;
}

function widthOfGrapheme(grapheme: string): number {
  const known = WIDTH_OF.get(grapheme);
  if (known !== undefined) return known;
  if (INVISIBLE.test(grapheme)) return 0;
  if (PICTURE.test(grapheme)) return EMOJI;
  return SQUARE.test(grapheme) ? WIDE : OTHER;
}
