// Internal traffic in diagrams: who may call whom by security groups, drawn once for each box, and by default only where it is little.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { EntityId } from '#language/network/id.ts';
import type { Network } from '#language/network/network.ts';
import { includes } from '#language/packets/intervals.ts';
import { trafficSetOf } from '#language/packets/traffic-set.ts';
import { bestOf, type Verdict } from '#language/trace/verdict.ts';
import { encloses, indexOf } from '#language/view/graph/box-index.ts';
import { boxesOf } from '#language/view/graph/boxes.ts';
import { calledResources } from '#language/view/graph/callers.ts';
import { internalLinks } from '#language/view/graph/internal.ts';
import { endsOf, verdictOfTraces } from '#test/language/trace/reach/asked.ts';
import { randomNetwork } from '#test/oracle/random-network.ts';
import { read } from '#test/oracle/read.ts';
import { runs } from '#test/support/chance.ts';
import { diagramFrom, edgeLines, type Wanted } from '#test/support/draw-text.ts';

/** The internal edges of the diagram. */
async function internalOf(text: string, wanted: Wanted = {}): Promise<readonly string[]> {
  return edgeLines(await diagramFrom(text, wanted)).filter((line) => line.includes(': internal'));
}

/** Two workers and another instance in one subnet, a database in another. `more` are further lines of the VPC. */
function tiers(rule: string, more = 'subnet others 10.0.3.0/24'): string {
  return `vpc v 10.0.0.0/16 {
    subnet apps 10.0.1.0/24 {
      instance one 10.0.1.10 { security-groups workers }
      instance two 10.0.1.11 { security-groups workers }
      instance other 10.0.1.12 { security-groups nobody }
    }
    subnet data 10.0.2.0/24 { network-acl filter  database orders { security-groups data } }
    security-group workers
    security-group nobody
    security-group data { ${rule} }
    network-acl filter { inbound 100 allow all from 10.0.1.0/28  outbound 100 allow all to any }
    ${more}
  }`;
}

describe('internal traffic', () => {
  it('is drawn where a rule names a security group or a part of the VPC, with the ports', async () => {
    assert.deepEqual(await internalOf(tiers('ingress tcp 5432 from workers')), [
      'one -> orders: internal, tcp 5432',
      'two -> orders: internal, tcp 5432',
    ]);
    assert.deepEqual(await internalOf(tiers('ingress tcp 5432 from 10.0.1.11/32  ingress udp 53 from 10.0.1.11/32')), [
      'two -> orders: internal, tcp 5432, udp 53',
    ]);
  });

  it('is not drawn where a rule names nobody: the whole VPC, everything, or its own group', async () => {
    for (const peer of ['v', 'any', '10.0.0.0/8', 'data'])
      assert.deepEqual(await internalOf(tiers(`ingress tcp 5432 from ${peer}`)), [], peer);
  });

  it('is drawn only as far as the engine delivers it', async () => {
    const mute = 'subnet batch 10.0.1.16/28 { instance batch { security-groups workers } }';
    const apart = tiers('ingress tcp 5432 from workers', mute).replace('10.0.1.0/24', '10.0.1.0/28');
    assert.ok(!(await internalOf(apart)).some((line) => line.startsWith('batch')), 'a network ACL denies it');
    const closed = tiers('ingress tcp 5432 from workers').replace('group workers', 'group workers { egress tcp 443 to any }');
    assert.deepEqual(await internalOf(closed), [], 'the group of the sender does not let it out');
    const wider = tiers('ingress tcp 1-6000 from workers').replace('group workers', 'group workers { egress tcp 5432 to any }');
    assert.deepEqual(await internalOf(wider), ['one -> orders: internal, tcp 5432', 'two -> orders: internal, tcp 5432']);
  });

  it('begins and ends at a subnet or node if all of it is meant, and says in its facts who that is', async () => {
    const text = `vpc v 10.0.0.0/16 {
      subnet apps 10.0.1.0/24 { instance one { security-groups workers }  instance two { security-groups workers } }
      subnet pods 10.0.2.0/24 { node host { security-groups workers }  pod cart { on host }  instance other { security-groups data } }
      subnet data 10.0.3.0/24 { database orders { security-groups data }  cache sessions { security-groups data } }
      security-group workers
      security-group data { ingress tcp 6379 from workers }
    }`;
    const diagram = await diagramFrom(text);
    assert.deepEqual(edgeLines(diagram), [
      'apps -> other: internal, tcp 6379',
      'apps -> data: internal, tcp 6379',
      'host -> other: internal, tcp 6379',
      'host -> data: internal, tcp 6379',
    ]);
    assert.deepEqual(diagram.edges[3]?.facts, [
      'Security group data allows tcp 6379 from workers',
      'From host, cart',
      'To orders, sessions',
    ]);
  });

  it('begins at a subnet if more than six resources of it are meant', async () => {
    const seven = Array.from({ length: 7 }, (_, index) => `instance more-${index} { security-groups workers }`).join(' ');
    const text = tiers(
      'ingress tcp 5432 from workers',
      `subnet many 10.0.1.16/28 { ${seven}  instance last { security-groups nobody } }`,
    )
      .replace('10.0.1.0/24', '10.0.1.0/28')
      .replace('10.0.1.0/28  outbound', '10.0.1.0/24  outbound');
    assert.deepEqual(await internalOf(text), [
      'one -> orders: internal, tcp 5432',
      'two -> orders: internal, tcp 5432',
      'many -> orders: internal, tcp 5432',
    ]);
  });

  it('leads into a connected VPC if routes do', async () => {
    const text = (route: string) => `
      peering link { vpcs shop, ledger }
      vpc shop 10.0.0.0/16 {
        subnet apps 10.0.1.0/24 { ${route}  instance web { security-groups web } }
        security-group web
      }
      vpc ledger 10.8.0.0/16 {
        subnet rows 10.8.1.0/24 { route 10.0.0.0/16 -> link  database books { security-groups books } }
        security-group books { ingress tcp 5432 from shop.web }
      }`;
    const lines = await internalOf(text('route 10.8.0.0/16 -> link'));
    assert.ok(lines.includes('web -> books: internal, tcp 5432'));
    assert.ok(!(await internalOf(text(''))).some((line) => line.includes('books')));
  });

  it('is not drawn along a link that is drawn anyway', async () => {
    const text = `vpc v 10.0.0.0/16 {
      igw gate
      public subnet front 10.0.0.0/24 {
        route 0.0.0.0/0 -> gate
        nat-instance box { elastic-ip 203.0.113.5  source-dest-check off  security-groups boxes }
      }
      subnet back 10.0.1.0/24 { route 0.0.0.0/0 -> box  instance app { security-groups apps } }
      security-group boxes { ingress tcp 443 from back }
      security-group apps { ingress tcp 22 from boxes }
    }`;
    assert.deepEqual(await internalOf(text), ['box -> app: internal, tcp 22']);
  });
});

