// `netarch check`: what it prints in each format, and the exit codes that scripts rely on.
import assert from 'node:assert/strict';
import { inFolder, netarch } from '#test/support/command-line.ts';

const FINE = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance one { security-groups g }  instance two { security-groups g } }
  security-group g { ingress tcp 443 from g }
}
expect one reaches two on tcp 443
`;
const WRONG = `${FINE}expect one reaches two on tcp 80
`;

describe('netarch check', () => {
  it('does not count a byte order mark, also in imports', async () => {
    const text = 'vpc v 10.0.0.0/16 { subnet s 10.9.0.0/24 }\n';
    const check = (mark: string) =>
      inFolder({ 'a.netarch': `${mark}import "./b.netarch"\n`, 'b.netarch': `${mark}${text}` }, (folder) =>
        netarch(['check', 'a.netarch'], folder),
      );
    const plain = await check('');
    assert.match(plain.out, /^b\.netarch:1:30 error subnet-outside-vpc$/m);
    assert.deepEqual(await check('\ufeff'), plain);
  });

  it('succeeds for a file without errors', () =>
    inFolder({ 'a.netarch': FINE }, async (folder) => {
      const { code, out, err } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 0);
      assert.match(out, /^1 file, 0 errors, 0 warnings.*, 1 of 1 expectation holds\n$/m);
      assert.equal(err, '');
    }));

  it('shows a failed expectation with its line, and fails', () =>
    inFolder({ 'a.netarch': WRONG }, async (folder) => {
      const { code, out } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 1);
      assert.match(
        out,
        /^a\.netarch:7:1 error expect-failed\n {2}.*\n {2}7 \| expect one reaches two on tcp 80\n {4}\| \^{32}\n/m,
      );
      assert.match(out, /1 of 2 expectations holds\n$/);
    }));

  it('reports an import of a folder, and one whose path contains NUL', () =>
    inFolder({ 'a.netarch': 'import "b.netarch"\nimport "c\0.netarch"\n', 'b.netarch/x.netarch': '' }, async (folder) => {
      const { code, out, err } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 1);
      assert.match(out, /^a\.netarch:1:8 error import-not-found\n(?:.*\n)*a\.netarch:2:8 error import-not-found\n/);
      assert.equal(err, '');
    }));

  it('shows warnings, but does not fail because of them', () =>
    inFolder({ 'a.netarch': 'network n 10.0.0.1/16\n' }, async (folder) => {
      const { code, out } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 0);
      assert.match(out, /a\.netarch:1:11 warning cidr-host-bits/);
    }));

  it('rejects text with syntax errors, and says where', () =>
    inFolder({ 'a.netarch': 'vpc v {{{\n' }, async (folder) => {
      const { code, out } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 2);
      assert.match(out, /^a\.netarch:1:\d+ error syntax/m);
    }));

  it('shows the part of a long line around a finding', () =>
    inFolder({ 'a.netarch': `${'/*'.repeat(2000)}\n` }, async (folder) => {
      const { code, out } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 2);
      assert.ok(out.split('\n').every((line) => line.length < 450));
    }));

  it('rejects a file whose import has syntax errors', () =>
    inFolder({ 'a.netarch': 'import "./b.netarch"\n', 'b.netarch': 'vpc {' }, async (folder) => {
      const { code, out } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 2);
      assert.match(out, /^b\.netarch:1:\d+ error syntax/m);
    }));

  it('does not fail on arbitrary bytes', () =>
    inFolder({ 'a.netarch': new Uint8Array([0, 255, 254, 128, 10, 0]) }, async (folder) => {
      const { code } = await netarch(['check', 'a.netarch'], folder);
      assert.equal(code, 2);
    }));

  it('checks all .netarch files under a folder', () =>
    inFolder(
      { 'x/a.netarch': FINE, 'x/y/b.netarch': FINE, 'x/c.txt': '{', 'x/node_modules/d.netarch': '{', 'x/.e/f.netarch': '{' },
      async (folder) => {
        const { code, out } = await netarch(['check', 'x', 'x/a.netarch', '--format', 'json'], folder);
        assert.equal(code, 0);
        assert.deepEqual(JSON.parse(out).files, ['x/a.netarch', 'x/y/b.netarch']);
      },
    ));

  it('prints the documented JSON', () =>
    inFolder({ 'a.netarch': WRONG }, async (folder) => {
      const { out } = await netarch(['check', 'a.netarch', '--format', 'json'], folder);
      const { version, files, diagnostics, expectations, ...rest } = JSON.parse(out);
      assert.deepEqual([version, files, rest], [1, ['a.netarch'], {}]);
      const [failed] = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
      assert.deepEqual(Object.keys(failed), ['file', 'range', 'severity', 'code', 'message', 'related']);
      const range = { start: { line: 6, character: 0 }, end: { line: 6, character: 32 } };
      assert.deepEqual([failed.file, failed.range, failed.code], ['a.netarch', range, 'expect-failed']);
      const [held, broken] = expectations;
      assert.deepEqual(held, {
        file: 'a.netarch',
        range: { start: { line: 5, character: 0 }, end: { line: 5, character: 33 } },
        text: 'one reaches two on tcp 443',
        holds: true,
        counterexample: null,
      });
      assert.deepEqual([broken.holds, broken.text, broken.range], [false, 'one reaches two on tcp 80', range]);
      assert.equal(broken.counterexample.verdict, 'dropped');
      assert.equal(broken.counterexample.blockers[0].code, 'ENI_SG_RULES_MISMATCH');
    }));

  it('prints SARIF 2.1.0, whose lines and columns count from 1', () =>
    inFolder({ 'a b.netarch': WRONG }, async (folder) => {
      const { out } = await netarch(['check', '.', '--format=sarif'], folder);
      const { version, runs } = JSON.parse(out);
      const [run] = runs;
      assert.equal(version, '2.1.0');
      assert.equal(run.tool.driver.name, 'netarch');
      const result = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'expect-failed');
      assert.equal(result.level, 'error');
      assert.equal(run.tool.driver.rules[result.ruleIndex].id, 'expect-failed');
      assert.deepEqual(result.locations[0].physicalLocation, {
        artifactLocation: { uri: 'a%20b.netarch' },
        region: { startLine: 7, startColumn: 1, endLine: 7, endColumn: 33 },
      });
      const { decision } = result.relatedLocations[0].properties;
      assert.deepEqual([decision.kind, decision.result], ['security-group', 'no-match']);
    }));

  it('prints annotations for GitHub', () =>
    inFolder({ 'a,b.netarch': WRONG }, async (folder) => {
      const { out } = await netarch(['check', '.', '--format', 'github'], folder);
      assert.match(out, /^::error file=a%2Cb\.netarch,line=7,endLine=7,col=1,endColumn=33,title=expect-failed::\S.*$/m);
    }));

  it('prints absolute paths of files outside the working folder', () =>
    inFolder({ 'in/a.netarch': FINE, 'b.netarch': FINE }, async (folder) => {
      const { out } = await netarch(['check', 'a.netarch', '../b.netarch', '--format', 'json'], `${folder}/in`);
      assert.deepEqual(JSON.parse(out).files, ['a.netarch', `${folder}/b.netarch`]);
    }));

  it('uses colours only if enabled', () =>
    inFolder({ 'a.netarch': WRONG }, async (folder) => {
      const plain = await netarch(['check', 'a.netarch'], folder);
      const coloured = await netarch(['check', 'a.netarch'], folder, true);
      assert.ok(!plain.out.includes('\u001b['));
      assert.ok(coloured.out.includes('\u001b[31merror\u001b[39m'));
    }));

  it('prints no control characters of a file to a terminal', () =>
    inFolder({ 'a.netarch': 'network n 10.0.0.1/16 "\u001b[31m\u202e"\n' }, async (folder) => {
      const { out } = await netarch(['check', 'a.netarch'], folder);
      assert.match(out, /1 \| network n 10\.0\.0\.1\/16 "\\x1b\[31m\\u\{202e\}"/);
    }));

  it('explains invalid usage on stderr, and prints nothing on stdout', () =>
    inFolder({ 'empty/x.txt': '' }, async (folder) => {
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [['check'], /specify at least one file or folder/],
        [['check', 'none.netarch'], /none\.netarch does not exist/],
        [['check', 'empty'], /empty contains no \.netarch files/],
        [['check', 'empty', '--format', 'xml'], /--format must be one of text, json, sarif, github/],
        [['check', 'empty', '--colour'], /--colour/],
      ];
      for (const [words, message] of cases) {
        const { code, out, err } = await netarch(words, folder);
        assert.deepEqual([code, out], [2, ''], words.join(' '));
        assert.match(err, message);
      }
    }));
});
