// A network after a failure: what still works.
import assert from 'node:assert/strict';
import { parseAddress } from '#language/network/address.ts';
import { entityId } from '#language/network/id.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { includes } from '#language/packets/intervals.ts';
import { endsAt } from '#language/trace/reach/asked-ends.ts';
import { externalEnds } from '#language/trace/reach/ends.ts';
import { difference } from '#language/what-if/difference.ts';
import { lossNamed, without } from '#language/what-if/without.ts';
import { traceFlow } from '#test/support/trace-flow.ts';
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

  describe('a resource', () => {
    const PUBLISHED = `
vpc v 10.0.0.0/16, 2001:db8:5::/56 {
  igw main
  regional nat wide { elastic-ip 203.0.113.14 }
  subnet s 10.0.0.0/24, 2001:db8:5::/64 {
    az z-a
    route 0.0.0.0/0 -> main
    route ::/0 -> main
    instance app 10.0.0.10, 2001:db8:5::10 { elastic-ip 203.0.113.10  security-groups open }
    nat out 10.0.0.20 { elastic-ip 203.0.113.12 }
  }
  nlb lb internet-facing { subnets s  elastic-ip 203.0.113.13  listen tcp 22 -> apps }
  target-group apps tcp 22 { targets app }
  security-group open { ingress all from any }
}
vpc w 10.1.0.0/16 { igw way  public subnet t 10.1.0.0/24 { route 0.0.0.0/0 -> way  instance other { public-ip } } }
network neighbourhood 203.0.113.0/24`;

    const verdictWithout = async (name: string, from: string, to: string): Promise<string> => {
      const network = await networkOf(`${PUBLISHED} flow f { ${from} -> ${to} tcp 22 }`);
      const loss = lossNamed(network, name);
      assert.ok(loss, `${name} names nothing`);
      const left = without(network, loss);
      const [traced] = left.flows.flatMap((flow) => traceFlow(left, flow));
      return `${traced?.trace.verdict} ${traced?.trace.blockers[0]?.code ?? ''}`.trim();
    };

    it('keeps its public addresses, and nobody answers there', async () => {
      const lost = [
        ['app', '203.0.113.10'],
        ['out', '203.0.113.12'],
        ['lb', '203.0.113.13'],
        ['wide', '203.0.113.14'],
        ['z-a', '203.0.113.10'],
        ['v', '203.0.113.13'],
        ['app', '2001:db8:5::10'],
      ] as const;
      for (const [name, address] of lost) {
        for (const from of address.includes(':') ? ['internet'] : ['internet', 'other'])
          assert.equal(await verdictWithout(name, from, address), 'dropped NO_ADDRESS', `${name} ${from} ${address}`);
      }
      assert.equal(await verdictWithout('out', 'internet', '203.0.113.10'), 'delivered');
    });

    it('sends nothing from its addresses either', async () => {
      assert.equal(await verdictWithout('out', '203.0.113.12', 'app'), 'dropped NO_ADDRESS');
    });

    it('takes its addresses from the hosts outside that reach finds', async () => {
      const network = await networkOf(PUBLISHED);
      const left = without(without(network, { kind: 'resource', id: entityId('v.app') }), {
        kind: 'resource',
        id: entityId('v.out'),
      });
      const senders = externalEnds(left).filter(({ side }) => side.family === 4);
      for (const text of ['203.0.113.10', '203.0.113.12']) {
        const address = parseAddress(text);
        assert.ok(address);
        assert.ok(!senders.some(({ side }) => includes(side.addresses, address.bits)), text);
        assert.deepEqual(endsAt(left, address, 'to'), undefined);
      }
    });
  });

  it('an address in the IPv6 block of a VPC never reaches the internet, whether a resource has it or not', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16, 2001:db8:5::/56 { igw main  subnet s 10.0.0.0/24, 2001:db8:5::/64 { route ::/0 -> main } }
flow f { internet -> 2001:db8:5::77 tcp 22 }`);
    assert.deepEqual(
      network.flows.flatMap((flow) => traceFlow(network, flow)).map(({ trace }) => trace.blockers.map(({ code }) => code)),
      [['NO_ADDRESS']],
    );
  });
});
