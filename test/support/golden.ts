// Compares output with golden files, which were reviewed once. `UPDATE=1` overwrites them: review the diff.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '#scripts/root.ts';

/** Compares a text with `test/golden/PATH`. Fails if the file does not exist. */
export function golden(path: string, actual: string): void {
  const file = join(root, 'test/golden', path);
  if (process.env.UPDATE === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  assert.ok(existsSync(file), `${path} does not exist: run the test once with UPDATE=1 and read what it wrote.`);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
