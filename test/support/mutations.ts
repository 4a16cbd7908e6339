// fast-check arbitraries that break valid files: words removed, doubled, swapped and inserted, line breaks moved, random bytes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';

/** The texts of all examples, including the broken ones. */
export function exampleTexts(): readonly string[] {
  // Sorted, because properties select cases by index, and every machine must select the same.
  const names = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' }).toSorted();
  return names.filter((name) => name.endsWith('.netarch')).map((name) => readFileSync(join(root, 'examples', name), 'utf8'));
}

/** A small piece of an example, or of the given texts, with up to `edits` random edits. Sometimes an arbitrary string. */
export function brokenText(edits: number, texts = exampleTexts()): fc.Arbitrary<string> {
  const pieces = texts.flatMap((text) => piecesOf(text));
  const mutated = fc
    .tuple(fc.constantFrom(...pieces), fc.array(edit(), { maxLength: edits }))
    .map(([text, all]) => all.reduce((current, change) => change(current), text));
  return fc.oneof({ weight: 19, arbitrary: mutated }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) });
}

/** The whole text and parts of it: its first lines, and windows of a few dozen lines. */
function piecesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const windows = Array.from({ length: Math.ceil(lines.length / 10) }, (_, index) => lines.slice(10 * index, 10 * index + 25));
  return [text, lines.slice(0, 30).join('\n'), ...windows.map((window) => window.join('\n'))];
}

type Edit = (text: string) => string;

/** The random values of one edit. Positions are fractions of the text. */
interface Dice {
  readonly at: number;
  readonly other: number;
  readonly word: string;
  readonly bytes: string;
  readonly gap: string;
}

const EDITS: readonly ((text: string, dice: Dice) => string)[] = [
  (text, { at }) => changeWord(text, at, () => ''),
  (text, { at }) => changeWord(text, at, (word) => `${word} ${word}`),
  (text, { at }) => changeWord(text, at, (word) => word.slice(0, -1)),
  (text, { at, word }) => changeWord(text, at, () => word),
  (text, { at, word }) => insert(text, at, ` ${word} `),
  (text, { at, bytes }) => insert(text, at, bytes),
  (text, { at, other }) => swapWords(text, at, other),
  (text, { at, gap }) => changeGap(text, at, gap),
];

/** One edit. Some edits cut off the rest of the text, as if it were being typed. */
function edit(): fc.Arbitrary<Edit> {
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const dice = fc.record({
    at: place,
    other: place,
    word: fc.constantFrom(...WORDS),
    bytes: fc.string({ unit: 'binary', maxLength: 3 }),
    gap: fc.constantFrom('', '\n', '\r\n', '  ', '\t'),
  });
  const inPlace = fc.tuple(fc.constantFrom(...EDITS), dice).map(
    ([change, thrown]): Edit =>
      (text) =>
        change(text, thrown),
  );
  const cut = place.map(
    (at): Edit =>
      (text) =>
        text.slice(0, Math.floor(at * text.length)),
  );
  return fc.oneof({ weight: 24, arbitrary: inPlace }, { weight: 1, arbitrary: cut });
}

/** Tokens that are likely to cause errors in wrong places. */
const WORDS =
  '{ } [ ] -> , . : / // /* */ " vpc subnet node nat igw import expect flow on from to any every internet none 10.0.0.0/8 10.0.0.1 ::/0 ::1 0 99999 4-2 5m \u{1F980} a.b.c'.split(
    ' ',
  );

function changeWord(text: string, at: number, change: (word: string) => string): string {
  const [start, end] = wordAt(text, at);
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

function swapWords(text: string, from: number, to: number): string {
  const [a, b] = [wordAt(text, Math.min(from, to)), wordAt(text, Math.max(from, to))];
  if (a[1] > b[0]) return text;
  return text.slice(0, a[0]) + text.slice(b[0], b[1]) + text.slice(a[1], b[0]) + text.slice(a[0], a[1]) + text.slice(b[1]);
}

function insert(text: string, at: number, inserted: string): string {
  const offset = Math.floor(at * text.length);
  return text.slice(0, offset) + inserted + text.slice(offset);
}

function changeGap(text: string, at: number, gap: string): string {
  const offset = Math.floor(at * text.length);
  const found = text.slice(offset).match(/\s+/);
  if (found?.index === undefined) return text;
  const start = offset + found.index;
  return text.slice(0, start) + gap + text.slice(start + found[0].length);
}

function wordAt(text: string, at: number): readonly [number, number] {
  const offset = Math.floor(at * text.length);
  const found = text.slice(offset).match(/[\w.:/-]+|[^\s\w]/);
  if (found?.index === undefined) return [offset, offset];
  return [offset + found.index, offset + found.index + found[0].length];
}
