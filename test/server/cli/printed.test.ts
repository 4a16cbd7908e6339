// What is printed cannot act: in terminals, logs of GitHub Actions, spreadsheets and viewers of SARIF.
import assert from 'node:assert/strict';
import { jsonText, visible } from '#server/cli/shared/printed.ts';
import { inFolder, netarch } from '#test/support/command-line.ts';

const TEXT = `vpc v 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { instance a 10.0.1.10 { security-groups g } instance b 10.0.1.11 { security-groups g } }
  security-group g "\u001b]0;title\u0007 ##[error]pwned" { ingress tcp 443 from g "\u202e\u009b2J" }
}
network n 10.0.0.1/16 "\u001b[2J\u2066"
expect a reaches b on tcp 22
`;

/** Names of files that try to act. */
const NAMES = [
  '::error::a.netarch',
  'b\n::error::b.netarch',
  '=c().netarch',
  '\u001b[2J\u202ed.netarch',
  'x:y.netarch',
  '@%41 [e]?#.netarch',
];

const ACTIVE = /(?![\n\r\t])\p{Cc}|[\u2028-\u202e\u2066-\u2069]|##\[/u;

describe('what is printed', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('has visible escapes', () => {
    for (const [text, shown] of [
      ['plain é \t', 'plain é \t'],
      ['\u001b[31m\u009b\u007f\n', '\\x1b[31m\\x9b\\x7f\\x0a'],
      ['\u202eabc\u2069\u2028', '\\u{202e}abc\\u{2069}\\u{2028}'],
      ['::error file=a::b', '\\x3a:error file=a::b'],
      [' ::stop-commands::x', ' \\x3a:stop-commands::x'],
      ['::1', '::1'],
      ['x ##[error]', 'x #\\x23[error]'],
    ] as const)
      assert.equal(visible(text), shown);
  });

  it('is the same value in JSON', () => {
    const value = { text: '\u001b\u009b\u007f\u202e\u2028\u2066 ##[error] "\\' };
    assert.doesNotMatch(jsonText(value, 2), ACTIVE);
    assert.deepEqual(JSON.parse(jsonText(value, 2)), value);
  });

  for (const words of [
    ['check', '.'],
    ['check', '.', '--format', 'json'],
    ['check', '.', '--format', 'sarif'],
    ['check', '.', '--format', 'github'],
    ['reach', '.'],
    ['reach', '.', '--format', 'json'],
    ['reach', '.', '--format', 'csv'],
    ['format', '--check', '.'],
    ['trace', '::error::a.netarch', '--from', 'a', '--to', 'b', '--port', '443'],
    ['trace', '::error::a.netarch', '--from', '\u001b[2J', '--to', 'b\n::error::c'],
    ['render', 'b\n::error::b.netarch', '-o', 'none/\u202e\n::error::x.svg'],
    ['\n::error::x'],
    ['check', '--\u001b[2J'],
    ['diff', '\u001b[2J', '\u001b:\u001b'],
  ])
    it(`cannot act: ${JSON.stringify(words.join(' '))}`, () =>
      inFolder(Object.fromEntries(NAMES.map((name) => [name, TEXT])), async (folder) => {
        const { out, err } = await netarch(words, folder);
        assert.doesNotMatch(out + err, ACTIVE);
        const commands = `${out}\n${err}`.split(/[\r\n]+/).filter((line) => line.trim().startsWith('::'));
        if (!words.includes('github')) return assert.deepEqual(commands, []);
        for (const line of commands) assert.match(line, /^::(error|warning|notice) file=[^:]+::/);
        return assert.equal(commands.length, out.trim().split('\n').length);
      }));

  it('is no formula in CSV', () =>
    inFolder({ '=c().netarch': TEXT, '@d.netarch': TEXT, '-e.netarch': TEXT }, async (folder) => {
      const { out } = await netarch(['reach', '.', '--format', 'csv'], folder);
      const files = new Set(
        out
          .trim()
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(',')[0]),
      );
      assert.deepEqual([...files].toSorted(), ["'-e.netarch", "'=c().netarch", "'@d.netarch"]);
    }));

  it('has valid URIs in SARIF', () =>
    inFolder(Object.fromEntries(NAMES.map((name) => [name, TEXT])), async (folder) => {
      const { out } = await netarch(['check', '.', '--format', 'sarif'], folder);
      const uris = new Set([...out.matchAll(/"uri": "(.*)"/g)].map(([, uri = '']) => uri));
      for (const uri of uris) assert.match(uri, /^(?:[\w.~!$&'()*+,;=@-]|%[0-9A-F]{2})+$/);
      assert.deepEqual([...uris].map(decodeURIComponent).toSorted(), NAMES.toSorted());
    }));
});
