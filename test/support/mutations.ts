// Good files → an endless supply of broken ones: words taken out, doubled, swapped and put in, line ends moved, bytes at random.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { root } from '#scripts/root.ts';

/** The texts of all examples, the broken ones too. */
export function exampleTexts(): readonly string[] {
  const names = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.netarch')).map((name) => readFileSync(join(root, 'examples', name), 'utf8'));
}

/** A small piece of an example with up to `edits` random edits; now and then anything at all. */
export function brokenText(edits: number): fc.Arbitrary<string> {
  const pieces = exampleTexts().flatMap((text) => piecesOf(text));
  const mutated = fc
    .tuple(fc.constantFrom(...pieces), fc.array(edit(), { maxLength: edits }))
    .map(([text, all]) => all.reduce((current, change) => change(current), text));
  return fc.oneof({ weight: 19, arbitrary: mutated }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) });
}

/** The whole text, and smaller texts out of it: its first lines, and windows of a few dozen lines anywhere. */
function piecesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const windows = Array.from({ length: Math.ceil(lines.length / 10) }, (_, index) => lines.slice(10 * index, 10 * index + 25));
  return [text, lines.slice(0, 30).join('\n'), ...windows.map((window) => window.join('\n'))];
}

type Edit = (text: string) => string;

function edit(): fc.Arbitrary<Edit> {
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  return fc.oneof(
    place.map(
      (at): Edit =>
        (text) =>
          changeWord(text, at, () => ''),
    ),
    place.map(
      (at): Edit =>
        (text) =>
          changeWord(text, at, (word) => `${word} ${word}`),
    ),
    place.map(
      (at): Edit =>
        (text) =>
          changeWord(text, at, (word) => word.slice(0, -1)),
    ),
    fc.tuple(place, fc.constantFrom(...WORDS)).map(
      ([at, word]): Edit =>
        (text) =>
          changeWord(text, at, () => word),
    ),
    fc.tuple(place, fc.constantFrom(...WORDS)).map(
      ([at, word]): Edit =>
        (text) =>
          insert(text, at, ` ${word} `),
    ),
    fc.tuple(place, place).map(
      ([from, to]): Edit =>
        (text) =>
          swapWords(text, from, to),
    ),
    fc.tuple(place, fc.string({ unit: 'binary', maxLength: 3 })).map(
      ([at, bytes]): Edit =>
        (text) =>
          insert(text, at, bytes),
    ),
    place.map(
      (at): Edit =>
        (text) =>
          text.slice(0, Math.floor(at * text.length)),
    ),
    fc.tuple(place, fc.constantFrom('', '\n', '\r\n', '  ', '\t')).map(
      ([at, gap]): Edit =>
        (text) =>
          changeGap(text, at, gap),
    ),
  );
}

/** Words that mean most where they do not belong. */
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
