// Gateway Load Balancers: packets at their endpoints are carried to appliances and back.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

interface Parts {
  readonly gateway?: string;
  readonly guards?: string;
  readonly acl?: string;
  readonly second?: string;
}

/** A server behind an endpoint, and the load balancer of the endpoint in another VPC, with an appliance in each of two zones. */
function guarded({ gateway = 'targets guard-a', guards = OPEN, acl = '', second = guards }: Parts = {}): string {
  return `
vpc app 10.0.0.0/16 {
  igw door { route 10.0.2.0/24 -> inspect }
  subnet inspection 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> door }
  subnet front 10.0.2.0/24 { az us-east-1a  route 0.0.0.0/0 -> inspect  instance web { elastic-ip  security-groups site } }
  endpoint inspect gateway-load-balancer { subnets inspection  serves security.fence }
  security-group site { ingress tcp 443 from internet }
}
vpc security 10.1.0.0/16 {
  subnet nodes-a 10.1.1.0/24 { az us-east-1a }
  subnet nodes-b 10.1.2.0/24 { az us-east-1b }
  subnet guards-a 10.1.3.0/24 { az us-east-1a  ${acl}  instance guard-a { security-groups guards } }
  subnet guards-b 10.1.4.0/24 { az us-east-1b  instance guard-b { security-groups second } }
  gwlb fence { subnets nodes-a, nodes-b  ${gateway} }
  security-group guards { ${guards} }
  security-group second { ${second} }
  network-acl geneve-only { inbound 100 allow udp 6081 from any  inbound 200 allow tcp 80 from any
    outbound 100 allow udp 6081 to any  outbound 200 allow tcp 1024-65535 to any }
  network-acl no-geneve { inbound 100 allow tcp from any  outbound 100 allow tcp to any }
}
`;
}

const OPEN = 'ingress udp 6081 from 10.1.0.0/16  ingress tcp 80 from 10.1.0.0/16  egress udp 6081 to 10.1.0.0/16';
const UNCHECKED = 'ingress udp 6081 from 10.1.0.0/16  egress udp 6081 to 10.1.0.0/16';
const CALL = 'internet -> app.web tcp 443';

