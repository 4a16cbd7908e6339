// Writing a picture: whole, or not at all and nothing left behind.
import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '#files/write-whole.ts';

describe('writing a file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netarch-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes a new one', async () => {
    assert.equal(await writeWhole(join(folder, 'shop.svg'), '<svg>é</svg>'), undefined);
    assert.equal(readFileSync(join(folder, 'shop.svg'), 'utf8'), '<svg>é</svg>');
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
  });

  it('replaces an old one', async () => {
    writeFileSync(join(folder, 'shop.svg'), 'something much longer than the new text');
    assert.equal(await writeWhole(join(folder, 'shop.svg'), '<svg/>'), undefined);
    assert.equal(readFileSync(join(folder, 'shop.svg'), 'utf8'), '<svg/>');
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
  });

  it('keeps the mode of the file, and a link a link', async () => {
    writeFileSync(join(folder, 'real.svg'), 'old', { mode: 0o640 });
    symlinkSync('real.svg', join(folder, 'link.svg'));
    assert.equal(await writeWhole(join(folder, 'link.svg'), '<svg/>'), undefined);
    assert.equal(readFileSync(join(folder, 'real.svg'), 'utf8'), '<svg/>');
    assert.equal(statSync(join(folder, 'real.svg')).mode & 0o777, 0o640);
    assert.ok(lstatSync(join(folder, 'link.svg')).isSymbolicLink());
    assert.deepEqual(readdirSync(folder), ['link.svg', 'real.svg']);
  });

  it('keeps a mode that new files cannot have', async () => {
    const file = join(folder, 'shared.svg');
    writeFileSync(file, 'old');
    chmodSync(file, 0o666);
    assert.equal(await writeWhole(file, '<svg/>'), undefined);
    assert.equal(statSync(file).mode & 0o777, 0o666);
  });

  it('refuses a folder and leaves it as it is', async () => {
    mkdirSync(join(folder, 'shop.svg'));
    writeFileSync(join(folder, 'shop.svg', 'inside'), 'x');
    assert.equal(await writeWhole(join(folder, 'shop.svg'), '<svg/>'), 'it is a folder');
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
    assert.deepEqual(readdirSync(join(folder, 'shop.svg')), ['inside']);
  });

  it('refuses a folder that is not there', async () => {
    const failure = await writeWhole(join(folder, 'missing', 'shop.svg'), '<svg/>');
    assert.equal(failure, 'no such file or folder');
    assert.deepEqual(readdirSync(folder), []);
  });
});