describe('the switch for internal traffic', () => {
  const CALLS = `${tiers('ingress tcp 5432 from workers')}
    flow call { one -> orders tcp 5432 }
    view plain { depth subnets }
    view told { flows call }`;

  it('decides by itself: without a flow, and if there are few cards and lines', async () => {
    const shows = async (text: string, wanted: Wanted = {}) => (await diagramFrom(text, wanted)).showsInternal ?? false;
    assert.equal(await shows(CALLS), true);
    assert.equal(await shows(CALLS, { view: 'plain' }), true);
    assert.equal(await shows(CALLS, { view: 'told' }), false);
    assert.equal(await shows(CALLS, { flow: 'call' }), false);
    const instances = (count: number, group: string) =>
      Array.from({ length: count }, (_, index) => `instance ${group}-${index} { security-groups ${group} }`).join(' ');
    const larger = (subnet: string) => tiers('ingress tcp 5432 from workers', subnet);
    assert.equal(await shows(larger(`subnet many 10.0.3.0/24 { ${instances(37, 'nobody')} }`)), false, 'many cards');
    const subnets = Array.from(
      { length: 11 },
      (_, index) => `subnet s-${index} 10.0.${index + 4}.0/24 { instance w-${index} { security-groups workers } }`,
    );
    const open = larger(subnets.join('\n')).replace('10.0.1.0/28', 'any');
    assert.equal(await shows(open), false, 'many lines');
    assert.deepEqual(await internalOf(open), []);
    assert.equal((await internalOf(open, { internal: true })).length, 13);
  });

  it('can be on or off', async () => {
    assert.deepEqual(await internalOf(CALLS, { internal: false }), []);
    assert.deepEqual(await internalOf(CALLS, { flow: 'call', internal: true }), [
      'two -> orders: internal',
      '1 one -> orders: internal, tcp 5432',
    ]);
    assert.deepEqual(await internalOf(CALLS, { view: 'plain', internal: true }), ['apps -> data: internal, tcp 5432']);
  });

  it('shows nothing of what a view leaves out', async () => {
    const zones = CALLS.replace('10.0.1.0/24 {', '10.0.1.0/24 { az a').replace('10.0.2.0/24 {', '10.0.2.0/24 { az b');
    const other = zones.replace('subnet others 10.0.3.0/24', 'subnet others 10.0.3.0/24 { az a  instance three }');
    const view = (show: string) => internalOf(`${other}\nview part { show ${show} }`, { view: 'part' });
    assert.deepEqual(await view('three, data'), []);
    assert.deepEqual(await view('three, data, one'), ['one -> orders: internal, tcp 5432']);
  });
});

