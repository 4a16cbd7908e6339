// `netarch format`: formats files, or leaves them exactly as they are.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder, netarch } from '#test/support/command-line.ts';

const UNTIDY = 'vpc   v 10.0.0.0/16 {\nregion us-east-1\n}\n';
const TIDY = 'vpc v 10.0.0.0/16 {\n  region us-east-1\n}\n';

describe('netarch format', () => {
  it('formats files that are not formatted, and no others', () =>
    inFolder({ 'a.netarch': UNTIDY, 'b.netarch': TIDY }, async (folder) => {
      const { code, out } = await netarch(['format', '.'], folder);
      assert.deepEqual([code, out], [0, 'a.netarch formatted\n']);
      assert.equal(await readFile(join(folder, 'a.netarch'), 'utf8'), TIDY);
      assert.deepEqual(await readdir(folder), ['a.netarch', 'b.netarch']);
      assert.deepEqual(await netarch(['format', '.'], folder), { code: 0, out: '', err: '' });
    }));

  it('keeps the byte order mark of a file', () =>
    inFolder({ 'a.netarch': `\ufeff${UNTIDY}`, 'b.netarch': `\ufeff${TIDY}` }, async (folder) => {
      assert.equal((await netarch(['format', '.'], folder)).out, 'a.netarch formatted\n');
      for (const name of ['a.netarch', 'b.netarch']) assert.equal(await readFile(join(folder, name), 'utf8'), `\ufeff${TIDY}`);
    }));

  it('only lists files with --check', () =>
    inFolder({ 'a.netarch': UNTIDY, 'b.netarch': TIDY }, async (folder) => {
      const { code, out } = await netarch(['format', '--check', '.'], folder);
      assert.deepEqual([code, out], [1, 'a.netarch is not formatted\n']);
      assert.equal(await readFile(join(folder, 'a.netarch'), 'utf8'), UNTIDY);
      assert.equal((await netarch(['format', '--check', 'b.netarch'], folder)).code, 0);
    }));

  it('changes no file if one of them cannot be read or parsed', () =>
    inFolder({ 'a.netarch': UNTIDY, 'b.netarch': 'vpc {{', 'c.netarch': new Uint8Array([118, 255]) }, async (folder) => {
      const broken = await netarch(['format', 'a.netarch', 'b.netarch'], folder);
      assert.equal(broken.code, 2);
      assert.match(broken.err, /b\.netarch has syntax errors/);
      const binary = await netarch(['format', 'a.netarch', 'c.netarch'], folder);
      assert.equal(binary.code, 2);
      assert.match(binary.err, /c\.netarch cannot be read: it is not UTF-8 text/);
      assert.equal(await readFile(join(folder, 'a.netarch'), 'utf8'), UNTIDY);
    }));

  it('requires files and rejects unknown options', async () => {
    assert.equal((await netarch(['format'])).code, 2);
    assert.equal((await netarch(['format', '--fix', 'examples'])).code, 2);
  });
});
