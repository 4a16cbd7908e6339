// `--without`: check, trace and reach after a failure.
import assert from 'node:assert/strict';
import { inFolder, netarch } from '#test/support/command-line.ts';

const SHOP = 'examples/production.netarch';

const without = (verb: string, ...words: readonly string[]) => netarch([verb, SHOP, ...words]);

describe('--without', () => {
  it('checks expectations after the loss of an Availability Zone', async () => {
    const { code, out } = await without('check', '--without', 'us-east-1a');
    // Of nine expectations, one names worker-1 and one nat-a, which failed.
    assert.deepEqual([code, out], [0, '1 file without us-east-1a, 0 errors, 0 warnings, 7 of 7 expectations hold\n']);
  });

  it('reports only the flows and expectations that a failure breaks', async () => {
    const { code, out } = await without('check', '--without', 'nat-a', '--format', 'json');
    const { without: gone, diagnostics, expectations } = JSON.parse(out);
    assert.deepEqual([code, gone], [1, ['nat-a']]);
    assert.deepEqual(
      diagnostics.map(({ code: rule, related }: { code: string; related: { code?: string }[] }) => [
        rule,
        ...related.flatMap((other) => other.code ?? []),
      ]),
      [['flow-blocked', 'expect-failed']],
    );
    assert.deepEqual(
      expectations.filter(({ holds }: { holds: boolean }) => !holds).map(({ text }: { text: string }) => text),
      ['worker-1 reaches dockerhub on tcp 443 via nat-a, main'],
    );
    const { out: whole } = await without('check', '--format', 'json');
    assert.ok(!('without' in JSON.parse(whole)));
  });

  it('traces a packet to where it is dropped after the failure', async () => {
    const words = ['--from', 'worker-1', '--to', 'dockerhub', '--format', 'json'];
    const whole = await without('trace', ...words);
    const left = await without('trace', ...words, '--without', 'nat-a');
    assert.deepEqual([whole.code, left.code], [0, 1]);
    assert.equal(JSON.parse(left.out).blockers[0].code, 'BAD_STATE_ROUTE');
    const other = await without('trace', ...words, '--without', 'nat-b');
    assert.equal(other.code, 0);
  });

  it('lists the remaining connectivity', async () => {
    const receivers = async (...words: readonly string[]): Promise<readonly string[]> => {
      const { out } = await without('reach', '--from', 'worker-1', '--format', 'json', ...words);
      const names = JSON.parse(out).pairs.map(({ to }: { to: string }) => to.replace('production.', ''));
      return [...new Set<string>(names)];
    };
    const near = ['shop-1', 'cart-1', 'orders-a', 'sessions-a'];
    const far = ['worker-2', 'shop-2', 'cart-2', 'orders-b', 'sessions-b'];
    assert.deepEqual(await receivers(), [...near, ...far, 'shop', 'internet', 'dockerhub']);
    assert.deepEqual(await receivers('--without', 'us-east-1b'), [...near, 'shop', 'internet', 'dockerhub']);
    assert.deepEqual(await receivers('--without', 'us-east-1b', '--without', 'nat-a'), [...near, 'shop']);
    assert.deepEqual(await receivers('--without', 'private-a#0.0.0.0/0'), [...near, ...far, 'shop']);
    assert.deepEqual(await receivers('--without', 'production.private-a#route-1'), [...near, ...far, 'shop']);
    // The pods of a failed node fail too.
    assert.deepEqual(await receivers('--without', 'worker-2', '--without', 'main'), [...near, 'orders-b', 'sessions-b', 'shop']);
    assert.deepEqual(await receivers('--without', 'data-a', '--without', 'private-b', '--without', 'main'), [
      'shop-1',
      'cart-1',
      'orders-b',
      'sessions-b',
      'shop',
    ]);
  });

  it('removes a VPC with everything in it', () =>
    inFolder(
      {
        'two.netarch': `vpc a 10.0.0.0/16 { subnet s 10.0.0.0/24 { route 10.1.0.0/16 -> link instance one 10.0.0.9 { security-groups open } instance two 10.0.0.8 { security-groups open } } security-group open { ingress all from any } }
vpc b 10.1.0.0/16 { subnet s 10.1.0.0/24 { route 10.0.0.0/16 -> link instance far 10.1.0.9 { security-groups open } } security-group open { ingress all from any } }
peering link { vpcs a, b }`,
      },
      async (folder) => {
        const to = async (...words: readonly string[]): Promise<readonly string[]> => {
          const { out } = await netarch(['reach', 'two.netarch', '--from', 'one', '--format', 'json', ...words], folder);
          return JSON.parse(out).pairs.map(({ to: receiver }: { to: string }) => receiver);
        };
        assert.deepEqual(await to(), ['a.two', 'b.far']);
        assert.deepEqual(await to('--without', 'b'), ['a.two']);
        assert.deepEqual(await to('--without', 'link'), ['a.two']);
      },
    ));

  it('removes routes of gateways too', () =>
    inFolder(
      {
        'edge.netarch': `vpc v 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> fw }
  regional nat out { elastic-ip 203.0.113.9 }
  subnet edge 10.0.0.0/24 { route 0.0.0.0/0 -> main  instance fw 10.0.0.9 { source-dest-check off  security-groups open } }
  subnet app 10.0.1.0/24 { route 0.0.0.0/0 -> fw  instance web 10.0.1.9 { elastic-ip 203.0.113.10  security-groups open } }
  subnet back 10.0.2.0/24 { route 0.0.0.0/0 -> out  instance job 10.0.2.9 { security-groups open } }
  security-group open { ingress all from any }
}`,
      },
      async (folder) => {
        const ask = async (from: string, to: string, route: string): Promise<string | undefined> => {
          const words = ['trace', 'edge.netarch', '--from', from, '--to', to, '--port', '443', '--without', route];
          return (await netarch(words, folder)).out.split('\n').find((line) => /^(?:delivered|dropped|unknown)/.test(line));
        };
        assert.match((await ask('internet', 'web', 'main#10.0.1.0/24')) ?? '', /^dropped at fw on the return path/);
        assert.equal(await ask('internet', 'web', 'out#0.0.0.0/0'), 'delivered');
        assert.match(
          (await ask('job', 'internet', 'out#0.0.0.0/0')) ?? '',
          /^dropped at out: The route table of out has no route/,
        );
      },
    ));

  it('applies to those of several files that define the name', () =>
    inFolder({ 'a.netarch': 'vpc a 10.0.0.0/16 { igw door }', 'b.netarch': 'vpc b 10.0.0.0/16 { igw gate }' }, async (folder) => {
      const { code, out } = await netarch(['check', '.', '--without', 'gate'], folder);
      assert.deepEqual([code, out], [0, '2 files without gate, 0 errors, 0 warnings\n']);
      const none = await netarch(['check', '.', '--without', 'dor'], folder);
      assert.deepEqual([none.code, none.out], [2, '']);
      assert.match(none.err, /no Availability Zone or removable resource is named dor; did you mean door\?/);
    }));

  it('rejects names that cannot fail, unknown names, and ends that failed', async () => {
    for (const [words, problem] of [
      [
        ['check', SHOP, '--without', 'nat-c'],
        /no Availability Zone or removable resource is named nat-c; did you mean nat-a or nat-b\?/,
      ],
      [['check', SHOP, '--without', 'internet'], /no Availability Zone or removable resource is named internet/],
      [['check', SHOP, '--without', 'visit'], /no Availability Zone or removable resource is named visit/],
      [
        ['reach', SHOP, '--without', 'private-a#0.0.0.0/1'],
        /private-a has no route 0\.0\.0\.0\/1; its routes are 10\.0\.0\.0\/16, 0\.0\.0\.0\/0/,
      ],
      [['reach', SHOP, '--without', 'private-c#route-1'], /no subnet, route table or gateway with routes is named private-c/],
      [['reach', SHOP, '--from', 'shop-1', '--without', 'worker-1'], /shop-1 is removed by --without/],
      [['trace', SHOP, '--from', 'worker-1', '--to', 'nat-a', '--without', 'nat-a'], /nat-a is removed by --without/],
    ] as const) {
      const { code, out, err } = await netarch(words);
      assert.deepEqual([code, out], [2, ''], words.join(' '));
      assert.match(err, problem);
    }
  });
});
