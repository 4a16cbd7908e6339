// Texts → their connectivity: senders, receivers, traffic and source addresses.
import assert from 'node:assert/strict';
import { formatPrefix } from '#language/network/address.ts';
import { formatTraffic } from '#language/network/traffic.ts';
import { type Pair, pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** `one -> internet [0.0.0.0/0]: tcp 443`; `~` what works with some source ports only, `?` what is unknown. */
function lineOf({ from, to, sources, destinations, allows, intermittent, unknown }: Pair): string {
  const blocks = (all: Pair['sources']): string => (all === undefined ? '' : ` [${all.map(formatPrefix).join(' ')}]`);
  const some = [...intermittent.map((one) => `~${formatTraffic(one)}`), ...unknown.map((one) => `?${formatTraffic(one)}`)];
  return `${from}${blocks(sources)} -> ${to}${blocks(destinations)}: ${[...allows.map(formatTraffic), ...some].join('; ')}`;
}

async function linesIn(text: string): Promise<readonly string[]> {
  const network = await networkOf(text);
  return [...pairsOf(network, reach(network))].map(lineOf).toSorted();
}

const web = (rules: string, more = '', lists = ''): string => `vpc v 10.0.0.0/16 {
  igw main
  subnet s 10.0.0.0/24 { route 0.0.0.0/0 -> main ${more} instance web 10.0.0.9 { elastic-ip 203.0.113.9 security-groups web } }
  security-group web { ${rules} egress none }
  ${lists}
}`;

describe('reach', () => {
  it('divides the internet at the CIDR blocks of rules', async () => {
    assert.deepEqual(await linesIn(web('ingress tcp 22 from 198.51.100.0/24 ingress tcp 443 from any')), [
      'internet [0.0.0.0/0] -> v.web: tcp 443',
      'internet [198.51.100.0/24] -> v.web: tcp 22',
    ]);
  });

  it('tells calls of a name that an endpoint takes over from calls of its address, where something is unknown', async () => {
    const text = `host registry 192.0.2.45
vpc v 10.0.0.0/16 {
  dns-hostnames on
  subnet s 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> unknown  instance app { security-groups names } }
  security-group names { ingress none  egress tcp 53 to any }
  endpoint end interface { serves registry  subnets s, unknown  security-groups names  private-dns on }
}`;
    const lines = (await linesIn(text)).filter((line) => line.includes('registry'));
    assert.deepEqual(lines, ['v.app -> registry [192.0.2.45/32]: ?all', 'v.app -> registry [192.0.2.45/32]: ?tcp 53']);
  });

  it('divides clients by the source conditions of a listener', async () => {
    const text = `vpc v 10.0.0.0/16 {
  igw main
  subnet a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main }
  subnet b 10.0.1.0/24 { az us-east-1b  route 0.0.0.0/0 -> main }
  alb web { subnets a, b  security-groups web  listen https 443 -> none { source 198.51.100.0/24 fixed-response 200 } }
  target-group none http 8080
  security-group web { ingress tcp 443 from any egress none }
}`;
    assert.deepEqual(await linesIn(text), ['internet [198.51.100.0/24] -> v.web: tcp 443']);
  });

  it('reports traffic that works with some source ports only, because a network ACL denies the others', async () => {
    const list = (ports: string): string =>
      `network-acl narrow { inbound 100 allow tcp 443 from any outbound 100 allow tcp ${ports} to any }`;
    const narrow = web('ingress tcp 443 from any', 'network-acl narrow', list('32768-65535'));
    assert.deepEqual(await linesIn(narrow), ['internet [0.0.0.0/0] -> v.web: tcp 443; ~tcp 443']);
    const wide = web('ingress tcp 443 from any', 'network-acl narrow', list('0-65535'));
    assert.deepEqual(await linesIn(wide), ['internet [0.0.0.0/0] -> v.web: tcp 443']);
  });

  it('crosses one peering connection with routes on both sides, and no second one', async () => {
    const text = `vpc a 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { route 10.1.0.0/16 -> link instance one 10.0.0.9 { security-groups open } }
  security-group open { egress tcp 80, 5432 to any }
}
vpc b 10.1.0.0/16 {
  subnet s 10.1.0.0/24 { route 10.0.0.0/16 -> link database far 10.1.0.9 { engine postgres security-groups open } }
  security-group open { ingress tcp 5432 from a.open egress none }
}
vpc c 10.2.0.0/16 {
  subnet s 10.2.0.0/24 { route 10.1.0.0/16 -> other instance away 10.2.0.9 { security-groups open } }
  security-group open { ingress all from any }
}
peering link { vpcs a, b }
peering other { vpcs b, c }`;
    assert.deepEqual(await linesIn(text), ['a.one -> b.far: tcp 5432']);
  });

  it('knows under which address a pod calls, by the CIDR blocks that its node excludes from SNAT', async () => {
    const text = `vpc a 10.0.0.0/16 {
  subnet s 10.0.0.0/24 {
    route 10.1.0.0/16 -> link
    node plain 10.0.0.9 { security-groups nodes }
    node quiet 10.0.0.10 { security-groups nodes  exclude-snat 10.1.0.0/24 }
    pod one 10.0.0.20 { on plain }
    pod two 10.0.0.21 { on quiet }
  }
  security-group nodes
}
vpc b 10.1.0.0/16 {
  subnet s 10.1.0.0/24 { route 10.0.0.0/16 -> link  service in-block 10.1.0.9 { security-groups pods } }
  subnet t 10.1.1.0/24 { route 10.0.0.0/16 -> link  service beside 10.1.1.9 { security-groups pods } }
  security-group pods { ingress tcp 80 from 10.0.0.20, 10.0.0.21  egress none }
}
peering link { vpcs a, b }`;
    const between = (await linesIn(text)).filter((line) => line.includes(' -> b.'));
    assert.deepEqual(between, ['a.two -> b.in-block: tcp 80']);
  });

  it('matches the public address of a NAT gateway on the internet', async () => {
    const text = `vpc a 10.0.0.0/16 {
  igw g
  subnet p 10.0.0.0/24 { route 0.0.0.0/0 -> g nat n { elastic-ip 203.0.113.10 } nat m { elastic-ip 203.0.113.11 } }
  subnet x 10.0.1.0/24 { route 0.0.0.0/0 -> n instance one 10.0.1.9 { security-groups out } }
  subnet y 10.0.2.0/24 { route 0.0.0.0/0 -> m instance two 10.0.2.9 { security-groups out } }
  security-group out { egress tcp 443 to any }
}
vpc b 10.0.0.0/16 {
  igw g
  subnet p 10.0.0.0/24 { route 0.0.0.0/0 -> g }
  subnet q 10.0.1.0/24 { route 0.0.0.0/0 -> g }
  subnet r 10.0.2.0/24 { instance w 10.0.2.9 { security-groups w } }
  alb shop internet-facing { subnets p, q security-groups web listen https 443 -> t }
  target-group t http 80 { targets w }
  security-group w { ingress tcp 80 from web egress none }
  security-group web { ingress tcp 443 from 203.0.113.10/32 }
}`;
    assert.deepEqual(await linesIn(text), [
      'a.one -> b.shop: tcp 443',
      'a.one -> internet [0.0.0.0/0]: tcp 443',
      'a.two -> internet [0.0.0.0/0]: tcp 443',
      'b.shop -> b.w: tcp 80',
    ]);
  });

  it('finds an internal load balancer of another VPC behind the endpoint that its name resolves to', async () => {
    const text = `vpc a 10.0.0.0/16 {
  dns-hostnames on
  subnet s 10.0.0.0/24 { instance one 10.0.0.9 { security-groups out } }
  security-group out { egress tcp 443 to any }
  security-group web { ingress tcp 443 from out egress none }
  endpoint billing interface { serves b.edge subnets s security-groups web private-dns on }
}
vpc b 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { instance w 10.0.0.9 { security-groups w } }
  security-group w { ingress tcp 8443 from any egress none }
  nlb edge internal { subnets s listen tcp 443 -> t }
  target-group t tcp 8443 { targets w }
}`;
    assert.deepEqual(await linesIn(text), ['a.one -> a.billing: tcp 443', 'a.one -> b.edge: tcp 443']);
  });

  it('does not know what is reached by a site that announces more than it has', async () => {
    const text = `network hq 192.168.0.0/24
vpc near 10.0.0.0/16 {
  subnet s 10.0.1.0/24 { propagate line  instance client { security-groups none } }
  security-group none { egress tcp 80 to any }
}
vpc far 10.1.0.0/16 {
  igw gate
  subnet s 10.1.1.0/24 { route 0.0.0.0/0 -> gate  instance server { elastic-ip 203.0.113.9  security-groups open } }
  security-group open { ingress all from 10.0.0.0/8  egress none }
}
vpn line { vpc near  remote hq announces 0.0.0.0/0 }`;
    const inside = (await linesIn(text)).filter((line) => line.includes('near.client') && line.includes('far.server'));
    assert.deepEqual(inside, ['near.client -> far.server: ?tcp 80']);
  });

  it('names the target of a load balancer in the paths of clients that are like it', async () => {
    const network = await networkOf(`vpc v 10.0.0.0/16 {
  subnet s 10.0.0.0/24 { instance one { security-groups open }  instance two { security-groups open } }
  security-group open { ingress all from any }
  nlb lb internal { subnets s  listen tcp 80 -> group }
  target-group group tcp 80 { targets one  preserve-client-ip off }
}`);
    const calls = [...pairsOf(network, reach(network))].filter(({ to }) => to === 'v.lb');
    assert.deepEqual(
      calls.map(({ from, via }) => `${from}: ${via.join(' ')}`),
      ['v.one: v.lb v.one', 'v.two: v.lb v.one'],
    );
  });

  it('handles 10,000 rules in one security group', async () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => `ingress tcp ${1 + 2 * index} from any`).join('\n');
    const [line, ...others] = await linesIn(web(rules));
    assert.deepEqual(others, []);
    assert.ok(line?.startsWith('internet [0.0.0.0/0] -> v.web: tcp 1, 3, 5, ') && line.endsWith(', 19999'));
  });

  it('handles 2,000 CIDR blocks, each with its own port', async () => {
    const rules = Array.from(
      { length: 2000 },
      (_, index) => `ingress tcp ${1 + index} from ${20 + (index >> 8)}.${index & 255}.0.0/16`,
    );
    const lines = await linesIn(web(rules.join('\n')));
    assert.equal(lines.length, 2000);
    assert.ok(lines.includes('internet [20.7.0.0/16] -> v.web: tcp 8'));
  });

  it('accepts incomplete text', async () => {
    for (const text of ['vpc v', 'vpc v 10.0.0.0/16 { subnet s instance x }', 'peering p { }', 'alb a { }'])
      assert.deepEqual(await linesIn(text).catch((error: Error) => (error.message.includes(text) ? [] : [error.message])), []);
  });
});
