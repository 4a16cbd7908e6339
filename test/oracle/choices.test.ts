// What the simulator makes of the choices of clients and of AWS.
import assert from 'node:assert/strict';
import type { Network } from '#language/network/network.ts';
import { networkOf } from '#test/support/trace-text.ts';
import { settingOf } from './compare.ts';
import { claimVerdict, reachTable } from './simulator/claims.ts';
import { partiesOf, partyText } from './simulator/parties.ts';
import { failingWays, type PairVerdict, verdictOf } from './simulator/verdict.ts';
import { writtenQuestion } from './written-questions.ts';

describe('whoever opens a connection', () => {
  it('chooses among the addresses of a host, secondary ones included', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { instance client { security-groups c } }
        subnet t 10.0.2.0/24 { network-acl list  instance server 10.0.2.10, 10.0.2.11 { security-groups open } }
        security-group c { egress tcp 22 to 10.0.2.11 }
        security-group open { ingress all from any }
        network-acl list { inbound 100 allow all from any  outbound 100 allow all to any }
      }`;
    assert.equal((await ask(text, 'client -> server tcp 22')).disposition, 'delivered');
    assert.equal((await ask(text, 'client -> 10.0.2.10 tcp 22')).disposition, 'dropped');
    assert.deepEqual(await claims(text, 'client never reaches server'), [false]);
  });

  it('chooses among the interfaces of a host', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { instance client { security-groups open } }
        subnet t 10.0.2.0/24 {
          instance server 10.0.2.10 { security-groups closed  interface eth1 10.0.2.20 { security-groups open } }
        }
        security-group open { ingress all from any }
        security-group closed
      }`;
    assert.equal((await ask(text, 'client -> server tcp 22')).disposition, 'delivered');
    assert.equal((await ask(text, 'server -> client tcp 22')).disposition, 'delivered');
  });

  it('chooses the address family', async () => {
    const text = `
      vpc v 10.0.0.0/16, 2001:db8::/56 {
        subnet s 10.0.1.0/24, 2001:db8:0:1::/64 { instance client 10.0.1.10, 2001:db8:0:1::10 { security-groups c } }
        subnet t 10.0.2.0/24, 2001:db8:0:2::/64 { instance server 10.0.2.10, 2001:db8:0:2::10 { security-groups open } }
        security-group c { egress tcp 22 to ::/0 }
        security-group open { ingress all from any }
      }`;
    assert.equal((await ask(text, 'client -> server tcp 22')).disposition, 'delivered');
    assert.equal((await ask(text, 'client -> server icmp 8')).disposition, 'dropped');
  });

  it('passes what `via` names by every address that works', async () => {
    const text = (peers: string) => `
      vpc a 10.1.0.0/16 {
        igw out
        subnet s 10.1.0.0/24 {
          route 0.0.0.0/0 -> out  route 10.2.0.0/16 -> pcx
          instance client { elastic-ip 203.0.113.1  security-groups open }
        }
        security-group open
      }
      vpc b 10.2.0.0/16 {
        igw in
        subnet t 10.2.0.0/24 {
          route 0.0.0.0/0 -> in  route 10.1.0.0/16 -> pcx
          instance server { elastic-ip 203.0.113.2  security-groups web }
        }
        security-group web { ingress tcp 22 from ${peers} }
      }
      peering pcx { vpcs a, b }`;
    const claim = 'client reaches server on tcp 22 via pcx';
    assert.deepEqual(await claims(text('10.1.0.0/16'), claim), [true]);
    assert.deepEqual(await claims(text('any'), claim), [false], 'by its public address it is reached past the peering');
    assert.deepEqual(await claims(text('203.0.113.1'), claim), [false]);
  });
});

