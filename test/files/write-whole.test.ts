// Writing a picture: whole, or not at all and nothing left behind.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from '#files/write-whole.ts';

/** Node has no function that makes a pipe. */
const MKFIFO = 'mkfifo';

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

  it('follows links to their end, also if nothing is there yet', async () => {
    mkdirSync(join(folder, 'deep'));
    symlinkSync('deep/second.svg', join(folder, 'first.svg'));
    symlinkSync('../real.svg', join(folder, 'deep', 'second.svg'));
    assert.equal(await writeWhole(join(folder, 'first.svg'), '<svg/>'), undefined);
    assert.equal(readFileSync(join(folder, 'real.svg'), 'utf8'), '<svg/>');
    assert.ok(lstatSync(join(folder, 'first.svg')).isSymbolicLink());
    assert.ok(lstatSync(join(folder, 'deep', 'second.svg')).isSymbolicLink());
    assert.deepEqual(readdirSync(folder), ['deep', 'first.svg', 'real.svg']);
  });

  it('refuses links that form a loop', async () => {
    symlinkSync('b.svg', join(folder, 'a.svg'));
    symlinkSync('a.svg', join(folder, 'b.svg'));
    assert.equal(await writeWhole(join(folder, 'a.svg'), '<svg/>'), 'its symbolic links form a loop');
    assert.ok(lstatSync(join(folder, 'a.svg')).isSymbolicLink());
    assert.deepEqual(readdirSync(folder), ['a.svg', 'b.svg']);
  });

  it('writes to a pipe, which stays', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = join(folder, 'pipe');
    execFileSync(MKFIFO, [pipe]);
    const read = readFile(pipe, 'utf8');
    assert.equal(await writeWhole(pipe, '<svg/>'), undefined);
    assert.equal(await read, '<svg/>');
    assert.ok(lstatSync(pipe).isFIFO());
  });

  it('appends to an open file of a process, which others write, too', async function () {
    if (process.platform !== 'linux') this.skip();
    const file = join(folder, 'log');
    writeFileSync(file, 'before ');
    const opened = openSync(file, 'r+');
    symlinkSync(`/proc/self/fd/${opened}`, join(folder, 'stdout'));
    const { ino } = statSync(file);
    assert.equal(await writeWhole(join(folder, 'stdout'), '<svg/>'), undefined);
    closeSync(opened);
    assert.equal(readFileSync(file, 'utf8'), 'before <svg/>');
    assert.equal(statSync(file).ino, ino);
    assert.deepEqual(readdirSync(folder), ['log', 'stdout']);
  });

  it('refuses a source, under whatever name', async () => {
    const source = join(folder, 'shop.netarch');
    writeFileSync(source, 'vpc');
    symlinkSync('shop.netarch', join(folder, 'link.svg'));
    linkSync(source, join(folder, 'hard.svg'));
    for (const name of ['shop.netarch', 'link.svg', 'hard.svg'])
      assert.equal(
        await writeWhole(join(folder, name), '<svg/>', { sources: [source] }),
        'the diagram is drawn from this file',
        name,
      );
    assert.equal(readFileSync(source, 'utf8'), 'vpc');
  });

  it('refuses a read-only file, also for root, and a file with several names', async () => {
    const [locked, one] = [join(folder, 'locked.svg'), join(folder, 'one.svg')];
    writeFileSync(locked, 'old', { mode: 0o444 });
    assert.equal(await writeWhole(locked, '<svg/>'), 'it is read-only');
    writeFileSync(one, 'old');
    linkSync(one, join(folder, 'two.svg'));
    assert.match((await writeWhole(one, '<svg/>')) ?? '', /^it has 2 hard links/);
    assert.deepEqual([readFileSync(locked, 'utf8'), readFileSync(one, 'utf8')], ['old', 'old']);
    assert.deepEqual(readdirSync(folder), ['locked.svg', 'one.svg', 'two.svg']);
  });

  it('keeps the owner, where the process may', async function () {
    if (process.getuid?.() !== 0) this.skip();
    const file = join(folder, 'theirs.svg');
    writeFileSync(file, 'old');
    chownSync(file, 1234, 1234);
    chmodSync(file, 0o660);
    assert.equal(await writeWhole(file, '<svg/>'), undefined);
    const { uid, gid, mode } = statSync(file);
    assert.deepEqual([uid, gid, mode & 0o777], [1234, 1234, 0o660]);
  });

  it('writes a file whose name is as long as names can be', async () => {
    const name = `${'n'.repeat(251)}.svg`;
    assert.equal(await writeWhole(join(folder, name), '<svg/>'), undefined);
    assert.equal(await writeWhole(join(folder, name), '<svg>2</svg>'), undefined);
    assert.deepEqual(readdirSync(folder), [name]);
    assert.equal(await writeWhole(join(folder, `n${name}`), '<svg/>'), 'the name is too long');
  });

  it('does not overwrite what somebody else wrote meanwhile', async () => {
    const file = join(folder, 'shop.netarch');
    writeFileSync(file, 'theirs');
    assert.equal(await writeWhole(file, 'mine', { before: Buffer.from('read') }), 'somebody else changed it meanwhile');
    assert.equal(readFileSync(file, 'utf8'), 'theirs');
    assert.equal(await writeWhole(file, 'mine', { before: Buffer.from('theirs') }), undefined);
    assert.deepEqual(readdirSync(folder), ['shop.netarch']);
  });

  it('removes the temporary file when a signal ends the process, and what killed processes left', async function () {
    if (process.platform === 'win32') this.skip();
    const drafts = new URL('../../files/drafts.ts', import.meta.url).href;
    const program = `const { withDraft } = await import(${JSON.stringify(drafts)});
      const { writeFileSync } = await import('node:fs');
      await withDraft(${JSON.stringify(folder)}, (draft) => {
        writeFileSync(draft, 'half');
        console.log('written');
        process.stdin.resume();
        return new Promise(() => {});
      });`;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      assert.equal(readdirSync(folder).length, 1);
      child.kill(signal);
      assert.deepEqual(await once(child, 'exit'), [null, signal]);
      assert.equal(readdirSync(folder).length, signal === 'SIGKILL' ? 1 : 0, signal);
    }
    assert.equal(await writeWhole(join(folder, 'shop.svg'), '<svg/>'), undefined);
    assert.deepEqual(readdirSync(folder), ['shop.svg']);
  });
});
