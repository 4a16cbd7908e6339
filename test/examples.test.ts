// Every example describes what it shows, its flows are delivered and its claims hold. Every broken copy has exactly the findings it names.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { headline } from '#language/trace/headline.ts';
import { root } from '#scripts/root.ts';
import { type LoadedFile, load } from '#server/cli/shared/load.ts';
import { followsOf } from '#test/support/check-diagnostics.ts';
import { netarch } from '#test/support/command-line.ts';
import { golden } from '#test/support/golden.ts';

const GOOD = namesIn('examples');
const BROKEN = namesIn('examples/broken');

describe('examples', () => {
  it('exist, one for each topic', () => {
    const topics = [
      'behind-instance',
      'behind-nat',
      'client-vpn',
      'connection-state',
      'dns',
      'firewall',
      'hub-and-spoke',
      'image-pull',
      'inbound-alb',
      'inbound-api-gateway',
      'inbound-bastion',
      'inbound-nlb',
      'intermittent',
      'nat-instance',
      'private-services',
      'production',
      'zones',
    ];
    assert.deepEqual(GOOD, topics);
    assert.deepEqual(BROKEN, [
      'behind-instance',
      'client-vpn',
      'connection-state',
      'dns',
      'firewall',
      'image-pull',
      'intermittent',
      'nat-instance',
      'production',
    ]);
  });

  it('pass the check together', async () => {
    const { code, out } = await netarch(['check', ...GOOD.map((name) => `examples/${name}.netarch`), '--format', 'json']);
    assert.equal(code, 0);
    const { diagnostics, expectations } = JSON.parse(out);
    assert.deepEqual(
      diagnostics.filter(({ severity }: { severity: string }) => severity === 'error'),
      [],
    );
    assert.ok(expectations.length > 40);
    assert.deepEqual(
      expectations.filter(({ holds }: { holds: boolean }) => !holds),
      [],
    );
  });

  it('are formatted, the broken ones too', async () => {
    assert.deepEqual(await netarch(['format', '--check', 'examples']), { code: 0, out: '', err: '' });
  });

  for (const name of GOOD) {
    it(`${name}: has the expected traces`, async () => {
      const path = `examples/${name}.netarch`;
      assert.match(textOf(path), /^\/\*\*\n? /, 'a doc comment first');
      const { network, claims } = (await loaded(path)).compiled;
      assert.ok(network.flows.length > 0 && network.expectations.length > 0, 'flows and expectations');
      const traces = network.flows.flatMap((flow) =>
        (claims.flows.get(flow.id) ?? []).map(({ trace }) => `${flow.name}: ${headline(trace)}\n`),
      );
      assert.equal(traces.length, network.flows.flatMap((flow) => flow.steps).length);
      golden(`examples/${name}.txt`, traces.join(''));
    });

    it(`${name}: has only the findings that it names`, () => checkCodes(`examples/${name}.netarch`));

    it(`${name}: has a picture, as has each of its views and flows`, async () => {
      const path = `examples/${name}.netarch`;
      const { network } = (await loaded(path)).compiled;
      const wanted = [
        [],
        ...network.views.map((view) => ['--view', view.name]),
        ...network.flows.map((flow) => ['--flow', flow.name]),
      ];
      for (const more of wanted) {
        const { code, out } = await netarch(['render', path, ...more]);
        assert.equal(code, 0, more.join(' '));
        assert.match(out, /^<svg /);
      }
    });
  }

  for (const name of BROKEN) {
    it(`broken/${name}: has exactly the findings that its comments name`, async () => {
      const path = `examples/broken/${name}.netarch`;
      assert.ok(existsSync(join(root, `examples/${name}.netarch`)), 'the twin that works');
      await checkCodes(path);
      assert.equal((await netarch(['check', path])).code, 1);
    });
  }
});

/** Errors and warnings, and what follows from them, as `line: code`, must be those that `// expect-code:` comments name: at their own line, or else for the line below. */
async function checkCodes(path: string): Promise<void> {
  const { document } = await loaded(path);
  const lines = textOf(path).split('\n');
  const shown = (document.diagnostics ?? []).filter(({ severity = 1 }) => severity <= 2);
  const seen = [
    ...shown.map(({ range, code }) => `${range.start.line + 1}: ${code}`),
    ...shown.flatMap((one) => followsOf(one).map(({ line, code }) => `${line + 1}: ${code}`)),
  ];
  const named = lines.flatMap((line, index) => {
    const [, before = '', codes] = /^(.*)\/\/ expect-code: (.+)$/.exec(line) ?? [];
    const number = before.trim() === '' ? index + 2 : index + 1;
    return (codes ?? '')
      .split(', ')
      .filter(Boolean)
      .map((code) => `${number}: ${code}`);
  });
  assert.deepEqual([...new Set(seen)].toSorted(), named.toSorted());
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.netarch'))
    .map((name) => name.replace('.netarch', ''))
    .toSorted();
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

async function loaded(path: string): Promise<LoadedFile> {
  const io = { folder: root, out: () => {}, ready: async () => {}, err: () => {}, colours: false };
  const result = await load(io, [join(root, path)], { diagnostics: true });
  assert.ok(result.ok);
  const [file] = result.files;
  assert.ok(file !== undefined);
  return file;
}
