// Problems in the lockfile that make `npm ci` fail on other machines.
import assert from 'node:assert/strict';
import { lockfileProblems } from '#scripts/lockfile-problems.ts';

describe('the lockfile check', () => {
  it('finds no problem if all platform packages are present, at the top level or nested', () => {
    const packages = {
      '': {},
      'node_modules/tool': { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
      'node_modules/tool/node_modules/@tool/darwin': {},
    };
    assert.deepEqual(lockfileProblems(packages), []);
  });

  it('reports a platform package that npm omitted', () => {
    const packages = {
      'node_modules/tool': { optionalDependencies: { '@tool/darwin': '1.0.0' } },
      'node_modules/@tool/linux': {},
    };
    assert.deepEqual(lockfileProblems(packages), [
      'node_modules/tool needs @tool/darwin@1.0.0 on some platform, but the lockfile lacks it.',
    ]);
  });

  it('reports a package that is resolved to a registry', () => {
    const packages = {
      'node_modules/a': {},
      'node_modules/b': { resolved: 'https://mirror.example/b-1.0.0.tgz' },
    };
    assert.deepEqual(lockfileProblems(packages), [
      'node_modules/b is resolved to https://mirror.example/b-1.0.0.tgz: write the lockfile with omit-lockfile-registry-resolved.',
    ]);
  });
});
