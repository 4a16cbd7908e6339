// A network after a failure: what still works.
import assert from 'node:assert/strict';
import { formatTraffic } from '#language/network/traffic.ts';
import { traceFlow } from '#language/trace/flow.ts';
import { difference } from '#language/what-if/difference.ts';
import { lossNamed, without } from '#language/what-if/without.ts';
import { networkOf } from '#test/support/trace-text.ts';

const TWO_ZONES = `
vpc v 10.0.0.0/16 {
  igw main
  subnet front-a 10.0.0.0/24 { az z-a  route 0.0.0.0/0 -> main  nat nat-a { elastic-ip 203.0.113.10 } }
  subnet front-b 10.0.1.0/24 { az z-b  route 0.0.0.0/0 -> main  nat nat-b { elastic-ip 203.0.113.11 } }
  subnet app-a 10.0.2.0/24 { az z-a  route 0.0.0.0/0 -> nat-a  instance one 10.0.2.10 { security-groups web } }
  subnet app-b 10.0.3.0/24 { az z-b  route 0.0.0.0/0 -> nat-a  instance two 10.0.3.10 { security-groups web } }
  security-group web { ingress tcp 80 from web }
}
host hub 52.85.123.45
flow a { one -> hub tcp 443 }
flow b { two -> hub tcp 443 }
`;

/** The verdicts of the flows when the resource of that name is gone. */
async function verdictsWithout(name: string): Promise<readonly string[]> {
  const network = await networkOf(TWO_ZONES);
  const loss = lossNamed(network, name);
  assert.ok(loss, `${name} names nothing`);
  const left = without(network, loss);
  return left.flows.flatMap((flow) =>
    traceFlow(left, flow).map(({ trace }) => `${trace.verdict} ${trace.blockers[0]?.code ?? ''}`.trim()),
  );
}

describe('a network without', () => {
  it('a NAT gateway leaves blackholes behind', async () => {
    assert.deepEqual(await verdictsWithout('nat-a'), ['dropped BAD_STATE_ROUTE', 'dropped BAD_STATE_ROUTE']);
    assert.deepEqual(await verdictsWithout('nat-b'), ['delivered', 'delivered']);
  });

  it('an AZ loses everything in it and breaks what depends on it', async () => {
    assert.deepEqual(await verdictsWithout('z-a'), ['dropped BAD_STATE_ROUTE']);
    assert.deepEqual(await verdictsWithout('z-b'), ['delivered']);
  });

  it('a route has no fallback', async () => {
    assert.deepEqual(await verdictsWithout('v.app-a#route-1'), ['dropped NO_ROUTE_TO_DESTINATION', 'delivered']);
  });

  it('a line with a prefix list loses all its routes, and a named route only itself', async () => {
    const network = await networkOf(`
prefix-list offices 192.0.2.0/25, 192.0.2.128/25
vpc v 10.0.0.0/16 { igw main  subnet s 10.0.0.0/24 { route offices -> main  route 0.0.0.0/0 -> main } }
`);
    const left = (name: string): readonly string[] => {
      const loss = lossNamed(network, name);
      assert.ok(loss, name);
      return without(network, loss).routeTables.flatMap(({ routes }) => routes.map(({ id }) => id.replace('v.s#', '')));
    };
    assert.deepEqual(left('v.s#route-1'), ['route-table#local-1', 'route-2']);
    assert.deepEqual(left('v.s#route-1#prefix-2'), ['route-table#local-1', 'route-1', 'route-2']);
  });

  it('does not change the network', async () => {
    const network = await networkOf(TWO_ZONES);
    const before = network.interfaces.length;
    without(network, { kind: 'az', az: 'z-a' });
    assert.equal(network.interfaces.length, before);
  });

  it('accepts names, and reports unknown ones', async () => {
    const network = await networkOf(TWO_ZONES);
    assert.deepEqual(lossNamed(network, 'one'), { kind: 'resource', id: 'v.one' });
    assert.equal(lossNamed(network, 'nothing'), undefined);
  });
});

describe('the difference of two networks', () => {
  /** What differs when a piece of the text is replaced. */
  async function differs(from: string, to: string): Promise<readonly string[]> {
    assert.ok(TWO_ZONES.includes(from));
    const found = difference(await networkOf(TWO_ZONES), await networkOf(TWO_ZONES.replace(from, to)));
    return found.map((one) => `${one.kind} ${one.from} → ${one.to} ${one.traffic.map(formatTraffic).join('; ')}`);
  }

  it('is empty for the same network', async () => {
    assert.deepEqual(await differs('az z-a', 'az z-a'), []);
  });

  it('reports what a rule allows and what another denies', async () => {
    assert.deepEqual(await differs('tcp 80 from web', 'tcp 80, 443 from web'), [
      'opened v.one → v.two tcp 443',
      'opened v.two → v.one tcp 443',
    ]);
    assert.deepEqual(await differs('tcp 80 from web', 'tcp 80 from 10.0.2.0/24'), ['closed v.two → v.one tcp 80']);
  });

  it('reports what takes another path', async () => {
    const found = await differs('az z-b  route 0.0.0.0/0 -> nat-a', 'az z-b  route 0.0.0.0/0 -> nat-b');
    assert.deepEqual(found, ['rerouted v.two → internet icmp; tcp; udp', 'rerouted v.two → hub icmp; tcp; udp']);
  });
});
