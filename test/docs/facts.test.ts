// docs/facts.md: each fact about AWS has a row, and the tests and rules that it names exist.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '#language/validation/rules.ts';
import { root } from '#scripts/root.ts';

/** `3.1` … `3.23` for `series('3', 23)`. */
const series = (of: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${of}.${index + 1}`);

/** Every fact there is, by section; `2B`, `2C`, `2D`, `4P` and `6K` are the rows of tables without numbers. */
const FACTS: readonly string[] = [
  '0.1',
  '0.2',
  '0.3',
  '0.4',
  '0.5',
  '0.6',
  '0.7',
  ...series('1', 22),
  ...series('2', 16),
  ...series('2B', 12),
  ...series('2C', 6),
  ...series('2D', 7),
  ...series('3', 23),
  ...series('4', 12),
  '4P',
  ...series('5', 14),
  '6K',
  ...series('6', 24),
  ...series('7', 8),
  ...series('8', 50),
  ...series('8C', 7),
  ...series('8D', 10),
  ...series('9', 10),
  ...series('10', 16),
  ...series('11', 16),
  ...series('12', 17),
  ...series('12B', 11),
  ...series('13', 37),
  ...series('14', 4),
];

interface Row {
  readonly fact: string;
  readonly words: string;
  readonly source: string;
  readonly holding: Holding;
  /** `file › title` and `rule code`. */
  readonly holders: readonly string[];
}

type Holding = 'tests' | 'rules' | 'out of scope' | 'assumed';

const ROWS = textOf('docs/facts.md')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map(rowOf);

describe('docs/facts.md', () => {
  it('has one row for each fact', () => {
    const rows = ROWS.map(({ fact }) => fact);
    assert.deepEqual(
      FACTS.filter((fact) => rows.filter((row) => row === fact).length !== 1),
      [],
      'without a row, or with several',
    );
    assert.deepEqual(
      rows.filter((fact) => !FACTS.includes(fact)),
      [],
      'rows of no fact',
    );
  });

  it('has for each fact its text, its AWS page and its tests', () => {
    const empty = ROWS.filter(({ words, source, holding, holders }) => {
      const needsHolder = holding === 'tests' || holding === 'rules' || holding === 'assumed';
      return words === '' || source === '' || (needsHolder && holders.length === 0);
    });
    assert.deepEqual(
      empty.map(({ fact }) => fact),
      [],
    );
  });

  it('names tests and rules that exist', () => {
    const missing = ROWS.flatMap(({ fact, holders }) =>
      holders.filter((holder) => !exists(holder)).map((holder) => `${fact}: ${holder}`),
    );
    assert.deepEqual(missing, []);
  });

  it('has a test for every assumption', () => {
    const silent = ROWS.filter(({ holding, holders }) => holding === 'assumed' && !holders.some(looksForAssumptions));
    assert.deepEqual(
      silent.map(({ fact }) => fact),
      [],
    );
  });

  it(`counts: ${countsText()}`, () => {
    assert.equal(ROWS.length, FACTS.length);
  });
});

function rowOf(line: string): Row {
  const cells = line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [fact = '', words = '', source = '', held = ''] = cells;
  const said = /^(out of scope|assumed): /.exec(held);
  const holders = said?.[1] === undefined || said[1] === 'assumed' ? held.slice(said?.[0].length ?? 0).split('<br>') : [];
  return { fact, words, source, holding: holdingOf(said?.[1], holders), holders: holders.filter((holder) => holder !== '') };
}

function holdingOf(said: string | undefined, holders: readonly string[]): Holding {
  if (said === 'out of scope' || said === 'assumed') return said;
  return holders.some((holder) => !holder.startsWith('rule ')) ? 'tests' : 'rules';
}

function countsText(): string {
  const count = (holding: Holding): number => ROWS.filter((row) => row.holding === holding).length;
  const kinds: readonly Holding[] = ['tests', 'rules', 'assumed', 'out of scope'];
  return `${ROWS.length} facts: ${kinds.map((kind) => `${kind} ${count(kind)}`).join(', ')}`;
}

/** `rule code` is a rule of the checker; `file › title` a test. */
function exists(holder: string): boolean {
  const code = /^rule `([\w-]+)`$/.exec(holder)?.[1];
  return code === undefined ? testText(holder) !== undefined : RULES.some((rule) => rule.code === code);
}

/**
 * The text of the test up to the next one; `undefined`: there is no such test. A loop makes tests of entries that have a `title`, and
 * adds to it what it expects.
 */
function testText(holder: string): string | undefined {
  const [, file = '', title = ''] = /^`([^`]+\.test\.ts)` › (.+)$/.exec(holder) ?? [];
  if (title === '' || !existsSync(join(root, file))) return undefined;
  const literals = ["'", '"', '`'].map((quote) => `${quote}${title}${quote}`);
  const pieces = textOf(file).split(/\b(?=it\(\s*['"`]|title: ['"`])/);
  return pieces.find((piece) => literals.some((literal) => /^(it\(\s*|title: )$/.test(piece.slice(0, piece.indexOf(literal)))));
}

/** Tests ask for hops that are assumed, or for the verdict `unknown`. */
function looksForAssumptions(holder: string): boolean {
  return /assumedAt\(|\.assumed\b|'unknown'/.test(testText(holder) ?? '');
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
