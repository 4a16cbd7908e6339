// Networks behind an instance: VPN servers, subnet routers, firewalls, overlays.
import assert from 'node:assert/strict';
import { pairsOf } from '#language/trace/reach/pairs.ts';
import { reach } from '#language/trace/reach/reach.ts';
import { settleClaims } from '#language/validation/claims.ts';
import { lossNamed, without } from '#language/what-if/without.ts';
import { networkOf, traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

interface Variant {
  readonly behind?: string;
  readonly check?: 'on' | 'off';
  readonly route?: string;
  readonly rules?: string;
  readonly acl?: string;
}

const network = (variant: Variant = {}): string => {
  const { behind = 'behind openvpn', check = 'off', acl = '' } = variant;
  const { route = 'route 10.8.0.0/24 -> openvpn', rules = 'ingress all from 172.31.0.0/16, branch' } = variant;
  return `
network branch 10.8.0.0/24 ${behind} "Clients of the OpenVPN server"
host laptop 10.8.0.6
vpc v 172.31.0.0/16 {
  igw gw
  public subnet s 172.31.0.0/20 {
    route 0.0.0.0/0 -> gw
    instance openvpn 172.31.0.10 { elastic-ip 203.0.113.2  source-dest-check ${check}  security-groups g }
  }
  private subnet p 172.31.16.0/20 { ${route}  ${acl && 'network-acl listed'}  instance app 172.31.16.10 { security-groups g } }
  security-group g { ${rules} }
  ${acl && `network-acl listed { ${acl} }`}
}`;
};

describe('a network behind an instance', () => {
  it('is reached by a route to the instance, and replies through it', async () => {
    assert.deepEqual(await forwardSteps(network(), 'app:40000 -> branch tcp 22'), [
      'app send 172.31.16.10:40000 -> 10.8.0.7:22',
      'app filter 172.31.16.10:40000 -> 10.8.0.7:22',
      'p filter 172.31.16.10:40000 -> 10.8.0.7:22',
      'p route 172.31.16.10:40000 -> 10.8.0.7:22',
      's filter 172.31.16.10:40000 -> 10.8.0.7:22',
      'openvpn filter 172.31.16.10:40000 -> 10.8.0.7:22',
      'openvpn forward 172.31.16.10:40000 -> 10.8.0.7:22',
      'branch deliver 172.31.16.10:40000 -> 10.8.0.7:22',
    ]);
    assert.deepEqual((await returnSteps(network(), 'app:40000 -> branch tcp 22')).slice(0, 4), [
      'branch send 10.8.0.7:22 -> 172.31.16.10:40000',
      'openvpn forward 10.8.0.7:22 -> 172.31.16.10:40000',
      'openvpn filter 10.8.0.7:22 -> 172.31.16.10:40000',
      's filter 10.8.0.7:22 -> 172.31.16.10:40000',
    ]);
    assert.equal(await verdictOf(network(), 'app -> branch tcp 22'), 'delivered');
  });

  it('sends through the instance with its own addresses', async () => {
    const there = await forwardSteps(network(), 'branch:40000 -> app tcp 22');
    assert.deepEqual(there.slice(0, 3), [
      'branch send 10.8.0.7:40000 -> 172.31.16.10:22',
      'openvpn forward 10.8.0.7:40000 -> 172.31.16.10:22',
      'openvpn filter 10.8.0.7:40000 -> 172.31.16.10:22',
    ]);
    assert.equal(there.at(-1), 'app deliver 10.8.0.7:40000 -> 172.31.16.10:22');
    assert.equal(await verdictOf(network(), 'branch -> app tcp 22'), 'delivered');
    assert.equal(await verdictOf(network(), 'laptop -> app tcp 22'), 'delivered');
    assert.equal(await verdictOf(network(), 'app -> laptop tcp 22'), 'delivered');
  });

  it('needs a route to the instance, and security groups and network ACLs that name its addresses', async () => {
    assert.equal(await verdictOf(network({ route: '' }), 'app -> branch tcp 22'), 'dropped NO_ROUTE_TO_DESTINATION');
    assert.equal(await verdictOf(network({ route: '' }), 'branch -> app tcp 22'), 'dropped return NO_ROUTE_TO_DESTINATION');
    const strangers = network({ rules: 'ingress all from 172.31.0.0/16' });
    assert.equal(await verdictOf(strangers, 'branch -> app tcp 22'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(strangers, 'app -> branch tcp 22'), 'delivered');
    assert.equal(
      await verdictOf(network({ rules: 'ingress all from g' }), 'branch -> app tcp 22'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
    const listed = network({ acl: 'inbound 100 allow all from 172.31.0.0/16  outbound 100 allow all to any' });
    assert.equal(await verdictOf(listed, 'branch -> app tcp 22'), 'dropped SUBNET_ACL_RESTRICTION');
    assert.equal(await verdictOf(listed, 'app -> branch tcp 22'), 'dropped return SUBNET_ACL_RESTRICTION');
  });

  it('needs an instance whose source/destination check is off', async () => {
    for (const connection of ['app -> branch tcp 22', 'branch -> app tcp 22']) {
      const { blockers } = await traceOf(network({ check: 'on' }), connection);
      assert.deepEqual(
        blockers.map(({ at, code }) => `${at} ${code}`),
        ['v.openvpn ENI_SOURCE_DEST_CHECK_RESTRICTION'],
      );
      assert.match(blockers[0]?.reason ?? '', /turn it off with "source-dest-check off"/);
    }
  });

  it('reaches the instance itself inside it, and is reached by it, whatever its rules and its check', async () => {
    const closed = network({ rules: 'ingress tcp 22 from 203.0.113.9/32  egress none', check: 'on' });
    assert.equal(await verdictOf(closed, 'openvpn -> branch tcp 22'), 'delivered');
    assert.equal(await verdictOf(closed, 'branch -> 172.31.0.10 tcp 22'), 'delivered');
  });

  it('of a node reaches the pods of the node inside it; pods have the address of the node there', async () => {
    const node = network({ rules: 'ingress tcp 22 from 203.0.113.9/32', check: 'on' })
      .replace('instance openvpn', 'node openvpn')
      .replace('private subnet p', 'subnet q 172.31.32.0/20 { pod shop 172.31.32.10 { on openvpn } } private subnet p');
    assert.deepEqual(await forwardSteps(node, 'branch:40000 -> shop tcp 80'), [
      'branch send 10.8.0.7:40000 -> 172.31.32.10:80',
      'openvpn forward 10.8.0.7:40000 -> 172.31.32.10:80',
      'shop deliver 10.8.0.7:40000 -> 172.31.32.10:80',
    ]);
    assert.deepEqual(await returnSteps(node, 'branch:40000 -> shop tcp 80'), [
      'shop send 172.31.32.10:80 -> 10.8.0.7:40000',
      'openvpn forward 172.31.32.10:80 -> 10.8.0.7:40000',
      'branch deliver 172.31.32.10:80 -> 10.8.0.7:40000',
    ]);
    assert.equal(
      (await forwardSteps(node, 'shop:40000 -> branch tcp 80')).at(-1),
      'branch deliver 172.31.0.10:2741 -> 10.8.0.7:80',
    );
    assert.equal(await verdictOf(node, 'shop -> branch tcp 80'), 'delivered');
  });

  it('has no public addresses: the internet gateway drops its packets', async () => {
    assert.equal(await verdictOf(network(), 'branch -> internet tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
    assert.equal(await verdictOf(network(), 'internet -> branch tcp 443'), 'dropped NO_ADDRESS');
  });

  it('reaches a network behind another instance', async () => {
    const text = network()
      .replace('route 0.0.0.0/0 -> gw', 'route 0.0.0.0/0 -> gw  route 10.8.0.0/24 -> openvpn  route 10.9.0.0/24 -> other')
      .replace('instance openvpn', 'instance other { source-dest-check off  security-groups g }  instance openvpn')
      .replace('security-group g { ingress all from', 'security-group g { ingress all from depot,')
      .concat(' network depot 10.9.0.0/24 behind other');
    assert.equal(await verdictOf(text, 'branch -> depot tcp 22'), 'delivered');
    assert.equal(await verdictOf(text, 'depot -> branch tcp 22'), 'delivered');
  });

  it('reaches other VPCs through a transit gateway that routes it back', async () => {
    const text = (table: string): string => `${network()
      .replace('route 0.0.0.0/0 -> gw', 'route 0.0.0.0/0 -> gw  route 10.1.0.0/16 -> hub  az us-east-1a')
      .replace('route 10.8.0.0/24 -> openvpn', 'az us-east-1a  route 10.8.0.0/24 -> openvpn')}
vpc w 10.1.0.0/16 {
  subnet far 10.1.0.0/24 { az us-east-1a  route 10.8.0.0/24 -> hub  instance db 10.1.0.10 { security-groups data } }
  security-group data { ingress tcp 5432 from branch }
}
transit-gateway hub { attach v { subnets p }  attach w { subnets far }  route-table default { ${table} } }`;
    assert.equal(await verdictOf(text('route 10.8.0.0/24 -> v'), 'branch -> db tcp 5432'), 'delivered');
    assert.equal(await verdictOf(text(''), 'branch -> db tcp 5432'), 'dropped return TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
  });

  it('is in expectations and in reach', async () => {
    const claims = [
      'branch reaches app on tcp 22 via openvpn',
      'app reaches branch on tcp 22 via openvpn',
      'internet never reaches branch',
    ];
    const { judgements } = settleClaims(await networkOf(`${network()} ${claims.map((claim) => `expect ${claim}`).join(' ')}`));
    assert.deepEqual(
      judgements.map(({ holds }) => holds),
      [true, true, true],
    );
    const known = await networkOf(network());
    const pairs = [...pairsOf(known, reach(known))].map(({ from, to, via }) => `${from} -> ${to} via ${via.join(' ')}`);
    assert.ok(pairs.includes('branch -> v.app via v.openvpn v.s v.p v.app'), pairs.join('\n'));
    assert.ok(pairs.includes('v.app -> branch via v.p v.s v.openvpn branch'), pairs.join('\n'));
    assert.ok(!pairs.some((pair) => pair.startsWith('internet -> branch') || pair.startsWith('branch -> internet')));
  });

  it('is cut off without its instance', async () => {
    const whole = await networkOf(network());
    const loss = lossNamed(whole, 'openvpn');
    assert.ok(loss);
    const left = without(whole, loss);
    const pairs = [...pairsOf(left, reach(left))].filter(({ from, to }) => from === 'branch' || to === 'branch');
    assert.deepEqual(pairs, []);
  });
});

describe('a private network that only an instance routes to', () => {
  const UNSAID = network({ behind: '' });

  it('is unknown as long as the file does not say that it is behind the instance', async () => {
    const { verdict, unknownReason } = await traceOf(UNSAID, 'app -> branch tcp 22');
    assert.equal(verdict, 'unknown');
    assert.equal(
      unknownReason,
      'openvpn forwards the packet, and its routes lead no further: if the network is behind openvpn, write "network branch … behind openvpn".',
    );
    const undeclared = network({ route: 'route 10.99.0.0/16 -> openvpn' });
    assert.match(
      (await traceOf(undeclared, 'app -> 10.99.0.1 tcp 22')).unknownReason ?? '',
      /write "network NAME BLOCK behind openvpn"/,
    );
  });

  it('may send as well, and the reason names the word', async () => {
    const { verdict, unknownReason } = await traceOf(UNSAID, 'branch -> app tcp 22');
    assert.equal(verdict, 'unknown');
    assert.equal(
      unknownReason,
      'A route leads to branch by openvpn, and the file does not say that it is there: if it is, write "network branch … behind openvpn".',
    );
  });

  it('is no such network if only a default route leads to the instance: a firewall', async () => {
    assert.equal(
      await verdictOf(network({ behind: '', route: 'route 0.0.0.0/0 -> openvpn' }), 'app -> branch tcp 22'),
      'dropped IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS',
    );
  });

  it('is no such network if the routes of the instance lead on', async () => {
    const office = 'network office 192.168.0.0/16  vpn line { vpc v  remote office }';
    const text = `${network({ route: 'route 192.168.0.0/16 -> openvpn' }).replace('route 0.0.0.0/0 -> gw', 'route 0.0.0.0/0 -> gw  route 192.168.0.0/16 -> line')} ${office}`;
    assert.doesNotMatch(await verdictOf(text, 'app -> office tcp 22'), /unknown/);
  });
});
