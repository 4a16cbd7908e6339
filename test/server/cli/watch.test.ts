// `netarch render --watch`: draws again after each change, and keeps the last good file.
import assert from 'node:assert/strict';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { main } from '#server/cli/cli.ts';
import { inFolder, netarch } from '#test/support/command-line.ts';

const subnet = (name: string) => `vpc v 10.0.0.0/16 { subnet ${name} 10.0.1.0/24 }\n`;

/** A watch that runs: its next message, and its end. */
interface Watch {
  readonly message: () => Promise<string>;
  readonly end: () => Promise<number>;
}

function watching(words: readonly string[], folder: string): Watch {
  const messages = new PassThrough();
  const lines = createInterface(messages)[Symbol.asyncIterator]();
  const stop = new AbortController();
  const io = { folder, out: () => {}, ready: async () => {}, err: (text: string) => messages.write(text), colours: false };
  const code = main(['render', ...words, '--watch'], { ...io, stop: stop.signal });
  return {
    message: async () => (await lines.next()).value ?? '',
    end: () => {
      stop.abort();
      return code;
    },
  };
}

describe('netarch render --watch', () => {
  it('draws again after a change of the file, in each way of saving', () =>
    inFolder({ 'a.netarch': subnet('one') }, async (folder) => {
      const watch = watching(['a.netarch', '-o', 'a.svg', '-o', 'a.drawio'], folder);
      const drawn = () => readFile(join(folder, 'a.svg'), 'utf8');
      assert.equal(await watch.message(), 'a.svg, a.drawio written');
      assert.match(await drawn(), /data-id="v\.one"/);
      await writeFile(join(folder, 'a.netarch'), subnet('two'));
      assert.equal(await watch.message(), 'a.svg, a.drawio written');
      assert.match(await drawn(), /data-id="v\.two"/);
      await writeFile(join(folder, 'new.txt'), subnet('three'));
      await rename(join(folder, 'new.txt'), join(folder, 'a.netarch'));
      assert.equal(await watch.message(), 'a.svg, a.drawio written');
      assert.match(await drawn(), /data-id="v\.three"/);
      assert.equal(await watch.end(), 0);
    }));

  it('reports errors, goes on, and leaves the last good file as it is', () =>
    inFolder({ 'a.netarch': subnet('one') }, async (folder) => {
      const watch = watching(['a.netarch', '-o', 'a.svg'], folder);
      await watch.message();
      const good = await readFile(join(folder, 'a.svg'), 'utf8');
      await writeFile(join(folder, 'a.netarch'), 'vpc v {{{');
      assert.match(await watch.message(), /^netarch: a\.netarch has syntax errors/);
      assert.equal(await readFile(join(folder, 'a.svg'), 'utf8'), good);
      await rm(join(folder, 'a.netarch'));
      assert.match(await watch.message(), /^netarch: a\.netarch cannot be read: no such file/);
      await writeFile(join(folder, 'a.netarch'), subnet('two'));
      assert.equal(await watch.message(), 'a.svg written');
      assert.equal(await watch.end(), 0);
    }));

  it('follows imports, also one that does not exist yet', () =>
    inFolder({ 'a.netarch': 'import "./parts/b.netarch"\n', 'parts/c.txt': '' }, async (folder) => {
      const watch = watching(['a.netarch', '-o', 'a.svg'], folder);
      assert.match(await watch.message(), /a\.netarch imports \.\/parts\/b\.netarch, which does not exist/);
      for (const name of ['one', 'two']) {
        await writeFile(join(folder, 'parts', 'b.netarch'), subnet(name));
        assert.equal(await watch.message(), 'a.svg written');
        assert.match(await readFile(join(folder, 'a.svg'), 'utf8'), new RegExp(`data-id="v\\.${name}"`));
      }
      assert.equal(await watch.end(), 0);
    }));

  it('ends at once if there is no such file', () =>
    inFolder({}, async (folder) => {
      const { code, err } = await netarch(['render', 'none.netarch', '-o', 'a.svg', '--watch'], folder);
      assert.equal(code, 2);
      assert.match(err, /none\.netarch cannot be read/);
    }));
});
