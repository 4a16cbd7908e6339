// `netarch render`: the complete diagram in a file or on stdout, or nothing.
import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inFolder, netarch } from '#test/support/command-line.ts';
import { pdfFile } from '#test/support/pdf.ts';
import { pixelsOf } from '#test/support/png.ts';

const PRODUCTION = 'examples/production.netarch';
const SMALL = { 'a.netarch': 'vpc v 10.0.0.0/16 { subnet s 10.0.1.0/24 }\n' };

describe('netarch render', () => {
  it('writes a self-contained diagram', () =>
    inFolder(SMALL, async (folder) => {
      const target = join(folder, 'production.svg');
      const { code, out, err } = await netarch(['render', PRODUCTION, '-o', target]);
      assert.deepEqual([code, out, err], [0, '', '']);
      const svg = await readFile(target, 'utf8');
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      assert.match(svg, /data-id="production\.nat-a"/);
      assert.doesNotMatch(svg, /<script|href=|url\(/);
    }));

  it('writes to stdout without -o, the same bytes each time', async () => {
    const [one, two] = [await netarch(['render', PRODUCTION]), await netarch(['render', PRODUCTION])];
    assert.equal(one.code, 0);
    assert.ok(one.out.length > 1000);
    assert.equal(one.out, two.out);
  });

  it('shows a view, a flow, selected traffic, another theme', async () => {
    const draw = async (...more: readonly string[]) => (await netarch(['render', PRODUCTION, ...more])).out;
    const plain = await draw();
    const pictures = [
      plain,
      await draw('--view', 'ways-out'),
      await draw('--flow', 'visit'),
      await draw('--highlight', 'egress'),
      await draw('--highlight', 'none'),
      await draw('--theme', 'dark'),
      await draw('--no-internal'),
      await draw('--flow', 'visit', '--internal'),
    ];
    assert.equal(new Set(pictures).size, pictures.length);
    assert.match(pictures[1] ?? '', /How the nodes get out/);
    assert.equal(await draw('--highlight', 'both', '--internal', '--theme', 'light'), plain);
  });

  it('draws VPCs as cards, and expands those that are named', async () => {
    const draw = async (...more: readonly string[]) => (await netarch(['render', PRODUCTION, ...more])).out;
    const cards = await draw('--depth', 'vpcs');
    assert.match(cards, /\d AZs · \d subnets · \d+ workloads/);
    assert.doesNotMatch(cards, /data-id="production\.nat-a"/);
    assert.match(await draw('--depth', 'vpcs', '--expand', 'production'), /data-id="production\.nat-a"/);
    assert.match(await draw('--expand', 'public-a'), /data-id="production\.nat-a"/);
    assert.doesNotMatch(await draw('--depth', 'subnets'), /data-id="production\.worker-1"/);
  });

  it('replaces a file atomically, keeps a symbolic link, and leaves no temporary file', () =>
    inFolder({ ...SMALL, 'real.svg': 'old' }, async (folder) => {
      await symlink(join(folder, 'real.svg'), join(folder, 'link.svg'));
      const { code } = await netarch(['render', 'a.netarch', '-o', 'link.svg'], folder);
      assert.equal(code, 0);
      assert.match(await readFile(join(folder, 'real.svg'), 'utf8'), /^<svg/);
      assert.ok((await lstat(join(folder, 'link.svg'))).isSymbolicLink());
      assert.deepEqual(await readdir(folder), ['a.netarch', 'link.svg', 'real.svg']);
    }));

  it('writes nothing if it fails', () =>
    inFolder({ ...SMALL, 'file.txt': '' }, async (folder) => {
      await mkdir(join(folder, 'out.svg'));
      const cases: readonly (readonly [string, RegExp])[] = [
        ['out.svg', /out\.svg cannot be written: it is a folder/],
        ['none/out.svg', /none\/out\.svg cannot be written: no such file or folder/],
        ['file.txt/out.svg', /cannot be written: a part of the path is not a folder/],
      ];
      for (const [target, message] of cases) {
        const { code, out, err } = await netarch(['render', 'a.netarch', '-o', target], folder);
        assert.deepEqual([code, out], [2, ''], target);
        assert.match(err, message);
      }
      assert.deepEqual(await readdir(folder), ['a.netarch', 'file.txt', 'out.svg']);
      assert.deepEqual(await readdir(join(folder, 'out.svg')), []);
    }));

  it('does not replace a read-only file', () =>
    inFolder(SMALL, async (folder) => {
      const target = join(folder, 'locked.svg');
      await writeFile(target, 'old');
      await chmod(target, 0o444);
      const { code, err } = await netarch(['render', 'a.netarch', '-o', 'locked.svg'], folder);
      assert.equal(code, 2);
      assert.match(err, /locked\.svg cannot be written: it is read-only/);
    }));

  it('does not replace the file, or a file that it imports', () =>
    inFolder({ 'a.netarch': 'import "./b.netarch"\n', 'b.netarch': SMALL['a.netarch'] }, async (folder) => {
      await symlink('b.netarch', join(folder, 'link.svg'));
      for (const target of ['a.netarch', 'b.netarch', 'link.svg']) {
        const { code, err } = await netarch(['render', 'a.netarch', '--format', 'svg', '-o', target], folder);
        assert.equal(code, 2, target);
        assert.match(err, /cannot be written: the diagram is drawn from this file/);
      }
      assert.equal(await readFile(join(folder, 'b.netarch'), 'utf8'), SMALL['a.netarch']);
    }));

  it('writes to what is no regular file', async () => {
    assert.deepEqual(await netarch(['render', PRODUCTION, '-o', '/dev/null']), { code: 0, out: '', err: '' });
    assert.ok((await lstat('/dev/null')).isCharacterDevice());
  });

  it('selects the format by --format, then by the extension of the output, else SVG', () =>
    inFolder(SMALL, async (folder) => {
      for (const words of [
        ['-o', 'a.svg'],
        ['-o', 'A.SVG'],
        ['-o', 'plain'],
        ['-o', 'a.txt', '--format', 'svg'],
      ]) {
        const { code } = await netarch(['render', 'a.netarch', ...words], folder);
        assert.equal(code, 0, words.join(' '));
        assert.match(await readFile(join(folder, words[1] ?? ''), 'utf8'), /^<svg/);
      }
    }));

  it('writes a diagram for draw.io', () =>
    inFolder(SMALL, async (folder) => {
      for (const words of [
        ['-o', 'a.drawio'],
        ['-o', 'a.xml', '--format', 'drawio', '--theme', 'dark'],
      ]) {
        assert.equal((await netarch(['render', 'a.netarch', ...words], folder)).code, 0, words.join(' '));
        assert.match(await readFile(join(folder, words[1] ?? ''), 'utf8'), /^<mxfile [^>]*>\n<diagram /);
      }
    }));

  it('writes several files at once, each in the format of its extension', () =>
    inFolder(SMALL, async (folder) => {
      const { code, out } = await netarch(
        ['render', 'a.netarch', '-o', 'a.svg', '-o', 'a.png', '-o', 'a.pdf', '--scale', '3'],
        folder,
      );
      assert.deepEqual([code, out], [0, '']);
      const [, width] = /width="([\d.]+)"/.exec(await readFile(join(folder, 'a.svg'), 'utf8')) ?? [];
      assert.equal(pixelsOf(await readFile(join(folder, 'a.png'))).width, Number(width) * 3);
      assert.ok(pdfFile(await readFile(join(folder, 'a.pdf'))).objects.size > 5);
    }));

  it('leaves out the background on request', async () => {
    assert.match((await netarch(['render', PRODUCTION])).out, /class="background"/);
    assert.doesNotMatch((await netarch(['render', PRODUCTION, '--transparent'])).out, /class="background"/);
  });

  it('writes none of several files if one cannot be drawn', () =>
    inFolder(SMALL, async (folder) => {
      const many = Array.from(
        { length: 300 },
        (_, index) => `vpc v${index} 10.${index % 256}.0.0/16 { subnet s 10.${index % 256}.1.0/24 }`,
      );
      await writeFile(join(folder, 'many.netarch'), many.join('\n'));
      const { code, err } = await netarch(['render', 'many.netarch', '-o', 'a.svg', '-o', 'a.png', '--scale', '10'], folder);
      assert.equal(code, 2);
      assert.match(err, /a\.png cannot be written: the picture has .* use a scale of at most/);
      assert.deepEqual(await readdir(folder), ['a.netarch', 'many.netarch']);
    }));

  it('says what is wrong with the arguments of an image', async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--format', 'png'], /PNG is not text: name a file with -o/],
      [['-o', 'a.png', '--scale', '0'], /--scale must be a number from 0\.1 to 10/],
      [['-o', 'a.png', '--scale', 'big'], /--scale must be a number/],
      [['-o', 'a.png', '-o', 'a.svg', '--format', 'png'], /--format is for one output; with several, use their extensions/],
      [['--watch'], /--watch needs an output: add -o OUT\.svg/],
    ];
    for (const [words, message] of cases) {
      const { code, out, err } = await netarch(['render', PRODUCTION, ...words]);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, message);
    }
  });

  it('rejects an unknown format, and writes nothing', () =>
    inFolder(SMALL, async (folder) => {
      const byExtension = await netarch(['render', 'a.netarch', '-o', 'a.gif'], folder);
      assert.deepEqual([byExtension.code, byExtension.out], [2, '']);
      assert.match(byExtension.err, /a\.gif: \.gif is not a supported format; use \.svg/);
      const byOption = await netarch(['render', 'a.netarch', '-o', 'a.svg', '--format', 'gif'], folder);
      assert.deepEqual(
        [byOption.code, byOption.out, byOption.err],
        [2, '', 'netarch: --format must be one of svg, png, pdf, drawio\n'],
      );
      assert.deepEqual(await readdir(folder), ['a.netarch']);
    }));

  it('draws no diagram of a file with syntax errors', () =>
    inFolder({ 'a.netarch': 'vpc v 10.0.0.0/16 {', 'out.svg': 'old' }, async (folder) => {
      const { code, err } = await netarch(['render', 'a.netarch', '-o', 'out.svg'], folder);
      assert.equal(code, 2);
      assert.match(err, /a\.netarch has syntax errors; run "netarch check a\.netarch" to see them/);
      assert.equal(await readFile(join(folder, 'out.svg'), 'utf8'), 'old');
    }));

  it('suggests similar names for unknown ones', async () => {
    const ask = async (...more: readonly string[]) => {
      const { code, out, err } = await netarch(['render', PRODUCTION, ...more]);
      assert.deepEqual([code, out], [2, '']);
      return err;
    };
    assert.equal(await ask('--view', 'way-out'), 'netarch: no view is named way-out; did you mean ways-out?\n');
    assert.equal(await ask('--flow', 'vist'), 'netarch: no flow is named vist; did you mean visit?\n');
    assert.match(await ask('--depth', 'zones'), /--depth must be one of vpcs, subnets, all/);
    assert.match(await ask('--expand', 'nowhere'), /no VPC or subnet is named nowhere/);
    assert.match(await ask('--highlight', 'all'), /--highlight must be one of ingress, egress, both, none/);
    assert.match(await ask('--internal', '--no-internal'), /use either --internal or --no-internal/);
    assert.match(await ask('--theme', 'blue'), /--theme must be one of light, dark/);
  });
});
