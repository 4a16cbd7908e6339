// A program that runs with the compiled code of its last run.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '#scripts/root.ts';

const RUN = pathToFileURL(join(root, 'server', 'launch', 'run.ts')).href;
const PROGRAM = `
const { basename } = require('node:path');
exports.used = () => console.log(basename(__filename), module.exports === exports, require('./other.cjs'));
exports.used();
process.exitCode = Number(process.env.CODE);
`;

describe('a program', () => {
  let folder: string;
  let file: string;
  let cache: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netarch-'));
    [file, cache] = [join(folder, 'x.main.cjs'), join(folder, 'x.code')];
    writeFileSync(file, PROGRAM);
    writeFileSync(join(folder, 'other.cjs'), 'module.exports = "other";');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (code = 0) => {
    const script = `import { run } from '${RUN}'; run(...${JSON.stringify([file, cache])});`;
    return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, CODE: `${code}` },
    });
  };

  it('runs as Node runs it, without kept code and with it', () => {
    const usual = execFileSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, CODE: '0' } });
    assert.equal(usual, 'x.main.cjs true other\n');
    assert.equal(start().stdout, usual);
    const kept = readFileSync(cache);
    assert.equal(start(1).stdout, usual);
    assert.deepEqual(readFileSync(cache), kept);
  });

  it('compiles again when it or its kept code changed', () => {
    start();
    writeFileSync(file, PROGRAM.replace('basename(__filename)', '"a newer one"'));
    assert.equal(start().stdout, 'a newer one true other\n');
    writeFileSync(cache, 'no code');
    assert.equal(start().stdout, 'a newer one true other\n');
    assert.notEqual(readFileSync(cache, 'latin1'), 'no code');
  });

  it('keeps nothing after invalid usage', () => {
    assert.equal(start(2).status, 2);
    assert.ok(!existsSync(cache));
  });

  it('reports an error with its place', () => {
    writeFileSync(file, '\nthrow new Error("broken");');
    assert.match(start().stderr, /x\.main\.cjs:2[\s\S]*Error: broken/);
  });
});
