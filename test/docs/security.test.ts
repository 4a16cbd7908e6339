// docs/security.md: each promise names tests that exist, and each of them tests something.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';

const page = readFileSync(join(root, 'docs/security.md'), 'utf8');

/** The rows of the table: a promise, and the tests that hold it. */
const promises = page
  .split('\n')
  .filter((line) => /^\| [A-Z]/.test(line))
  .map((line) => {
    const [, promise = '', meaning = '', tests = ''] = line.split('|').map((cell) => cell.trim());
    return { promise, meaning, tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path) };
  });

describe('docs/security.md', () => {
  it('promises what matters for files that nobody trusts', () => {
    const all = promises.map(({ promise }) => promise);
    for (const promise of [
      'No network',
      'No execution',
      'Bounded work',
      'Atomic files',
      'A strict page',
      'What is printed cannot act',
      'Nothing reads what it should not',
    ])
      assert.ok(all.includes(promise), promise);
  });

  it('names a test for each promise', () => {
    for (const { promise, meaning, tests } of promises) {
      assert.ok(meaning.length > 20 && tests.length > 0, promise);
      for (const path of tests) {
        assert.match(path, /^test\/.*\.test\.ts$/);
        assert.ok(existsSync(join(root, path)), `${promise}: ${path} does not exist`);
        assert.match(readFileSync(join(root, path), 'utf8'), /\bit\(/, path);
      }
    }
  });
});
