// Every exported declaration has a docstring: what it is for, its units or shape, its errors, and its source where it states a fact.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { exportsIn } from '#test/support/exports.ts';
import { sourcesIn } from '#test/support/imports.ts';

/** Fewer exports than this in all sources mean that the check does not read them. */
const LEAST = 1000;

const FOLDERS = ['language', 'files', 'server', 'client', 'scripts', 'bench', 'test'];

describe('the docstrings', () => {
  it('exist for every export', () => {
    const all = sourcesIn(...FOLDERS).flatMap((path) =>
      exportsIn(readFileSync(join(root, path), 'utf8')).map((found) => ({ path, ...found })),
    );
    assert.ok(all.length > LEAST, `only ${all.length} exports were found`);
    const missing = all.filter(({ isDocumented }) => !isDocumented).map(({ path, line, name }) => `${path}:${line} ${name}`);
    assert.deepEqual(missing, []);
  });

  it('are reported if they are missing, misplaced or empty', () => {
    const undocumented = (text: string) => exportsIn(text).flatMap(({ name, isDocumented }) => (isDocumented ? [] : [name]));
    assert.deepEqual(undocumented('export const A = 1;'), ['A']);
    assert.deepEqual(undocumented('/** What it is. */\n\nexport const A = 1;'), ['A']);
    assert.deepEqual(undocumented('// What it is.\nexport async function a() {}'), ['a']);
    assert.deepEqual(undocumented('/** … */\nexport type A = 1;'), ['A']);
    assert.deepEqual(undocumented('/* What it is. */\nexport interface A {}'), ['A']);
    assert.deepEqual(undocumented('/** What it is. */\nexport abstract class A {}'), []);
    assert.deepEqual(undocumented('/**\n * What it is.\n */\nexport function* a() {}'), []);
  });

  it('are required of every form of export', () => {
    assert.throws(() => exportsIn('export * from "./a.ts";'), /Not understood/);
    assert.throws(() => exportsIn('export default 1;'), /Not understood/);
  });
});
