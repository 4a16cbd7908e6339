// `netarch diff`: files and git revisions, its output formats, and its error messages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, netarch } from '#test/support/command-line.ts';

const network = ({ peer = 'office', nat = 'nat-a', more = '' } = {}): string => `network office 198.51.100.0/24
vpc v 10.0.0.0/16 {
  igw main
  subnet public-a 10.0.0.0/24 { route 0.0.0.0/0 -> main nat nat-a { elastic-ip 203.0.113.10 } }
  subnet public-b 10.0.1.0/24 { route 0.0.0.0/0 -> main nat nat-b { elastic-ip 203.0.113.11 } instance door 10.0.1.9 { elastic-ip 203.0.113.12 security-groups door } }
  subnet app 10.0.2.0/24 { route 0.0.0.0/0 -> ${nat} instance one 10.0.2.10 { security-groups app } ${more} }
  security-group door { ingress tcp 22 from ${peer} egress none }
  security-group app { egress tcp 443 to internet }
}
`;

/** Creates a repository with one commit of these files. */
function commit(folder: string): void {
  const git = (...words: readonly string[]): void => {
    const settings = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...settings, ...words], { cwd: folder, stdio: 'pipe' });
  };
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
}

describe('netarch diff', () => {
  it('reports no difference if only the text differs', () =>
    inFolder({ 'a.netarch': network(), 'b.netarch': `${network()}\n// a comment` }, async (folder) => {
      const text = await netarch(['diff', 'a.netarch', 'b.netarch'], folder);
      assert.deepEqual(text, { code: 0, out: 'No difference in connectivity.\n', err: '' });
      const json = await netarch(['diff', 'a.netarch', 'b.netarch', '--format', 'json'], folder);
      assert.deepEqual([json.code, JSON.parse(json.out)], [0, { version: 1, changes: [] }]);
    }));

  it('prints as text what is opened, closed and rerouted', () =>
    inFolder({ 'old.netarch': network(), 'new.netarch': network({ peer: '198.51.0.0/16', nat: 'nat-b' }) }, async (folder) => {
      const { code, out } = await netarch(['diff', 'old.netarch', 'new.netarch'], folder);
      assert.equal(code, 1);
      assert.deepEqual(out.split('\n'), [
        '+ opened',
        '',
        'internet',
        '  tcp 22 from 198.51.0.0/16 except 198.51.100.0/24  → door via main',
        '',
        '~ rerouted',
        '',
        'one',
        '  tcp 443  → internet, office via nat-b, main instead of nat-a, main',
        '',
      ]);
      const back = await netarch(['diff', 'new.netarch', 'old.netarch'], folder);
      assert.match(back.out, /^- closed\n\ninternet\n {2}tcp 22 from 198\.51\.0\.0\/16 except/);
    }));

  it('compares every address of a resource, not the one to which its name resolves', () => {
    const text = (peering: string): string => `
vpc a 10.1.0.0/16 {
  subnet a-1 10.1.0.0/24 { route 10.2.0.0/16 -> pcx  instance client 10.1.0.10 { security-groups out } }
  security-group out
}
vpc b 10.2.0.0/16 {
  igw main
  subnet b-1 10.2.0.0/24 { route 0.0.0.0/0 -> main  route 10.1.0.0/16 -> pcx  instance server 10.2.0.10 { elastic-ip 203.0.113.10  security-groups web } }
  security-group web { ingress tcp 22 from 10.1.0.0/16 }
}
${peering}`;
    return inFolder({ 'old.netarch': text(''), 'new.netarch': text('peering pcx { vpcs a, b }') }, async (folder) => {
      const { code, out } = await netarch(['diff', 'old.netarch', 'new.netarch'], folder);
      assert.equal(code, 1);
      assert.equal(out, '+ opened\n\nclient\n  tcp 22  → server at 10.2.0.10 via pcx\n');
    });
  });

  it('compares every interface of a sender: what is left is intermittent', () => {
    const text = (route: string): string => `
host h 192.0.2.1
vpc v 10.0.0.0/16 {
  igw gw
  subnet p 10.0.0.0/24 { route 0.0.0.0/0 -> gw  nat out { elastic-ip 203.0.113.4 } }
  subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> out }
  subnet b 10.0.2.0/24 { ${route} }
  lambda f { subnets a, b  security-groups s }
  security-group s { egress tcp 443 to any }
}`;
    const files = { 'old.netarch': text('route 0.0.0.0/0 -> out'), 'new.netarch': text('') };
    return inFolder(files, async (folder) => {
      const { code, out } = await netarch(['diff', 'old.netarch', 'new.netarch'], folder);
      assert.equal(code, 1);
      assert.deepEqual(out.split('\n'), [
        '- closed',
        '',
        'f',
        '  tcp 443 from 10.0.2.4  → internet, h via out, gw',
        '',
        '~ intermittent: worked always before',
        '',
        'f',
        '  tcp 443 from 10.0.1.4  → internet, h via out, gw',
        '',
      ]);
      const back = await netarch(['diff', 'new.netarch', 'old.netarch'], folder);
      assert.match(back.out, /^\+ opened\n\nf\n {2}tcp 443 from 10\.0\.2\.4 /);
    });
  });

  it('reports traffic that became unknown as unclear, neither opened nor closed', () => {
    const text = (route: string): string => `
network lab 192.168.5.0/24
vpc v 10.0.0.0/16 {
  subnet app 10.0.2.0/24 { ${route}  instance one 10.0.2.10 { security-groups app } }
  subnet door 10.0.3.0/24 { instance relay 10.0.3.10 { source-dest-check off  security-groups door } }
  security-group app { egress tcp 443 to any }
  security-group door { ingress all from app }
}`;
    return inFolder({ 'old.netarch': text(''), 'new.netarch': text('route 192.168.5.0/24 -> relay') }, async (folder) => {
      const { code, out } = await netarch(['diff', 'old.netarch', 'new.netarch'], folder);
      assert.equal(code, 1);
      assert.deepEqual(out.split('\n'), [
        '? unclear: unknown before or after the change',
        '',
        'lab',
        '  all  → one, relay',
        '',
        'one',
        '  tcp 443  → lab',
        '',
      ]);
      const back = await netarch(['diff', 'new.netarch', 'old.netarch', '--format', 'json'], folder);
      assert.deepEqual(
        JSON.parse(back.out).changes.map(({ kind, to }: Readonly<Record<'kind' | 'to', string>>) => `${kind} ${to}`),
        ['unclear lab', 'unclear v.one', 'unclear v.relay'],
      );
    });
  });

  it('prints the same as JSON', () =>
    inFolder(
      { 'old.netarch': network(), 'new.netarch': network({ more: 'instance two 10.0.2.11 { security-groups door }' }) },
      async (folder) => {
        const { code, out } = await netarch(['diff', 'old.netarch', 'new.netarch', '--format', 'json'], folder);
        assert.deepEqual([code, JSON.parse(out)], [0, { version: 1, changes: [] }], 'it has no connectivity');
        writeFileSync(join(folder, 'new.netarch'), network({ more: 'instance two 10.0.2.11 { security-groups app }' }));
        const { code: differs, out: more } = await netarch(['diff', 'old.netarch', 'new.netarch', '--format', 'json'], folder);
        const traffic = [{ protocol: 'tcp', ports: ['443'] }];
        const after = ['v.app', 'v.nat-a', 'v.main'];
        assert.deepEqual(
          [differs, JSON.parse(more).changes],
          [
            1,
            [
              {
                kind: 'opened',
                from: 'v.two',
                to: 'internet',
                destinations: ['0.0.0.0/0'],
                traffic,
                after: [...after, 'internet'],
              },
              {
                kind: 'opened',
                from: 'v.two',
                to: 'office',
                destinations: ['198.51.100.0/24'],
                traffic,
                after: [...after, 'office'],
              },
            ],
          ],
        );
      },
    ));

  it('reads revisions, with the imports of the same revision', () =>
    inFolder({ 'nets/main.netarch': 'import "../lib/v.netarch"\n', 'lib/v.netarch': network() }, async (folder) => {
      commit(folder);
      const same = await netarch(['diff', 'main:nets/main.netarch', 'nets/main.netarch'], folder);
      assert.deepEqual([same.code, same.err], [0, '']);
      writeFileSync(join(folder, 'lib/v.netarch'), network({ nat: 'nat-b' }));
      const changed = await netarch(['diff', 'main:nets/main.netarch', 'nets/main.netarch'], folder);
      assert.equal(changed.code, 1);
      assert.match(changed.out, /one\n {2}tcp 443 {2}→ internet, office via nat-b, main instead of nat-a, main/);
      rmSync(join(folder, 'lib'), { recursive: true });
      const past = await netarch(['diff', 'main:nets/main.netarch', 'HEAD:./main.netarch'], join(folder, 'nets'));
      assert.deepEqual([past.code, past.err], [0, '']);
    }));

  it('explains what is wrong with a revision', () =>
    inFolder({ 'a.netarch': network(), 'broken.netarch': 'vpc {' }, async (folder) => {
      const outside = await netarch(['diff', 'main:a.netarch', 'a.netarch'], folder);
      assert.equal(outside.code, 2);
      assert.match(outside.err, /main:a\.netarch cannot be read: not a git repository/);
      commit(folder);
      for (const [old, problem] of [
        ['nope:a.netarch', /nope:a\.netarch cannot be read: invalid object name 'nope'/],
        ['main:b.netarch', /main:b\.netarch cannot be read: path 'b\.netarch' does not exist in 'main'/],
        ['main:../a.netarch', /cannot be read: it is outside the repository/],
        ['main:', /main: is neither a file nor REVISION:PATH/],
        ['main:broken.netarch', /main:broken\.netarch has syntax errors/],
      ] as const) {
        const { code, out, err } = await netarch(['diff', old, 'a.netarch'], folder);
        assert.deepEqual([code, out], [2, ''], old);
        assert.match(err, problem);
      }
    }));

  it('names an import that the revision does not have', () =>
    inFolder({ 'a.netarch': 'import "./b.netarch"\n' }, async (folder) => {
      commit(folder);
      writeFileSync(join(folder, 'b.netarch'), network());
      const { code, err } = await netarch(['diff', 'main:a.netarch', 'a.netarch'], folder);
      assert.equal(code, 2);
      assert.match(
        err,
        /main:a\.netarch imports \.\/b\.netarch, which cannot be read: path 'b\.netarch' exists on disk, but not in 'main'/,
      );
    }));

  it('neither fetches missing objects nor runs a program that the repository names', () =>
    inFolder({ 'a.netarch': network() }, async (folder) => {
      commit(folder);
      const git = (...words: readonly string[]) => execFileSync('git', ['-C', folder, ...words], { encoding: 'utf8' }).trim();
      const blob = git('rev-parse', 'main:a.netarch');
      rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)), { force: true });
      const mark = join(folder, 'ran');
      for (const [key, value] of [
        ['core.repositoryFormatVersion', '1'],
        ['extensions.partialClone', 'origin'],
        ['remote.origin.promisor', 'true'],
        ['remote.origin.url', `ext::sh -c "touch ${mark}"`],
        ['protocol.ext.allow', 'always'],
        ['core.fsmonitor', `touch ${mark}`],
      ] as const)
        git('config', key, value);
      for (const old of ['main:a.netarch', ':a.netarch']) {
        const { code, err } = await netarch(['diff', old, 'a.netarch'], folder);
        assert.equal(code, 2);
        assert.match(err, /a\.netarch cannot be read: [^:]+/);
      }
      assert.ok(!existsSync(mark));
    }));

  it('never passes an argument to git as an option', () =>
    inFolder({ 'a.netarch': network() }, async (folder) => {
      commit(folder);
      const { code, err } = await netarch(['diff', '--', '--output=x:a.netarch', 'a.netarch'], folder);
      assert.equal(code, 2);
      assert.match(err, /--output=x:a\.netarch is neither a file nor REVISION:PATH/);
    }));

  it('requires two files', () =>
    inFolder({ 'a.netarch': network() }, async (folder) => {
      for (const words of [['diff'], ['diff', 'a.netarch'], ['diff', 'a.netarch', 'a.netarch', 'a.netarch']]) {
        const { code, err } = await netarch(words, folder);
        assert.equal(code, 2);
        assert.match(err, /specify two files or revisions/);
      }
      const missing = await netarch(['diff', 'a.netarch', 'b.netarch'], folder);
      assert.match(missing.err, /b\.netarch cannot be read: no such file/);
      const format = await netarch(['diff', 'a.netarch', 'a.netarch', '--format', 'csv'], folder);
      assert.deepEqual([missing.code, format.code], [2, 2]);
    }));
});
