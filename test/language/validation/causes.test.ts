// One cause, one error: findings that follow from another one are attached to it, and none of them is lost.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#scripts/root.ts';
import { diagnosticsOf, type Seen } from '#test/support/check-diagnostics.ts';
import { inFolder, netarch } from '#test/support/command-line.ts';

const PRODUCTION = readFileSync(join(root, 'examples/production.netarch'), 'utf8');

/** The errors of a text. */
async function errorsIn(text: string): Promise<readonly Seen[]> {
  return (await diagnosticsOf(text)).filter(({ severity }) => severity === 'error');
}

/** The text without the lines that match. */
function without(text: string, line: RegExp): string {
  const kept = text.split('\n').filter((one) => !line.test(one));
  assert.notEqual(kept.length, text.split('\n').length, `no line matches ${line}`);
  return kept.join('\n');
}

describe('findings with one cause', () => {
  it('are one error where an internet gateway is removed: the undefined name, at its first use', async () => {
    const text = without(PRODUCTION, /^ {2}igw main/);
    const [error, ...others] = await errorsIn(text);
    assert.ok(error);
    assert.deepEqual(others, []);
    assert.equal(error.code, 'unknown-name');
    assert.match(error.message, /^`main` is not defined as a gateway\..* 11 other findings follow from this\.$/);
    assert.deepEqual(error.related.slice(0, 4), ['main', 'main', 'main', 'main'], 'its other uses');
    assert.deepEqual([...new Set(error.follows.map(({ code }) => code))].toSorted(), [
      'expect-failed',
      'flow-blocked',
      'lb-internet-facing-private-subnet',
      'nat-vpc-without-igw',
      'subnet-intent-mismatch',
    ]);
  });

  it('are one error where a rule is removed: what the network lacks, with the flow and the expectation', async () => {
    const [error, ...others] = await errorsIn(without(PRODUCTION, /ingress tcp 8080-8081 from web/));
    assert.deepEqual(others, []);
    assert.equal(error?.code, 'lb-target-port-blocked');
    assert.match(error.message, / 5 other findings follow from this\.$/);
    assert.deepEqual([...new Set(error.follows.map(({ code }) => code))].toSorted(), [
      'expect-failed',
      'lb-target-port-blocked',
      'sg-blocks-flow',
    ]);
  });

  it('are one error where a route is removed, and where the group of a resource is undefined', async () => {
    for (const text of [
      without(PRODUCTION, /route 0\.0\.0\.0\/0 -> nat-a/),
      PRODUCTION.replace('"EKS node 1" { security-groups nodes }', '"EKS node 1" { security-groups gone }'),
    ]) {
      const [error, ...others] = await errorsIn(text);
      assert.deepEqual(others, []);
      assert.ok(error && error.follows.length > 0);
    }
  });

  it('are one error where an instance checks what it should forward, and where an endpoint is in a zone without a node', async () => {
    const behind = `
network phones 10.99.0.0/24 behind gate
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { route 10.99.0.0/24 -> gate  instance app }
  subnet b 10.0.2.0/24 { instance gate { security-groups open } }
  security-group open { ingress all from any }
}
expect app reaches phones on tcp 443`;
    const zones = `
vpc provider 10.1.0.0/16 {
  subnet pa 10.1.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  security-group apps { ingress tcp 80 from 10.1.0.0/16 }
  nlb offer internal { subnets pa  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets app  preserve-client-ip off }
}
vpc consumer 10.2.0.0/16 {
  subnet cb 10.2.2.0/24 { az us-east-1b  instance client }
  endpoint link interface { serves provider.offer  subnets cb }
}
expect client reaches link on tcp 80`;
    for (const [text, code] of [
      [behind, 'network-behind-instance'],
      [zones, 'endpoint-zone-not-offered'],
    ] as const) {
      assert.deepEqual(
        (await errorsIn(text)).map((error) => [error.code, error.follows.map((one) => one.code)]),
        [[code, ['expect-failed']]],
      );
    }
  });

  it('are one error where a load balancer reaches a target neither with requests nor with health checks', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  instance client  instance one { security-groups webs } }
  alb lb internal { subnets a  security-groups lbs  listen http 80 -> tg }
  target-group tg http 8080 { targets one  health-check http 9000 }
  security-group lbs { ingress tcp 80 from v }
  security-group webs
}
expect client reaches lb on tcp 80`;
    const [error, ...others] = (await diagnosticsOf(text)).filter(
      ({ code, severity }) => severity !== 'info' && code !== 'alb-one-az',
    );
    assert.deepEqual(others, []);
    assert.equal(error?.code, 'lb-target-port-blocked');
    assert.deepEqual(error.follows.map(({ code }) => code).toSorted(), ['expect-failed', 'lb-target-unhealthy']);
  });

  it('stay apart where the causes differ', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance web { security-groups webs }  instance db { security-groups stores }  instance log { security-groups logs } }
  security-group webs
  security-group stores
  security-group logs
}
flow f {
  web -> db tcp 5432
  web -> log tcp 514
}
expect web reaches db on tcp 5432
expect web reaches gone on tcp 80`;
    const errors = await errorsIn(text);
    assert.deepEqual(
      errors.map(({ line, code, follows }) => [line + 1, code, follows.map((one) => `${one.line + 1} ${one.code}`)]),
      [
        [13, 'unknown-name', []],
        [9, 'sg-blocks-flow', ['12 expect-failed']],
        [10, 'sg-blocks-flow', []],
      ],
    );
  });

  it('keep findings that have nothing to do with an undefined name', async () => {
    const errors = await errorsIn('vpc v 10.0.0.0/16 { subnet a 10.0.1.0/29 { route 0.0.0.0/0 -> gone } }');
    assert.deepEqual(errors.map(({ code }) => code).toSorted(), ['subnet-size', 'unknown-name']);
  });

  it('report a name once in each VPC', async () => {
    const errors = await errorsIn(`
vpc v 10.0.0.0/16 { subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> main }  subnet b 10.0.2.0/24 { route 0.0.0.0/0 -> main } }
vpc w 10.1.0.0/16 { subnet a 10.1.1.0/24 { route 0.0.0.0/0 -> main } }`);
    assert.deepEqual(
      errors.map(({ code, line }) => [code, line]),
      [
        ['unknown-name', 1],
        ['unknown-name', 2],
      ],
    );
  });

  it('stay in their file: an import reports its own', () =>
    inFolder(
      {
        'shared.netarch': 'vpc v 10.0.0.0/16 { subnet a 10.0.1.0/24 { route 0.0.0.0/0 -> gone  instance web } }\n',
        'main.netarch': 'import "shared.netarch"\nflow f { web -> internet tcp 443 }\n',
      },
      async (folder) => {
        const { code, out } = await netarch(['check', 'main.netarch', '--format', 'json'], folder);
        assert.equal(code, 1);
        assert.deepEqual(
          (JSON.parse(out) as Output).diagnostics
            .filter(({ severity }) => severity === 'error')
            .map(({ file, code: rule }) => [file, rule]),
          [
            ['main.netarch', 'flow-blocked'],
            ['shared.netarch', 'unknown-name'],
          ],
        );
      },
    ));

  it('keep every failed flow and expectation of every example without its internet gateway', async () => {
    for (const name of readdirSync(join(root, 'examples')).filter((one) => one.endsWith('.netarch'))) {
      const text = readFileSync(join(root, 'examples', name), 'utf8');
      if (!/^\s*igw /m.test(text)) continue;
      await inFolder({ 'x.netarch': text.replace(/^\s*igw .*\n/m, '') }, async (folder) => {
        const { out } = await netarch(['check', 'x.netarch', '--format', 'json'], folder);
        const { diagnostics, expectations } = JSON.parse(out) as Output;
        const failed = expectations.filter(({ holds }) => !holds);
        const shown = diagnostics.flatMap((one) => [one, ...one.related]).filter(({ code }) => code === 'expect-failed');
        assert.equal(shown.length, failed.length, name);
        assert.ok(diagnostics.filter(({ severity }) => severity === 'error').length <= 2, name);
      });
    }
  });
});

