// `netarch trace`: JSON and text output, unknown names, and invalid calls.
import assert from 'node:assert/strict';
import { inFolder, netarch } from '#test/support/command-line.ts';
import { golden } from '#test/support/golden.ts';

const PULL = 'examples/image-pull.netarch';

describe('netarch trace', () => {
  it('traces an image pull, forward and return (T1)', async () => {
    const words = ['trace', PULL, '--from', 'worker-1', '--to', 'dockerhub', '--source-port', '45678', '--port', '443'];
    const { code, out, err } = await netarch([...words, '--format', 'json']);
    golden('cli/trace-image-pull.json', out);
    assert.deepEqual([code, err], [0, '']);
    const { verdict, direction, forward, return: back, connections, blockers } = JSON.parse(out);
    assert.deepEqual([verdict, direction, blockers], ['delivered', 'egress', []]);
    const translated = forward.filter(({ step }: { step: string }) => step === 'translate');
    assert.deepEqual(
      translated.map(({ at, packet }: { at: string; packet: { source: string; sourcePort: number } }) => [
        at,
        packet.source,
        packet.sourcePort,
      ]),
      [
        ['production.nat-a', '10.0.0.220', 12345],
        ['production.main', '203.0.113.10', 12345],
      ],
    );
    assert.deepEqual(
      connections.find(({ kind }: { kind: string }) => kind === 'nat'),
      {
        at: 'production.nat-a',
        kind: 'nat',
        internal: '10.0.1.100:45678',
        translated: '10.0.0.220:12345',
        public: '203.0.113.10:12345',
        external: '52.85.123.45:443',
        idleTimeoutSeconds: 350,
      },
    );
    const home = back.at(-1);
    assert.deepEqual([home.at, home.step, home.allowed], ['production.worker-1', 'deliver', true]);
    assert.deepEqual(home.packet, {
      protocol: 'tcp',
      source: '52.85.123.45',
      sourcePort: 443,
      destination: '10.0.1.100',
      destinationPort: 45678,
    });
  });

  it('suggests a fix for a dropped packet, and lists what else it allows', async () => {
    const ends = ['trace', 'examples/production.netarch', '--from', 'orders-a', '--to', 'shop-1', '--port', '22'];
    const { code, out } = await netarch([...ends, '--format', 'json']);
    assert.equal(code, 1);
    const { lines, opens } = JSON.parse(out).repair;
    assert.deepEqual(lines, [
      { in: 'production.data', line: 'egress tcp 22 to nodes' },
      { in: 'production.data-only', line: 'outbound 110 allow tcp 22 to private-a' },
      { in: 'production.nodes', line: 'ingress tcp 22 from data' },
      { in: 'production.data-only', line: 'inbound 120 allow tcp 32768-60999 from private-a' },
    ]);
    assert.deepEqual(opens[0], {
      from: 'production.orders-a',
      to: 'production.shop-1',
      traffic: [{ protocol: 'tcp', ports: ['22'] }],
    });
    const text = (await netarch(ends)).out;
    assert.match(text, /suggested fix\n {2}in data: egress tcp 22 to nodes\n/);
    assert.match(text, /this allows:\n {4}orders-a → shop-1: tcp 22\n/);
  });

  it('drops an unsolicited packet at the NAT gateway, which has no connection entry (T3)', async () => {
    const { code, out } = await netarch(['trace', PULL, '--from', 'internet', '--to', 'nat-a', '--format', 'json']);
    golden('cli/trace-unsolicited.json', out);
    assert.equal(code, 1);
    const { verdict, direction, blockers, return: back } = JSON.parse(out);
    assert.deepEqual([verdict, direction, back], ['dropped', 'ingress', []]);
    assert.deepEqual([blockers[0].at, blockers[0].code], ['production.nat-a', 'NO_NAT_SESSION']);
    assert.match(blockers[0].reason, /No connection entry/);
    assert.equal(blockers[0].source.file, PULL);
  });

  it('accepts a regional NAT gateway as an end', async () => {
    const text =
      'vpc v 10.0.0.0/16 {\n  igw main\n  regional nat out\n  subnet a 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> out }\n}\n';
    await inFolder({ 'v.netarch': text }, async (folder) => {
      const { code, out } = await netarch(
        ['trace', 'v.netarch', '--from', 'internet', '--to', 'out', '--format', 'json'],
        folder,
      );
      const { verdict, blockers } = JSON.parse(out);
      assert.deepEqual([code, verdict, blockers[0].at, blockers[0].code], [1, 'dropped', 'v.out', 'NO_NAT_SESSION']);
    });
  });

  it('prints a table as text', async () => {
    const { out } = await netarch(['trace', PULL, '--from', 'worker-1', '--to', 'dockerhub', '--source-port', '45678']);
    golden('cli/trace-image-pull.txt', out);
  });

  it('lists the blockers, each with its line', async () => {
    const { code, out } = await netarch([
      'trace',
      'examples/broken/nat-instance.netarch',
      '--from',
      'builder-2',
      '--to',
      'mirror',
    ]);
    golden('cli/trace-blocked.txt', out);
    assert.equal(code, 1);
  });

  it('traces the next connection behind a load balancer', async () => {
    const words = ['trace', 'examples/inbound-alb.netarch', '--from', '198.51.100.7', '--to', 'shop', '--port', '443'];
    const { code, out } = await netarch([...words, '--format', 'json']);
    assert.equal(code, 0);
    const [behind] = JSON.parse(out).legs;
    assert.deepEqual([behind.packet.destination, behind.packet.destinationPort], ['10.0.1.150', 8080]);
    golden('cli/trace-balanced.txt', (await netarch(words)).out);
  });

  it('accepts short names, qualified names and addresses', async () => {
    for (const from of ['worker-1', 'production.worker-1', '10.0.1.100']) {
      const { code } = await netarch(['trace', PULL, '--from', from, '--to', '52.85.123.45', '--port', '443']);
      assert.equal(code, 0, from);
    }
  });

  it('traces other protocols', async () => {
    const ask = async (...more: readonly string[]) => (await netarch(['trace', PULL, '--from', 'worker-1', ...more])).code;
    assert.equal(await ask('--to', 'public-dns', '--protocol', 'udp', '--port', '53'), 0);
    assert.equal(await ask('--to', 'public-dns', '--protocol', 'icmp'), 0);
    assert.equal(await ask('--to', 'public-dns', '--protocol', '50'), 1);
    assert.equal(await ask('--to', '10.0.0.2', '--protocol', 'udp', '--port', '53'), 0);
  });

  it('traces an ICMP message by its type and code, as ICMPv6 between IPv6 addresses', () => {
    const text = `vpc v 10.0.0.0/16, 2001:db8::/56 {
      subnet s 10.0.1.0/24, 2001:db8::/64 {
        instance a 10.0.1.10, 2001:db8::a { security-groups g }
        instance b 10.0.1.11, 2001:db8::b { security-groups g }
      }
      security-group g { ingress icmp type 8 from g  ingress icmp type 3 code 4 from g  ingress icmpv6 type 128 from g }
    }`;
    return inFolder({ 'v.netarch': text }, async (folder) => {
      const ask = async (to: string, icmp: string) => {
        const words = [
          'trace',
          'v.netarch',
          '--from',
          to.includes(':') ? '2001:db8::a' : '10.0.1.10',
          '--to',
          to,
          '--icmp',
          icmp,
        ];
        const { code, out } = await netarch([...words, '--format', 'json'], folder);
        const { protocol, icmpType, icmpCode, destinationPort } = JSON.parse(out).packet;
        assert.equal(destinationPort, null);
        return [code, protocol, icmpType, icmpCode];
      };
      assert.deepEqual(await ask('10.0.1.11', '8'), [0, 'icmp', 8, undefined]);
      assert.deepEqual(await ask('10.0.1.11', '3/4'), [0, 'icmp', 3, 4]);
      assert.deepEqual(await ask('10.0.1.11', '3/3'), [1, 'icmp', 3, 3]);
      assert.deepEqual(await ask('10.0.1.11', '255/255'), [1, 'icmp', 255, 255]);
      assert.deepEqual(await ask('2001:db8::b', '128/0'), [0, 'icmpv6', 128, 0]);
      assert.deepEqual(await ask('2001:db8::b', '8'), [1, 'icmpv6', 8, undefined]);
      const { out } = await netarch(['trace', 'v.netarch', '--from', '10.0.1.10', '--to', 'b', '--icmp', '3/4'], folder);
      assert.match(out, /^a → b, internal: icmp type 3 code 4 10\.0\.1\.10 → 10\.0\.1\.11\n/);
    });
  });

  it('traces all addresses of a name, and shows the first failing trace', async () => {
    const { code, err } = await netarch(['trace', 'examples/production.netarch', '--from', 'production', '--to', 'dockerhub']);
    assert.equal(code, 1);
    assert.match(err, /traced 10 pairs of ends; 4 are not delivered/);
  });

  it('shows one connection that works and each case that fails, with what AWS chose', async () => {
    const words = ['trace', 'examples/intermittent.netarch', '--from', 'internet', '--to', 'front', '--port', '443'];
    const whole = await netarch(words);
    assert.deepEqual([whole.code, whole.err], [0, ''], 'all of its servers answer');
    const broken = words.map((word) => word.replace('examples/', 'examples/broken/'));
    const { code, out } = await netarch(broken);
    assert.equal(code, 1);
    assert.match(out, /\n\nwhen front uses web-3 \(33 %\): dropped\n\nforward\n/);
    assert.match(out, /\nintermittent: when front uses web-3 \(33 %\), dropped at web-3: .+\n/);
    assert.match(
      out,
      /\nsuggested fix\n {2}in web-b: ingress tcp 8080 from balancers\n {2}this allows:\n {4}front → web-3: tcp 8080\n$/,
    );
    const json = await netarch([...broken, '--format', 'json']);
    const { verdict, failing } = JSON.parse(json.out);
    assert.deepEqual([json.code, verdict, failing.length], [1, 'intermittent', 1]);
    const [{ choices, share, trace }] = failing;
    assert.deepEqual(choices, [{ of: 'target', at: 'shop.front', chosen: 'shop.web-3', share: 1 / 3 }]);
    assert.deepEqual([share, trace.verdict, trace.blockers[0].at], [1 / 3, 'dropped', 'shop.web-3']);
  });

  it('suggests similar names for unknown ones', async () => {
    const ask = async (from: string, to: string, file = PULL) => {
      const { code, out, err } = await netarch(['trace', file, '--from', from, '--to', to]);
      assert.deepEqual([code, out], [2, '']);
      return err;
    };
    assert.equal(await ask('worker-l', 'dockerhub'), 'netarch: no resource is named worker-l; did you mean worker-1?\n');
    assert.equal(await ask('worker-1', 'docker-hub'), 'netarch: no resource is named docker-hub; did you mean dockerhub?\n');
    assert.equal(await ask('nothing-like-it', 'dockerhub'), 'netarch: no resource is named nothing-like-it\n');
    assert.match(await ask('app-a', 'updates', 'examples/zones.netarch'), /app-a is ambiguous: thrifty\.app-a, robust\.app-a/);
  });

  it('rejects invalid calls', () =>
    inFolder({ 'a.netarch': 'vpc v 10.0.0.0/16 { subnet s' }, async (folder) => {
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [['trace', 'a.netarch'], /--from and --to are required|has syntax errors/],
        [['trace', 'a.netarch', '--from', 'a', '--to', 'b'], /a\.netarch has syntax errors/],
        [['trace', '--from', 'a', '--to', 'b'], /specify exactly one file/],
        [['trace', 'a.netarch', 'b.netarch', '--from', 'a', '--to', 'b'], /specify exactly one file/],
        [['trace', 'none.netarch', '--from', 'a', '--to', 'b'], /none\.netarch cannot be read: no such file/],
        [['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--port', '70000'], /--port must be a number from 1 to 65535/],
        [['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--protocol', 'icmp', '--port', '1'], /tcp and udp only/],
        [['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--protocol', 'ip'], /--protocol must be/],
        ...['', 'echo', '256', '3/256', '-1', '3/', '/4', '3/4/5'].map(
          (icmp) =>
            [
              ['trace', 'a.netarch', '--from', 'a', '--to', 'b', `--icmp=${icmp}`],
              /--icmp must be a type, or a type and a code/,
            ] as const,
        ),
        [
          ['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--icmp', '8', '--port', '1'],
          /--icmp and --port exclude each other/,
        ],
        [
          ['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--icmp', '8', '--protocol', 'icmp'],
          /--icmp and --protocol exclude/,
        ],
        [['trace', 'a.netarch', '--from', 'a', '--to', 'b', '--format', 'csv'], /--format must be one of text, json/],
      ];
      for (const [words, message] of cases) {
        const { code, out, err } = await netarch(words, folder);
        assert.deepEqual([code, out], [2, ''], words.join(' '));
        assert.match(err, message);
      }
    }));
});
