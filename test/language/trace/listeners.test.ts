// Listeners: which rule a request may meet, and what its action does with it.
import assert from 'node:assert/strict';
import { shortName } from '#language/network/id.ts';
import { choicesText, failingCases, shareText } from '#language/trace/failing.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

describe('a listener', () => {
  /** A load balancer for clients in two subnets. `listen`: its listener on port 443, with the groups `first` and `second` of one target each, and an empty one. */
  const listening = (listen: string, kind: 'alb' | 'nlb' = 'alb'): string => {
    const protocol = kind === 'alb' ? 'http' : 'tcp';
    return `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    az us-east-1a
    instance client { security-groups front }
    instance one { security-groups open }
    instance two { security-groups shut }
  }
  subnet b 10.0.2.0/24 { az us-east-1b  instance other { security-groups front } }
  ${kind} edge internal { subnets a${kind === 'alb' ? ', b' : ''}  security-groups front  listen ${kind === 'alb' ? 'https' : 'tcp'} 443 ${listen} }
  target-group first ${protocol} 8080 { targets one  health-check http 9090 }
  target-group second ${protocol} 8080 { targets two  health-check http 9090 }
  target-group empty ${protocol} 8080
  security-group front { ingress tcp 443 from any }
  security-group open { ingress tcp 8080, 9090 from any }
  security-group shut { ingress tcp 9090 from any }
}`;
  };
  const targetsOf = async (listen: string, from = 'client'): Promise<readonly string[]> =>
    (await traceOf(listening(listen), `${from} -> edge tcp 443`)).nextConnections.map(({ to }) => shortName(to));
  const failing = async (text: string): Promise<readonly string[]> =>
    failingCases(await traceOf(text, 'client -> edge tcp 443')).map(
      ({ choices, share }) => `${choicesText(choices)} ${shareText(share)}`,
    );

  it('with a fixed response replies itself, and opens no connection to a target', async () => {
    const text = listening('fixed-response 404');
    const { forward, nextConnections, verdict } = await traceOf(text, 'client -> edge tcp 443');
    assert.deepEqual([verdict, nextConnections], ['delivered', []]);
    assert.equal(forward.at(-1)?.reason, 'The connection ends here; edge replies with status 404 itself.');
  });

  it('with several groups uses each by its weight, and none with weight 0', async () => {
    const weighted = '-> first weight 9, second weight 1';
    assert.deepEqual(await failing(listening(weighted)), ['when edge uses two 10 %']);
    assert.deepEqual(await failing(listening(weighted, 'nlb')), ['when edge uses two 10 %']);
    assert.deepEqual(await failing(listening('-> first, second')), ['when edge uses two 50 %']);
    for (const kind of ['alb', 'nlb'] as const) {
      const one = listening('-> first, second weight 0', kind);
      assert.equal(await verdictOf(one, 'client -> edge tcp 443'), 'delivered');
    }
    assert.equal(await verdictOf(listening('-> first weight 0'), 'client -> edge tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
  });

  it('never reaches a rule whose requests an earlier one takes', async () => {
    const behind = (first: string, second: string): Promise<readonly string[]> =>
      targetsOf(`fixed-response 404 { ${first} -> first  ${second} -> second }`);
    for (const all of [
      'path "/*"',
      'path "*"',
      'host "a", "*"',
      'host "*" path "/*"',
      'source 0.0.0.0/0',
      'source 10.0.0.0/8 path "/*"',
    ])
      assert.deepEqual(await behind(all, 'path "/cart"'), ['one'], all);
    assert.deepEqual(await behind('path "/a", "/b"', 'path "/b"'), ['one']);
    assert.deepEqual(await behind('path "/a"', 'path "/a" host "shop.example"'), ['one']);
    assert.deepEqual(await behind('host "Shop.example"', 'host "shop.example"'), ['one']);
    assert.deepEqual(await behind('header "X-Beta" "1"', 'header "x-beta" "1" method "GET"'), ['one']);
    for (const [some, other] of [
      ['path "/a"', 'path "/a", "/b"'],
      ['path "/a" method "GET"', 'path "/a"'],
      ['path "/A"', 'path "/a"'],
      ['header "X-Beta" "1"', 'header "X-Gamma" "1"'],
      ['query "*"', 'path "/a"'],
      ['source 10.9.0.0/16 path "/*"', 'path "/a"'],
    ] as const)
      assert.ok((await behind(some, other)).includes('two'), some);
  });

  it('keeps the share of a group without targets: requests fail, and go to no other group', async () => {
    const { verdict } = await traceOf(listening('-> first weight 3, empty weight 1'), 'client -> edge tcp 443');
    assert.equal(verdict, 'intermittent');
    assert.deepEqual(await failing(listening('-> first weight 3, empty weight 1', 'nlb')), ['when edge uses empty 25 %']);
  });

  it('uses a rule for each request that it may be for: all must work, and no share is known', async () => {
    const rules = '-> first { method "POST" header "X-Beta" "1" query "v=2" -> second }';
    assert.deepEqual(await targetsOf(rules), ['one', 'two']);
    assert.deepEqual(await failing(listening(rules)), ['when edge uses two ']);
    const answered = listening('-> first { host "old.example", "older.example" fixed-response 410 }');
    assert.equal(await verdictOf(answered, 'client -> edge tcp 443'), 'delivered');
  });

  it('uses a rule with a source condition for clients from these addresses only', async () => {
    const rules = '-> first { source 10.0.1.0/24, 2001:db8::/32 -> second }';
    assert.deepEqual(await targetsOf(rules), ['two']);
    assert.deepEqual(await targetsOf(rules, 'other'), ['one']);
    const both = '-> first { path "/admin/*" source 10.0.1.0/24 -> second }';
    assert.deepEqual(await targetsOf(both), ['one', 'two']);
    assert.deepEqual(await targetsOf(both, 'other'), ['one']);
  });
});
