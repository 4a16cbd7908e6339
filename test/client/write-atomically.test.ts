// Writing a picture: whole, or not at all and nothing left behind.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeAtomically } from '#client/write-atomically.ts';

describe('writing a file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netarch-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a new one', async () => {
    await writeAtomically(join(folder, 'shop.svg'), '<svg>é</svg>');
    assert.equal(readFileSync(join(folder, 'shop.svg'), 'utf8'), '<svg>é</svg>');
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
  });

  it('replaces an old one', async () => {
    writeFileSync(join(folder, 'shop.svg'), 'something much longer than the new text');
    await writeAtomically(join(folder, 'shop.svg'), '<svg/>');
    assert.equal(readFileSync(join(folder, 'shop.svg'), 'utf8'), '<svg/>');
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
  });

  it('refuses a folder and leaves it as it is', async () => {
    mkdirSync(join(folder, 'shop.svg'));
    writeFileSync(join(folder, 'shop.svg', 'inside'), 'x');
    await assert.rejects(writeAtomically(join(folder, 'shop.svg'), '<svg/>'));
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
    assert.deepEqual(readdirSync(join(folder, 'shop.svg')), ['inside']);
  });

  it('refuses a folder that is not there', async () => {
    await assert.rejects(writeAtomically(join(folder, 'missing', 'shop.svg'), '<svg/>'), /ENOENT/);
    assert.deepEqual(readdirSync(folder), []);
  });
});
