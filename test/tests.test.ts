// What holds for the tests themselves: the same cases in every run, and nothing that depends on the clock.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { sourcesIn } from '#test/support/imports.ts';

const OWN = 'test/tests.test.ts';
/** A limit for a window that never answers; it ends the run with an error. */
const WITH_LIMIT = ['test/vscode/harness/host-suite.ts'];

const linesWith = (pattern: RegExp, ...except: readonly string[]): readonly string[] =>
  sourcesIn('test')
    .filter((path) => path !== OWN && !except.includes(path))
    .flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .filter((line) => pattern.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );

describe('the tests', () => {
  it('are found by these checks', () => {
    assert.ok(linesWith(/^describe\(/).length > 100);
  });

  it('take randomness from test/support/chance.ts only', () => {
    assert.deepEqual(linesWith(/Math\.random|randomUUID|randomBytes|randomInt|getRandomValues|fc\.sample/), []);
    assert.deepEqual(linesWith(/\bseed: \S+ \}|\bseed: \d/, 'test/support/setup.ts'), []);
    assert.deepEqual(linesWith(/numRuns: [\d_]/), [], 'the number of cases is runs(…), which a long run scales');
  });

  it('set up services in test/support/services.ts only', () => {
    assert.deepEqual(linesWith(/createNetarch(?:Lsp)?Services|EmptyFileSystem/, 'test/support/services.ts'), []);
  });

  it('never read the clock and never wait', () => {
    assert.deepEqual(linesWith(/Date\.now|new Date\(|performance\.|hrtime|waitForTimeout|timers\/promises/), []);
    assert.deepEqual(linesWith(/setTimeout\(|setInterval\(/, ...WITH_LIMIT), []);
  });

  it('run in `npm run test:quick` too, except for those that its configuration names', () => {
    const [usual, quick] = ['.mocharc.json', '.mocharc.quick.json'].map((name): { readonly ignore: readonly string[] } =>
      JSON.parse(readFileSync(join(root, name), 'utf8')),
    );
    assert.ok(usual && quick);
    assert.deepEqual({ ...quick, ignore: [] }, { ...usual, ignore: [] });
    const slow = quick.ignore.filter((pattern) => !usual.ignore.includes(pattern));
    // Long runs alone may be left out: a new file is in the quick run, and so is a renamed one.
    assert.deepEqual(slow, [
      'test/oracle/**',
      'test/any-text.test.ts',
      'test/server/robustness.test.ts',
      'test/language/trace/reach/exact.test.ts',
      'test/language/view/layout/huge.test.ts',
      'test/language/view/layout/random.test.ts',
    ]);
    for (const path of slow) assert.ok(existsSync(join(root, path.replace('/**', ''))), path);
  });

  it('have one time limit, which only stops what never ends', () => {
    assert.deepEqual(linesWith(/\.timeout\(/), []);
  });
});