describe('AWS', () => {
  const BALANCED = `
    vpc v 10.0.0.0/16 {
      subnet s 10.0.1.0/24 {
        az us-east-1a
        instance client 10.0.1.4 { security-groups plain }
        instance good { security-groups open }
        instance bad { security-groups closed }
      }
      nlb lb internal { subnets s  listen tcp 80 -> both }
      target-group both tcp 80 { targets good, bad }
      security-group plain
      security-group open { ingress tcp 80, 8080 from 10.0.0.0/16 }
      security-group closed { ingress tcp 8080 from 10.0.0.0/16 }
    }`;

  it('sends nothing to a target whose health check fails', async () => {
    assert.equal((await ask(BALANCED, 'client -> lb tcp 80')).disposition, 'delivered');
  });

  it('sends its share to a target that is healthy and drops traffic', async () => {
    const verdict = await ask(BALANCED, 'client -> lb tcp 80', checkedOn(8080));
    assert.equal(verdict.disposition, 'intermittent');
    assert.deepEqual(
      failingWays(verdict).map(({ share, worst }) => [share, worst.drop?.at]),
      [[0.5, 'v.bad']],
    );
  });

  it('uses all targets if none is healthy', async () => {
    const verdict = await ask(BALANCED, 'client -> lb tcp 80', checkedOn(9090));
    assert.equal(verdict.disposition, 'intermittent');
  });

  it('checks targets from the nodes, over TCP, whatever the clients send', async () => {
    const text = (peer: string, protocol: string) => `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 {
          az us-east-1a
          instance client 10.0.1.4 { security-groups plain }
          instance one 10.0.1.5 { security-groups group }
          instance two 10.0.1.6 { security-groups open }
        }
        nlb lb internal { subnets s  listen ${protocol} 53 -> both }
        target-group both ${protocol} 53 { targets one, two }
        security-group plain
        security-group group { ingress ${protocol} 53 from ${peer} }
        security-group open { ingress all from any }
      }`;
    const ways = async (peer: string, protocol: string) =>
      (await ask(text(peer, protocol), `client -> lb ${protocol} 53`)).addresses[0]?.outcome.ways.length;
    assert.equal(await ways('10.0.0.0/16', 'tcp'), 2);
    assert.equal(await ways('10.0.1.4', 'tcp'), 1, 'the client is admitted, the node is not');
    assert.equal(await ways('10.0.0.0/16', 'udp'), 1, 'the check is TCP');
  });

  it('takes a zone without healthy targets out of DNS, if another one has some', async () => {
    const text = (rest: string) => `
      vpc v 10.0.0.0/16 {
        subnet a 10.0.1.0/24 { az us-east-1a  instance client { security-groups open }  instance app { security-groups open } }
        subnet b 10.0.2.0/24 { az us-east-1b  instance other { security-groups closed } }
        nlb lb internal { subnets a, b  listen tcp 80 -> apps ${rest} }
        target-group apps tcp 80 { targets app, other  preserve-client-ip off }
        security-group open { ingress all from any }
        security-group closed
      }`;
    assert.equal((await ask(text(''), 'client -> lb tcp 80')).disposition, 'delivered');
    assert.equal((await ask(text(''), 'client -> 10.0.2.5 tcp 80')).disposition, 'dropped');
    assert.equal((await ask(text('cross-zone on'), 'client -> 10.0.2.5 tcp 80')).disposition, 'delivered');
  });

  it('chooses the interface of a VPC link, and the one that DNS returns', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet a 10.0.1.0/24 { az us-east-1a  instance app { security-groups open }  instance client { security-groups open } }
        subnet b 10.0.2.0/24 { az us-east-1b  network-acl shut }
        database db { subnets a, b  engine postgres  security-groups open }
        alb inner internal { subnets a  security-groups open  listen http 80 -> apps }
        target-group apps http 80 { targets app }
        security-group open { ingress all from any }
        network-acl shut { inbound 100 deny all from any }
      }
      api-gateway api { vpc-link v.inner { subnets v.a, v.b  security-groups v.open } }`;
    assert.equal((await ask(text, 'internet -> api tcp 443')).disposition, 'intermittent');
    const toDatabase = await ask(text, 'client -> db tcp 5432');
    assert.equal(toDatabase.disposition, 'intermittent');
    assert.equal(failingWays(toDatabase)[0]?.choices[0]?.kind, 'receiver');
  });

  it('chooses the pod of a service', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 {
          node n1 { security-groups open }
          node n2 { security-groups closed }
          pod p1 { on n1 }
          pod p2 { on n2 }
          instance client { security-groups open }
        }
        kubernetes-service web { node-port 30080  pods p1:8080, p2:8080 }
        security-group open { ingress all from any }
        security-group closed
      }`;
    const verdict = await ask(text, 'client -> n1 tcp 30080');
    assert.equal(verdict.disposition, 'intermittent');
    assert.deepEqual(
      failingWays(verdict).map(({ share }) => share),
      [0.5],
    );
  });

  it('chooses among the routes of overlapping prefix lists', async () => {
    const text = `
      host partner 198.51.100.9
      prefix-list one 198.51.100.0/24
      prefix-list two 198.51.100.0/24
      vpc v 10.0.0.0/16 {
        igw gate
        subnet front 10.0.0.0/24 { route 0.0.0.0/0 -> gate  nat out { elastic-ip 203.0.113.1 } }
        subnet back 10.0.1.0/24 { route one -> out  route two -> gate  instance app { security-groups open } }
        security-group open
      }`;
    const verdict = await ask(text, 'app -> partner tcp 443');
    assert.equal(verdict.disposition, 'intermittent');
    assert.equal(failingWays(verdict)[0]?.share, undefined, 'AWS picks one and keeps to it');
  });

  it('leaves the choice of the source port to systems: some may fail', async () => {
    const text = (ports: string) => `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { network-acl list  instance client { security-groups open } }
        subnet t 10.0.2.0/24 { instance server { security-groups open } }
        security-group open { ingress all from any }
        network-acl list { outbound 100 allow all to any  inbound 100 allow tcp ${ports} from any }
      }`;
    const line = 'client -> server tcp 22';
    assert.equal((await ask(text('32768-60999'), line)).disposition, 'delivered');
    assert.equal((await ask(text('32768-40000'), line)).disposition, 'intermittent');
    assert.equal((await ask(text('1-1000'), line)).disposition, 'dropped');
    assert.deepEqual(await claims(text('1-1000'), 'client never reaches server'), [false], 'a client may bind to any port');
  });

  it('opens a connection behind PrivateLink with the protocol of the listener', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { az us-east-1a  instance app { security-groups dns } }
        nlb lb internal { subnets s  listen udp 53 -> apps }
        target-group apps udp 53 { targets app }
        security-group dns { ingress udp 53 from any }
      }
      vpc c 10.1.0.0/16 {
        subnet t 10.1.1.0/24 { az us-east-1a  instance client { security-groups open } }
        endpoint link interface { serves v.lb  subnets t  security-groups open }
        security-group open { ingress all from any }
      }`;
    assert.equal((await ask(text, 'client -> link udp 53')).disposition, 'delivered');
  });
});

describe('the reach table', () => {
  it('has each pair with what becomes of its packets', async () => {
    const network = await networkOf(`
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { instance one { security-groups a }  instance two { security-groups b } }
        security-group a
        security-group b { ingress tcp 22 from a }
      }`);
    const { kind } = writtenQuestion(network, 'one -> two tcp 22');
    const rows = reachTable(settingOf(network), [kind]);
    assert.deepEqual(
      rows.map(({ from, to, disposition }) => [partyText(from), partyText(to), disposition]),
      [['v.one', 'v.two', 'delivered']],
    );
  });

  it('agrees with claims about nothing but some ports', async () => {
    const text = `
      vpc v 10.0.0.0/16 {
        subnet s 10.0.1.0/24 { instance one { security-groups a }  instance two { security-groups b } }
        security-group a
        security-group b { ingress tcp 22, 443 from a }
      }`;
    assert.deepEqual(await claims(text, 'one reaches two only on tcp 22, 443'), [true]);
    assert.deepEqual(await claims(text, 'one reaches two only on tcp 22'), [false]);
    assert.deepEqual(await claims(text, 'one reaches two on tcp 22-23'), [false]);
  });
});

type Change = (network: Network) => Network;

/** The one pair of a line such as `one -> two tcp 22`. */
async function ask(text: string, line: string, change: Change = (network) => network): Promise<PairVerdict> {
  const network = change(await networkOf(text));
  const { from, to, kind } = writtenQuestion(network, line);
  const setting = settingOf(network);
  const [sender] = partiesOf(setting, from, 'one');
  const [receiver] = partiesOf(setting, to, 'one');
  assert.ok(sender && receiver, line);
  return verdictOf(setting, sender, receiver, kind);
}

async function claims(text: string, claim: string): Promise<readonly boolean[]> {
  const network = await networkOf(`${text}\nexpect ${claim}`);
  return network.expectations.map((one) => claimVerdict(settingOf(network), one).holds);
}

/** The port of all health checks, as `health-check` gives it. */
function checkedOn(port: number): Change {
  return (network) => ({
    ...network,
    targetGroups: network.targetGroups.map((group) => ({ ...group, healthCheck: { protocol: 'tcp', port } })),
  });
}