const NETWORKS = 150;

describe('internal traffic of random networks', () => {
  it('is what traces deliver, always or sometimes, at both ends of every range of ports', async function () {
    let packets = 0;
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text }) => {
        const network = await read(text);
        for (const { from, to, traffic } of pairsIn(network)) {
          for (const place of traffic.map((border, index) => (index % 2 === 0 ? border : border - 1))) {
            const verdict = verdictBetween(network, from, to, place);
            assert.ok(verdict === 'delivered' || verdict === 'intermittent', `${from} -> ${to} ${place}: ${verdict}\n${text}`);
            packets += 1;
          }
        }
      }),
      { numRuns: runs(NETWORKS) },
    );
    if (this.test !== undefined) this.test.title += `: ${packets} packets`;
    assert.ok(packets > NETWORKS);
  });

  it('leaves out nothing that a rule names and a trace delivers', async function () {
    let delivered = 0;
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text }) => {
        const network = await read(text);
        const found = pairsIn(network);
        for (const { from, to, place } of namedPackets(network)) {
          if (verdictBetween(network, from, to, place) !== 'delivered') continue;
          const own = found.filter((pair) => pair.from === from && pair.to === to);
          assert.ok(
            own.some(({ traffic }) => includes(traffic, place)),
            `${from} -> ${to} ${place}\n${text}`,
          );
          delivered += 1;
        }
      }),
      { numRuns: runs(NETWORKS) },
    );
    if (this.test !== undefined) this.test.title += `: ${delivered} packets`;
    assert.ok(delivered > NETWORKS / 4);
  });

  it('has one link between two boxes for the same ports, and none into its own box', async () => {
    await fc.assert(
      fc.asyncProperty(randomNetwork, async ({ text }) => {
        const network = await read(text);
        const index = indexOf(boxesOf(network));
        const links = internalLinks(network, index);
        const keys = links.map(({ from, to, label }) => `${from} ${to} ${label}`);
        assert.equal(new Set(keys).size, keys.length, text);
        for (const { from, to } of links) {
          assert.ok(index.boxes.has(from) && index.boxes.has(to), `${from} -> ${to}`);
          if (from !== to)
            assert.ok(!encloses(index, from, to) || index.boxes.get(from)?.kind === 'node', `${from} -> ${to}\n${text}`);
        }
      }),
      { numRuns: runs(NETWORKS) },
    );
  });
});

/** Every caller with everything that it may call, without itself. */
function pairsIn(network: Network) {
  return calledResources(network).flatMap(({ receivers, calls }) =>
    receivers.flatMap((to) =>
      calls.flatMap(({ callers, traffic }) => callers.filter((from) => from !== to).map((from) => ({ from, to, traffic }))),
    ),
  );
}

/** The first packet of every ingress rule that names another group, between resources of one VPC with one address each. */
function namedPackets(network: Network) {
  const { interfaces } = network;
  // Of several addresses, another one may be let in by another rule.
  const ends = endsOf(network).filter(({ inside }) => inside.length === 1);
  const ids = new Set(ends.map(({ id }) => id));
  const opens = new Set(ends.flatMap((end) => (end.opens ? [end.id] : [])));
  return interfaces
    .filter(({ owner }) => ids.has(owner))
    .flatMap(({ owner: to, subnet: { vpc }, securityGroups = [] }) =>
      securityGroups.flatMap(({ id, rules }) =>
        rules.flatMap(({ direction, peer, traffic }) =>
          direction === 'egress' || peer.kind !== 'group' || peer.group === id
            ? []
            : interfaces
                .filter((one) => one.securityGroups?.some((group) => group.id === peer.group) && one.owner !== to)
                .filter(({ owner, subnet }) => opens.has(owner) && subnet.vpc === vpc)
                .map(({ owner: from }) => ({ from, to, place: trafficSetOf(traffic)[0] ?? 0 })),
        ),
      ),
    );
}

function verdictBetween(network: Network, from: EntityId, to: EntityId, place: number): Verdict {
  const ends = endsOf(network);
  const [sender, receiver] = [from, to].map((id) => ends.find((end) => end.id === id));
  assert.ok(sender !== undefined && receiver !== undefined);
  const all = sender.inside.flatMap((source) =>
    receiver.inside
      .filter(({ address }) => address.family === source.address.family)
      .map((end) => ({ from: sender, to: receiver, source, destination: { ...end, written: end.address }, place })),
  );
  return bestOf(all.map((sent) => verdictOfTraces(network, sent)));
}
