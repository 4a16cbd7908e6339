// Compiled code in a file: only what this user kept for the same source is used.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepCode, keptCode } from '#server/launch/code-cache.ts';

const SOURCE = Buffer.from('print(1)');
const CODE = Buffer.from('the code of print(1)');

describe('kept code', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netarch-'));
    file = join(folder, 'netarch', 'cli.code');
    keepCode(file, SOURCE, CODE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is read for the same source', () => {
    assert.deepEqual(keptCode(file, SOURCE), CODE);
    assert.equal(keptCode(file, Buffer.from('print(2)')), undefined);
    assert.equal(keptCode(join(folder, 'other.code'), SOURCE), undefined);
  });

  it('is replaced, and leaves no other file', () => {
    keepCode(file, SOURCE, Buffer.from('newer'));
    assert.deepEqual(keptCode(file, SOURCE), Buffer.from('newer'));
    assert.deepEqual(readdirSync(join(folder, 'netarch')), ['cli.code']);
  });

  it('is not used if it is damaged', () => {
    const whole = readFileSync(file);
    for (const damaged of [whole.subarray(0, -1), whole.subarray(0, 32), Buffer.alloc(0), Buffer.alloc(whole.length)]) {
      writeFileSync(file, damaged);
      assert.equal(keptCode(file, SOURCE), undefined);
    }
  });

  it('can be written by its user only, and is not used otherwise', function () {
    if (process.platform === 'win32') return this.skip();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    chmodSync(file, 0o620);
    assert.equal(keptCode(file, SOURCE), undefined);
  });

  it('is not kept where that is impossible', () => {
    keepCode(join(file, 'inside-a-file', 'cli.code'), SOURCE, CODE);
    assert.deepEqual(keptCode(file, SOURCE), CODE);
  });
});