interface Output {
  readonly diagnostics: readonly (Entry & { readonly related: readonly Entry[] })[];
  readonly expectations: readonly { readonly holds: boolean }[];
}

interface Entry {
  readonly file: string;
  readonly code?: string;
  readonly severity?: string;
}

describe('findings that follow from another one', () => {
  const files = { 'x.netarch': without(PRODUCTION, /^ {2}igw main/) };

  it('are lines of the text format, and are counted', () =>
    inFolder(files, async (folder) => {
      const { code, out } = await netarch(['check', 'x.netarch'], folder);
      assert.equal(code, 1);
      assert.match(out, /\n {2}x\.netarch:101:3 error flow-blocked: Dropped at production: /);
      assert.match(out, /1 file, 1 error, 0 warnings, 11 findings that follow from them, 1 note, 6 of 9 expectations hold\n$/);
    }));

  it('are related places with their code in SARIF', () =>
    inFolder(files, async (folder) => {
      const { out } = await netarch(['check', 'x.netarch', '--format', 'sarif'], folder);
      const [first] = JSON.parse(out).runs[0].results.filter(({ level }: { level: string }) => level === 'error');
      assert.equal(first.relatedLocations.length, 15);
      const follows = first.relatedLocations.filter(({ properties }: { properties?: { ruleId?: string } }) => properties?.ruleId);
      assert.equal(follows.length, 11);
    }));

  it('are lines of the annotation on GitHub', () =>
    inFolder(files, async (folder) => {
      const { out } = await netarch(['check', 'x.netarch', '--format', 'github'], folder);
      const errors = out.split('\n').filter((line) => line.startsWith('::error'));
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? '', /%0Ax\.netarch:101: flow-blocked: Dropped at production/);
    }));
});
