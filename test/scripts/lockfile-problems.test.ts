// What would keep `npm ci` from working elsewhere.
import assert from 'node:assert/strict';
import { lockfileProblems } from '#scripts/lockfile-problems.ts';

describe('the lockfile check', () => {
  it('is content when every platform package is there, beside or inside', () => {
    const packages = {
      '': {},
      'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
      'node_modules/tool/node_modules/@tool/darwin': {},
    };
    assert.deepEqual(lockfileProblems(packages), []);
  });

  it('names a platform package that npm left out', () => {
    const packages = {
      'node_modules/tool': { optionalDependencies: { '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
    };
    assert.deepEqual(lockfileProblems(packages), [
      'node_modules/tool wants @tool/darwin@1.0.0 on some platform, and the lockfile lacks it.',
    ]);
  });

  it('names a package bound to one registry', () => {
    const packages = {
      'node_modules/a': { resolved: 'https://registry.npmjs.org/a/-/a-1.0.0.tgz' },
      'node_modules/b': { resolved: 'https://mirror.example/b-1.0.0.tgz' },
    };
    assert.deepEqual(lockfileProblems(packages), [
      'node_modules/b is bound to https://mirror.example/b-1.0.0.tgz: write the lockfile with omit-lockfile-registry-resolved.',
    ]);
  });
});