describe('a Gateway Load Balancer', () => {
  it('carries packets to an appliance and back, in GENEVE', async () => {
    const { verdict, forward, choices } = await traceOf(guarded(), CALL);
    assert.equal(verdict, 'delivered');
    assert.deepEqual(choices, []);
    const carriers = forward.filter(({ packet }) => packet.destinationPort?.number === 6081);
    assert.deepEqual([...new Set(carriers.map(({ packet }) => packet.protocol))], ['udp']);
    assert.deepEqual(
      carriers.filter(({ step }) => step === 'forward').map(({ at, assumed }) => `${at} ${assumed}`),
      ['security.fence false', 'security.guard-a true'],
    );
  });

  it('sends all packets of its endpoints, whatever their protocol', async () => {
    assert.equal(await verdictOf(guarded(), 'app.web -> internet udp 53'), 'delivered');
    assert.equal(await verdictOf(guarded(), 'app.web -> internet icmp'), 'delivered');
  });

  it('needs UDP 6081 in both directions: in security groups by addresses', async () => {
    const inbound = 'ingress udp 6081 from 10.1.0.0/16  ingress tcp 80 from 10.1.0.0/16';
    const outbound = 'ingress tcp 80 from 10.1.0.0/16  egress udp 6081 to 10.1.0.0/16';
    assert.equal(await verdictOf(guarded({ guards: inbound }), CALL), 'delivered');
    assert.equal(
      await verdictOf(guarded({ guards: `${inbound}  egress tcp 443 to any` }), CALL),
      'dropped ENI_SG_RULES_MISMATCH',
    );
    assert.equal(await verdictOf(guarded({ guards: outbound }), CALL), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('needs UDP 6081 in both directions: in network ACLs', async () => {
    assert.equal(await verdictOf(guarded({ acl: 'network-acl geneve-only' }), CALL), 'delivered');
    assert.equal(await verdictOf(guarded({ acl: 'network-acl no-geneve' }), CALL), 'dropped SUBNET_ACL_RESTRICTION');
  });

  it('keeps a connection at one appliance, which AWS chooses: all must work', async () => {
    const both = { gateway: 'cross-zone on  targets guard-a, guard-b' };
    const { verdict, choices } = await traceOf(guarded(both), CALL);
    assert.equal(verdict, 'delivered');
    assert.deepEqual(
      choices.map(({ of, at }) => `${of} ${at}`),
      ['receiver security.fence', 'target security.fence'],
    );
    const one = { ...both, second: 'ingress tcp 80 from 10.1.0.0/16' };
    assert.match(await verdictOf(guarded(one), CALL), /^intermittent/);
  });

  it('uses the appliances of the zone of the endpoint, unless cross-zone load balancing is on', async () => {
    assert.equal(await verdictOf(guarded({ gateway: 'targets guard-b' }), CALL), 'dropped ELB_NOT_CROSSZONE');
    assert.equal(await verdictOf(guarded({ gateway: 'cross-zone on  targets guard-b' }), CALL), 'delivered');
    const narrow = guarded({ gateway: 'targets guard-b' }).replace('subnets nodes-a, nodes-b', 'subnets nodes-b');
    assert.equal(await verdictOf(narrow, CALL), 'dropped ELB_INSTALLED_AZ_RESTRICTION');
  });

  it('checks health over TCP, on port 80 unless stated; without a healthy appliance it uses any', async () => {
    const cross = 'cross-zone on  targets guard-a, guard-b';
    // The second one neither passes its health checks nor takes GENEVE, so it is not used.
    const closed = { second: 'ingress tcp 22 from any' };
    assert.equal(await verdictOf(guarded({ gateway: cross, ...closed }), CALL), 'delivered');
    assert.match(await verdictOf(guarded({ gateway: `${cross}  health-check tcp 22`, ...closed }), CALL), /^dropped/);
    assert.equal(await verdictOf(guarded({ guards: UNCHECKED }), CALL), 'delivered');
  });

  it('drops packets without an appliance', async () => {
    assert.equal(await verdictOf(guarded({ gateway: '' }), CALL), 'dropped ELBV2_LISTENER_HAS_NO_TG');
  });

  it('is not called itself', async () => {
    assert.equal(await verdictOf(guarded(), 'security.guard-a -> security.fence udp 6081'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('must see both directions at the same endpoint', async () => {
    const oneWay = guarded().replace('igw door { route 10.0.2.0/24 -> inspect }', 'igw door');
    assert.equal(await verdictOf(oneWay, 'app.web -> internet tcp 443'), 'dropped return NO_STATE');
  });

  it('with IPv4 addresses only, does not take IPv6 packets for certain', async () => {
    const dual = (lines: string): string =>
      guarded({ gateway: `targets guard-a  ${lines}` })
        .replace('vpc app 10.0.0.0/16', 'vpc app 10.0.0.0/16, 2001:db8:0:100::/56')
        .replace('10.0.1.0/24 { az', '10.0.1.0/24, 2001:db8:0:101::/64 { az')
        .replace('10.0.2.0/24 { az', '10.0.2.0/24, 2001:db8:0:102::/64 { route ::/0 -> inspect  az')
        .replace('route 0.0.0.0/0 -> door', 'route 0.0.0.0/0 -> door  route ::/0 -> door')
        .replace('10.0.2.0/24 -> inspect }', '10.0.2.0/24 -> inspect  route 2001:db8:0:102::/64 -> inspect }')
        .replace('instance web {', 'instance web 10.0.2.10, 2001:db8:0:102::10 {')
        .replace('from internet', 'from internet, ::/0');
    assert.equal(await verdictOf(dual(''), '2001:db8:9::9 -> 2001:db8:0:102::10 tcp 443'), 'unknown');
    assert.equal(await verdictOf(dual('ip-address-type dualstack'), '2001:db8:9::9 -> 2001:db8:0:102::10 tcp 443'), 'delivered');
  });

  it('does not follow its own packets through its endpoints', async () => {
    const inside = guarded().replace(
      'subnet nodes-a 10.1.1.0/24 { az',
      'subnet nodes-a 10.1.1.0/24 { route 10.1.3.0/24 -> own  az',
    );
    const text = inside.replace(
      'gwlb fence',
      'subnet own-net 10.1.9.0/24 { az us-east-1a }\n  endpoint own gateway-load-balancer { subnets own-net  serves fence }\n  gwlb fence',
    );
    assert.equal(await verdictOf(text, CALL), 'unknown');
  });
});
