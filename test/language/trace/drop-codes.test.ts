// The tests of this folder expect every drop code.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';

const FOLDER = join(root, 'test/language/trace');

describe('drop codes', () => {
  it('are each expected in a test of this folder', () => {
    const [, union = ''] =
      /export type DropCode =([^;]+);/.exec(readFileSync(join(root, 'language/trace/result.ts'), 'utf8')) ?? [];
    const codes = [...union.matchAll(/'(\w+)'/g)].map(([, code = '']) => code);
    const tests = readdirSync(FOLDER)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
      .join('\n');
    assert.ok(codes.length > 30);
    assert.deepEqual(
      codes.filter((code) => !new RegExp(`\\b${code}\\b`).test(tests)),
      [],
    );
  });
});
