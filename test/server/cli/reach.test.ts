// `netarch reach`: its three formats, selection of senders and receivers, and invalid calls. The results are tested with the engine.
import assert from 'node:assert/strict';
import { inFolder, netarch } from '#test/support/command-line.ts';
import { golden } from '#test/support/golden.ts';

const OFFICE = `network office 198.51.100.0/24
vpc a 10.0.0.0/16 {
  igw door
  subnet public 10.0.0.0/24 {
    route 0.0.0.0/0 -> door
    instance bastion 10.0.0.10 { elastic-ip 203.0.113.20  security-groups admin }
    instance web 10.0.0.11 { elastic-ip 203.0.113.21  security-groups web }
  }
  security-group admin { ingress tcp 22 from office  egress none }
  security-group web { ingress tcp 443 from any  ingress icmp type 8 from any  ingress all from admin  egress tcp 1-24, 26-65535 to any }
}`;

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly sources: readonly string[];
  readonly destinations?: readonly string[];
  readonly allows: readonly object[];
}

const read = (out: string): readonly Pair[] => JSON.parse(out).pairs;

describe('netarch reach', () => {
  it('groups senders with the same connectivity', async () => {
    const { code, out, err } = await netarch(['reach', 'examples/production.netarch']);
    golden('cli/reach-production.txt', out);
    assert.deepEqual([code, err], [0, '']);
  });

  it('prints a part of the internet', () =>
    inFolder({ 'a.netarch': OFFICE }, async (folder) => {
      const { out } = await netarch(['reach', 'a.netarch', '--from', 'internet'], folder);
      assert.deepEqual(out.trimEnd().split('\n'), [
        'internet',
        '  tcp 22 from 198.51.100.0/24  → bastion via door',
        '  icmp type 8; tcp 443         → web via door',
      ]);
    }));

  it('prints one pair on each line as JSON', () =>
    inFolder({ 'a.netarch': OFFICE }, async (folder) => {
      const { out } = await netarch(['reach', 'a.netarch', '--to', 'web', '--format', 'json'], folder);
      assert.deepEqual(out.split('\n'), [
        '{"version":1,"pairs":[',
        '{"from":"internet","to":"a.web","sources":["0.0.0.0/0"],"allows":[{"protocol":"icmp","types":["8"]},{"protocol":"tcp","ports":["443"]}],"via":["a.door","a.public","a.web"]},',
        '{"from":"office","to":"a.web","sources":["198.51.100.0/24"],"allows":[{"protocol":"icmp","types":["8"]},{"protocol":"tcp","ports":["443"]}],"via":["a.door","a.public","a.web"]}',
        ']}',
        '',
      ]);
    }));

  it('prints one pair on each line as CSV', () =>
    inFolder({ 'a.netarch': OFFICE }, async (folder) => {
      const { out } = await netarch(['reach', 'a.netarch', '--format', 'csv'], folder);
      assert.deepEqual(out.split('\r\n'), [
        'file,from,to,sources,destinations,allows,intermittent,unknown,via',
        'a.netarch,internet,a.bastion,198.51.100.0/24,,tcp:22,,,a.door a.public a.bastion',
        'a.netarch,internet,a.web,0.0.0.0/0,,icmp:8 tcp:443,,,a.door a.public a.web',
        'a.netarch,office,a.bastion,198.51.100.0/24,,tcp:22,,,a.door a.public a.bastion',
        'a.netarch,office,a.web,198.51.100.0/24,,icmp:8 tcp:443,,,a.door a.public a.web',
        'a.netarch,a.web,internet,10.0.0.11/32,0.0.0.0/0,"tcp:1-24,26-65535",,,a.public a.door internet',
        'a.netarch,a.web,office,10.0.0.11/32,198.51.100.0/24,"tcp:1-24,26-65535",,,a.public a.door office',
        '',
      ]);
    }));

  it('selects resources, all resources in a container, and addresses', () =>
    inFolder({ 'a.netarch': OFFICE }, async (folder) => {
      const between = async (...words: readonly string[]): Promise<readonly string[]> => {
        const { code, out, err } = await netarch(['reach', 'a.netarch', ...words, '--format', 'json'], folder);
        assert.deepEqual([code, err], [0, ''], words.join(' '));
        return read(out).map(({ from, to }) => `${from} ${to}`);
      };
      assert.deepEqual(await between('--from', 'office'), ['office a.bastion', 'office a.web']);
      assert.deepEqual(await between('--from', 'internet', '--to', 'admin'), ['internet a.bastion']);
      assert.deepEqual(await between('--from', 'internet', '--to', 'public'), ['internet a.bastion', 'internet a.web']);
      assert.deepEqual(await between('--from', 'a', '--to', 'internet'), ['a.web internet']);
      assert.deepEqual(await between('--from', '10.0.0.11'), ['a.web internet', 'a.web office']);
      assert.deepEqual(await between('--from', 'office', '--to', '203.0.113.20'), ['office a.bastion']);
      assert.deepEqual(await between('--from', 'web', '--to', 'web'), []);
    }));

  it('restricts the internet to one address', () =>
    inFolder({ 'a.netarch': OFFICE }, async (folder) => {
      const ask = async (...words: readonly string[]): Promise<readonly Pair[]> =>
        read((await netarch(['reach', 'a.netarch', ...words, '--format', 'json'], folder)).out);
      const from = (pairs: readonly Pair[]) => pairs.map((pair) => [pair.from, pair.to, pair.sources.join()]);
      assert.deepEqual(from(await ask('--from', '192.0.2.1')), [['internet', 'a.web', '192.0.2.1/32']]);
      assert.deepEqual(from(await ask('--from', '198.51.100.9')), [
        ['office', 'a.bastion', '198.51.100.9/32'],
        ['office', 'a.web', '198.51.100.9/32'],
      ]);
      // Next to an address of the file: the result is not wider than the given address.
      assert.deepEqual(from(await ask('--from', '203.0.113.22')), [['internet', 'a.web', '203.0.113.22/32']]);
      const [out] = await ask('--from', 'web', '--to', '192.0.2.1');
      assert.deepEqual(out?.destinations, ['192.0.2.1/32']);
    }));

  it('prints the result of each of several files', () =>
    inFolder({ 'a.netarch': OFFICE, 'b.netarch': 'vpc b 10.0.0.0/16 {}', 'c/c.netarch': OFFICE }, async (folder) => {
      const { code, out } = await netarch(['reach', '.', '--from', 'office', '--format', 'json'], folder);
      const found = JSON.parse(out).pairs.map(({ file, to }: { file: string; to: string }) => `${file} ${to}`);
      assert.deepEqual(found, ['a.netarch a.bastion', 'a.netarch a.web', 'c/c.netarch a.bastion', 'c/c.netarch a.web']);
      assert.equal(code, 0);
      const text = await netarch(['reach', 'a.netarch', 'b.netarch', '--to', 'internet'], folder);
      assert.match(
        text.out,
        /── a\.netarch\n\nweb\n {2}tcp 1-24, 26-65535 {2}→ internet via door\n\n── b\.netarch\n\nNo connectivity\./,
      );
    }));

  it('follows imports', () =>
    inFolder({ 'main.netarch': 'import "a.netarch"\nhost clock 192.0.2.1', 'a.netarch': OFFICE }, async (folder) => {
      const { out } = await netarch(['reach', 'main.netarch', '--from', 'web', '--format', 'json'], folder);
      assert.deepEqual(
        read(out).map(({ to }) => to),
        ['internet', 'clock', 'office'],
      );
    }));

  it('rejects invalid calls, and prints no result', () =>
    inFolder({ 'a.netarch': OFFICE, 'broken.netarch': 'vpc {' }, async (folder) => {
      for (const [words, problem] of [
        [['reach'], /specify at least one file/],
        [['reach', 'none.netarch'], /none\.netarch does not exist/],
        [['reach', 'a.netarch', '--format', 'xml'], /--format must be one of text, json, csv/],
        [['reach', 'a.netarch', '--from', 'webb'], /no resource is named webb; did you mean web\?/],
        [['reach', 'a.netarch', '--to', '10.0.0.99'], /no resource has the address 10\.0\.0\.99/],
        [
          ['reach', 'a.netarch', 'broken.netarch'],
          /broken\.netarch has syntax errors; run "netarch check broken\.netarch" to see them/,
        ],
        [['reach', 'a.netarch', '--port', '22'], /'--port'/],
      ] as const) {
        const { code, out, err } = await netarch(words, folder);
        assert.deepEqual([code, out], [2, ''], words.join(' '));
        assert.match(err, problem);
      }
    }));
});
