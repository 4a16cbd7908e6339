// `netarch render --against`: a picture of what differs from a revision or a file, and its error messages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, netarch } from '#test/support/command-line.ts';

const network = (ports: string, more = ''): string => `vpc v 10.0.0.0/16 {
  igw main
  subnet public-a 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance web { public-ip  security-groups web }
    ${more}
  }
  security-group web { ingress tcp ${ports} from internet egress none }
}
flow visit { internet -> web tcp 80 }
`;

function commit(folder: string): void {
  const git = (...words: readonly string[]): void => {
    const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...settings, ...words], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
}

const MORE = 'instance two { security-groups web }';

describe('netarch render --against', () => {
  it('draws what differs from a git revision of the same file, also in another folder', () =>
    inFolder({ 'net/shop.netarch': network('80') }, async (folder) => {
      commit(folder);
      writeFileSync(join(folder, 'net/shop.netarch'), network('80, 443', MORE));
      const { code, out, err } = await netarch(['render', 'net/shop.netarch', '--against', 'main'], folder);
      assert.deepEqual([code, err], [0, '']);
      assert.match(out, /Compared with main/);
      assert.match(out, /class="box instance resource card added"/);
      assert.match(out, /opened tcp 443/);
    }));

  it('draws what differs from another file, in every format', () =>
    inFolder({ 'old.netarch': network('80', MORE), 'new.netarch': network('80') }, async (folder) => {
      const outputs = ['d.svg', 'd.png', 'd.pdf', 'd.drawio'];
      const words = ['render', 'new.netarch', '--against', 'old.netarch', ...outputs.flatMap((one) => ['-o', one])];
      assert.deepEqual(await netarch(words, folder), { code: 0, out: '', err: '' });
      for (const output of outputs) assert.ok(existsSync(join(folder, output)), output);
      assert.match(readFileSync(join(folder, 'd.drawio'), 'utf8'), /label="− two/);
    }));

  it('takes --depth and --view, but no --flow', () =>
    inFolder({ 'old.netarch': network('80'), 'new.netarch': network('80', MORE) }, async (folder) => {
      const against = ['render', 'new.netarch', '--against', 'old.netarch'];
      const { out } = await netarch([...against, '--depth', 'vpcs'], folder);
      assert.match(out, /class="box vpc collapsed card changed/);
      assert.deepEqual(await netarch([...against, '--flow', 'visit'], folder), {
        code: 2,
        out: '',
        err: 'netarch: use either --against or --flow: a flow is drawn in one network\n',
      });
    }));

  it('says what cannot be read, and writes nothing', () =>
    inFolder({ 'shop.netarch': network('80'), 'broken.netarch': 'vpc {' }, async (folder) => {
      commit(folder);
      const render = (against: string) => netarch(['render', 'shop.netarch', '--against', against, '-o', 'd.svg'], folder);
      const failures = [
        ['nosuch', "netarch: nosuch:./shop.netarch cannot be read: invalid object name 'nosuch'.\n"],
        ['nosuch.netarch', 'netarch: nosuch.netarch cannot be read: no such file or folder\n'],
        ['broken.netarch', 'netarch: broken.netarch has syntax errors; run "netarch check broken.netarch" to see them\n'],
        ['main:broken.netarch', 'netarch: main:broken.netarch has syntax errors\n'],
        ['--upload-pack=x', undefined],
      ] as const;
      for (const [against, message] of failures) {
        const { code, err } = await render(against);
        assert.equal(code, 2, against);
        if (message !== undefined) assert.equal(err, message);
      }
      assert.ok(!existsSync(join(folder, 'd.svg')));
    }));
});
