// Load balancers: Availability Zones, targets, the source address that the target sees, and idle timeouts.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { shortName } from '#language/network/id.ts';
import { networkOf, traceOf } from '#test/support/trace-text.ts';
import { assumedAt, forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

/** Two AZs with public and private subnets, a server in each, and the balancers that are given. */
function balanced(balancers: string, servers = 'security-group servers { ingress all from any }'): string {
  return `
host office 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  subnet pub-a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  instance caller 10.0.0.30 { security-groups front } }
  subnet pub-b 10.0.16.0/24 { az us-east-1b  route 0.0.0.0/0 -> main }
  subnet priv-a 10.0.1.0/24 {
    az us-east-1a
    instance one 10.0.1.10 { security-groups servers  interface eth1 10.0.1.11 { security-groups shut } }
    instance client 10.0.1.20 { security-groups front }
  }
  subnet priv-b 10.0.17.0/24 { az us-east-1b  instance two 10.0.17.10 { security-groups servers } }
  lambda report { subnets priv-a, priv-b }
  ${balancers}
  security-group front { ingress tcp 443 from any  ingress udp 443 from any }
  security-group shut { }
  ${servers}
}`;
}

const group = (lines: string, protocol = 'tcp'): string => `target-group tg ${protocol} 8080 { ${lines} }`;
const nlb = (lines: string, targets: string, listen = 'tcp 443', protocol = 'tcp'): string =>
  balanced(`nlb edge ${lines}  listen ${listen} -> tg }  ${group(targets, protocol)}`);
const alb = (lines: string, targets: string): string =>
  balanced(`alb edge ${lines}  security-groups front  listen https 443 -> tg }  ${group(targets, 'http')}`);

describe('a load balancer', () => {
  it('sends nothing to Availability Zones that are not enabled, and crosses zones only if cross-zone load balancing is on', async () => {
    assert.equal(
      await verdictOf(alb('internal { subnets priv-a', 'targets two'), 'client -> edge tcp 443'),
      'dropped ELB_INSTALLED_AZ_RESTRICTION',
    );
    assert.equal(await verdictOf(alb('internal { subnets priv-a, priv-b', 'targets one'), 'client -> edge tcp 443'), 'delivered');
    const alone = alb('internal { cross-zone off  subnets priv-a, priv-b', 'targets two');
    assert.equal(await verdictOf(alone, 'client -> 10.0.1.5 tcp 443'), 'dropped ELB_NOT_CROSSZONE');
    // The name resolves to the node that has a healthy target only.
    assert.equal(await verdictOf(alone, 'client -> edge tcp 443'), 'delivered');
    const network = nlb('internal { subnets priv-a, priv-b', 'targets two');
    assert.equal(await verdictOf(network, 'client -> 10.0.1.5 tcp 443'), 'dropped ELB_NOT_CROSSZONE');
    assert.equal(await verdictOf(network, 'client -> edge tcp 443'), 'delivered');
    assert.equal(
      await verdictOf(nlb('internal { cross-zone on  subnets priv-a, priv-b', 'targets two'), 'client -> edge tcp 443'),
      'delivered',
    );
  });

  it('that is internet-facing resolves to public addresses, also inside the VPC; an internal one to private addresses', async () => {
    const facing = await forwardSteps(alb('internet-facing { subnets pub-a, pub-b', 'targets one'), 'office -> edge tcp 443');
    assert.ok(facing.some((step) => step.startsWith('main translate')));
    const text = alb('internet-facing { subnets pub-a, pub-b', 'targets one').replace(
      'instance caller 10.0.0.30 {',
      'instance caller 10.0.0.30 { elastic-ip 203.0.113.30 ',
    );
    assert.ok((await forwardSteps(text, 'caller -> edge tcp 443')).some((step) => step.startsWith('main translate')));
    const internal = alb('internal { subnets pub-a, pub-b', 'targets one');
    assert.ok((await forwardSteps(internal, 'client -> edge tcp 443')).every((step) => !step.startsWith('main')));
    assert.match(await verdictOf(internal, 'office -> edge tcp 443'), /^dropped NO_ADDRESS/);
  });

  it('accepts connections on its listeners only', async () => {
    assert.equal(
      await verdictOf(alb('internal { subnets priv-a, priv-b', 'targets one'), 'client -> edge tcp 80'),
      'dropped ENI_SG_RULES_MISMATCH ELBV2_LISTENERS_MISMATCH',
    );
    assert.equal(
      await verdictOf(nlb('internal { subnets priv-a', 'targets one'), 'client -> edge tcp 80'),
      'dropped ELBV2_LISTENERS_MISMATCH',
    );
    assert.equal(
      await verdictOf(nlb('internal { subnets priv-a', ''), 'client -> edge tcp 443'),
      'dropped ELBV2_LISTENER_HAS_NO_TG',
    );
  });

  it('uses the first address of a target, at the port of the target group or of the target', async () => {
    const at = async (targets: string): Promise<string | undefined> =>
      (await forwardSteps(nlb('internal { subnets priv-a', targets), 'client -> edge tcp 443')).at(-1)?.split('-> ')[1];
    assert.equal(await at('targets one'), '10.0.1.10:8080');
    assert.equal(await at('targets one:9090'), '10.0.1.10:9090');
  });

  it('reaches targets given as IP addresses, in a peered VPC too', async () => {
    const text = `${nlb('internal { subnets priv-a', 'targets 10.1.3.10').replace('az us-east-1a\n    instance one', 'az us-east-1a  route 10.1.0.0/16 -> pcx\n    instance one')}
vpc far-vpc 10.1.0.0/16 {
  subnet far-a 10.1.3.0/24 { az us-east-1a  route 10.0.0.0/16 -> pcx  instance far 10.1.3.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering pcx { vpcs v, far-vpc }`;
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
    assert.match(
      (await forwardSteps(text, 'client -> edge tcp 443')).at(-1) ?? '',
      /^far deliver 10\.0\.1\.\d+:34567 -> 10\.1\.3\.10:8080$/,
    );
  });

  it('that is internal can be used from its own VPC and from a peered one', async () => {
    const text = `${alb('internal { subnets priv-a, priv-b', 'targets one').replaceAll(/az us-east-1([ab])(?=\s+instance (?:one|two))/g, 'az us-east-1$1  route 10.1.0.0/16 -> pcx')}
vpc far-vpc 10.1.0.0/16 { subnet far-a 10.1.3.0/24 { az us-east-1a  route 10.0.0.0/16 -> pcx  instance far 10.1.3.10 } }
peering pcx { vpcs v, far-vpc }`;
    assert.equal(await verdictOf(text, 'far -> edge tcp 443'), 'delivered');
  });
});

describe('a node and a target in one subnet', () => {
  const listed = (text: string, entries = ''): string =>
    text.replace('subnet priv-a 10.0.1.0/24 {', `network-acl own { ${entries} }  subnet priv-a 10.0.1.0/24 { network-acl own`);

  it('cross no network ACL, which is assumed if it is a custom one', async () => {
    const text = listed(nlb('internal { subnets priv-a', 'targets one'));
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
    assert.deepEqual(await assumedAt(text, 'client -> edge tcp 443'), ['priv-a forward', 'edge translate']);
  });

  it('cross no network ACL behind an ALB either', async () => {
    const open = 'inbound 100 allow all from any  outbound 100 allow all to any';
    const { nextConnections } = await traceOf(
      listed(alb('internal { subnets priv-a, priv-b', 'targets one'), open),
      'client -> edge tcp 443',
    );
    const assumed = nextConnections.flatMap(({ forward }) => forward.filter((hop) => hop.assumed));
    assert.deepEqual(
      assumed.map(({ by }) => by),
      ['network-acl own'],
    );
  });
});

describe('an ALB', () => {
  it('terminates the connection and opens another from its node: the target sees the node', async () => {
    const { nextConnections, forward } = await traceOf(
      alb('internal { subnets priv-a, priv-b', 'targets one'),
      'client -> edge tcp 443',
    );
    assert.equal(forward.at(-1)?.step, 'terminate');
    assert.deepEqual(
      nextConnections.map(({ from, to, packet }) => [shortName(from), shortName(to), packet.sourcePort?.range]),
      [['edge', 'one', { from: 1024, to: 65535 }]],
    );
  });

  it('replies to ping itself and forwards none', async () => {
    const text = alb('internal { subnets priv-a, priv-b', 'targets one').replace(
      'ingress udp 443 from any',
      'ingress icmp from any',
    );
    assert.equal(await verdictOf(text, 'client -> edge icmp'), 'delivered');
    assert.deepEqual((await traceOf(text, 'client -> edge icmp')).nextConnections, []);
  });

  it('invokes a function through the Lambda service: no packet enters the VPC', async () => {
    const text = alb('internal { subnets priv-a, priv-b', 'targets report');
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
    const { nextConnections } = await traceOf(text, 'client -> edge tcp 443');
    assert.deepEqual(
      nextConnections[0]?.forward.map(({ by }) => by),
      ['Lambda service', 'Lambda service'],
    );
  });

  it('expires a connection after 60 s idle', async () => {
    const text = alb('internal { subnets priv-a, priv-b', 'targets one');
    const { connections } = await traceOf(text, 'client -> edge tcp 443');
    assert.ok(connections.some(({ kind, idleTimeoutSeconds }) => kind === 'alb' && idleTimeoutSeconds === 60));
    assert.equal(await verdictOf(text, 'client -> edge tcp 443 idle 60s'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> edge tcp 443 idle 61s'), 'dropped return NO_STATE');
  });

  it('returns a redirect without a target if the listener says so', async () => {
    const text = balanced(
      'alb edge internal { subnets priv-a, priv-b  security-groups front  listen https 443 redirect https 8443 }',
    );
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
  });
});

describe('an NLB', () => {
  const source = async (targets: string, listen?: string, protocol?: string): Promise<string | undefined> => {
    const connection = `client:40000 -> edge ${protocol ?? 'tcp'} 443`;
    const steps = await forwardSteps(nlb('internal { subnets pub-a', targets, listen, protocol), connection);
    const found = /^\S+ deliver (\S+) /.exec(steps.at(-1) ?? '')?.[1];
    return found?.startsWith('10.0.0.') ? 'node' : found;
  };

  it('has an address in each of its Availability Zones, an Elastic IP address if the file names one', async () => {
    const addresses = async (lines: string): Promise<readonly (string | undefined)[]> => {
      const { loadBalancers } = await networkOf(nlb(lines, 'targets one'));
      return loadBalancers[0]?.nodes.map((node) => node.addresses[0]?.public).map((one) => one && formatAddress(one)) ?? [];
    };
    const named = 'internet-facing { subnets pub-a, pub-b  elastic-ip 203.0.113.60, 203.0.113.61';
    assert.deepEqual(await addresses(named), ['203.0.113.60', '203.0.113.61']);
    assert.deepEqual(await addresses('internal { subnets pub-a'), [undefined]);
  });

  it('preserves client addresses by default for instance targets and for UDP, not for IP targets', async () => {
    assert.equal(await source('targets one'), '10.0.1.20:40000');
    assert.equal(await source('targets one  preserve-client-ip off'), 'node');
    assert.equal(await source('targets one  target-type ip'), 'node');
    assert.equal(await source('targets one  target-type ip  preserve-client-ip on'), '10.0.1.20:40000');
    assert.equal(await source('targets one  target-type ip', 'udp 443', 'udp'), '10.0.1.20:40000');
  });

  it('carries the reply to a preserved client address back through the same node, which is assumed', async () => {
    const text = nlb('internet-facing { subnets pub-a', 'targets one');
    assert.deepEqual((await returnSteps(text, 'office:40000 -> edge tcp 443')).slice(0, 5), [
      'one send 10.0.1.10:8080 -> 198.51.100.80:40000',
      'one filter 10.0.1.10:8080 -> 198.51.100.80:40000',
      'priv-a filter 10.0.1.10:8080 -> 198.51.100.80:40000',
      'pub-a filter 10.0.1.10:8080 -> 198.51.100.80:40000',
      'edge translate 10.0.0.4:443 -> 198.51.100.80:40000',
    ]);
    assert.ok((await assumedAt(text, 'office -> edge tcp 443')).includes('edge translate'));
    const masked = nlb('internet-facing { subnets pub-a', 'targets one  preserve-client-ip off');
    assert.deepEqual(await assumedAt(masked, 'office -> edge tcp 443'), []);
  });

  it('without security groups allows everything to its listeners; with them, both sides are filtered', async () => {
    assert.equal(await verdictOf(nlb('internal { subnets pub-a', 'targets one'), 'client -> edge tcp 443'), 'delivered');
    assert.equal(
      await verdictOf(nlb('internal { subnets pub-a  security-groups shut', 'targets one'), 'client -> edge tcp 443'),
      'dropped SG_HAS_NO_RULES',
    );
    const narrow = nlb('internal { subnets pub-a  security-groups narrow', 'targets one').replace(
      'security-group shut',
      'security-group narrow { ingress tcp 443 from any  egress tcp 80 to any }  security-group shut',
    );
    assert.equal(await verdictOf(narrow, 'client -> edge tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('needs rules at the target for the source address that the target sees', async () => {
    const with_ = (targets: string, rule: string, groups = ''): Promise<string> =>
      verdictOf(
        balanced(
          `nlb edge internet-facing { subnets pub-a  ${groups}  listen tcp 443 -> tg }  ${group(targets)}`,
          `security-group servers { ingress tcp 8080 from ${rule} }`,
        ),
        'office -> edge tcp 443',
      );
    assert.equal(await with_('targets one', '198.51.100.0/24'), 'delivered');
    assert.equal(await with_('targets one', '10.0.0.0/16'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await with_('targets one  preserve-client-ip off', '10.0.0.0/24'), 'delivered');
    assert.equal(await with_('targets one  preserve-client-ip off', '198.51.100.0/24'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await with_('targets one', 'front', 'security-groups front'), 'delivered');
  });

  it('is filtered by network ACLs for the source address that they see: the client, or its own node', async () => {
    const text = (targets: string): string =>
      nlb('internet-facing { subnets pub-a', targets).replace(
        'subnet priv-a 10.0.1.0/24 {',
        'network-acl l { inbound 100 allow tcp 8080 from 198.51.100.0/24  outbound 100 allow all to any }  subnet priv-a 10.0.1.0/24 { network-acl l',
      );
    assert.equal(await verdictOf(text('targets one'), 'office -> edge tcp 443'), 'delivered');
    assert.equal(
      await verdictOf(text('targets one  preserve-client-ip off'), 'office -> edge tcp 443'),
      'dropped SUBNET_ACL_RESTRICTION',
    );
  });

  it('that preserves client addresses reaches a target in a peered VPC over TCP; the reply over UDP is unknown', async () => {
    const remote = (protocol: string, keep: string): string =>
      `${nlb('internal { subnets priv-a', `targets 10.1.3.10  ${keep}`, `${protocol} 443`, protocol)}
vpc far-vpc 10.1.0.0/16 {
  subnet far-a 10.1.3.0/24 { route 10.0.0.0/16 -> pcx  instance far 10.1.3.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering pcx { vpcs v, far-vpc }`.replace(
        'az us-east-1a\n    instance one',
        'az us-east-1a  route 10.1.0.0/16 -> pcx\n    instance one',
      );
    assert.equal(await verdictOf(remote('tcp', 'preserve-client-ip off'), 'client -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(remote('tcp', 'preserve-client-ip on'), 'client -> edge tcp 443'), 'delivered');
    assert.equal(await verdictOf(remote('udp', ''), 'client -> edge udp 443'), 'unknown');
  });

  it('that terminates TLS opens another connection, with the client address if it is preserved', async () => {
    const masked = nlb('internal { subnets pub-a', 'targets one  preserve-client-ip off', 'tls 443');
    const { forward, nextConnections } = await traceOf(masked, 'client -> edge tcp 443');
    assert.equal(forward.at(-1)?.step, 'terminate');
    assert.equal(nextConnections.length, 1);
    assert.equal(await source('targets one', 'tls 443'), '10.0.1.20:40000');
  });

  it('can forward to an ALB', async () => {
    const text = balanced(`nlb edge internal { subnets pub-a  listen tcp 443 -> tg }  target-group tg tcp 443 { targets inner }
      alb inner internal { subnets pub-a, pub-b  security-groups front  listen https 443 -> web }  target-group web http 8080 { targets one }`);
    assert.equal(await verdictOf(text, 'client -> edge tcp 443'), 'delivered');
  });

  it('is unknown, and ends, where its targets lead back to it: by a name, by further load balancers, or by its Elastic IP address', async () => {
    const reason = async (text: string, connection: string): Promise<string | undefined> =>
      (await traceOf(text, connection)).unknownReason;
    const loop = 'The targets of tg lead back to the load balancer.';
    const itself = nlb('internal { subnets pub-a', 'targets edge');
    assert.equal(await reason(itself, 'client -> edge tcp 443'), loop);
    const around = balanced(`alb edge internal { subnets pub-a, pub-b  security-groups front  listen https 443 -> tg }
      alb inner internal { subnets pub-a, pub-b  security-groups front  listen https 443 -> back }
      target-group tg http 443 { targets inner }  target-group back http 443 { targets edge }`);
    assert.equal(await reason(around, 'client -> edge tcp 443'), loop);
    const address = balanced(`nlb edge { subnets pub-a  elastic-ip 203.0.113.10  listen tcp 443 -> tg }
      target-group tg tcp 443 { targets 203.0.113.10 }`);
    assert.equal(await reason(address, 'office -> edge tcp 443'), loop);
  });

  it('expires TCP connections after 350 s idle and UDP after 120 s', async () => {
    assert.equal(
      await verdictOf(nlb('internal { subnets pub-a', 'targets one'), 'client -> edge tcp 443 idle 350s'),
      'delivered',
    );
    assert.equal(
      await verdictOf(nlb('internal { subnets pub-a', 'targets one'), 'client -> edge tcp 443 idle 351s'),
      'dropped return NO_STATE',
    );
    assert.equal(
      await verdictOf(nlb('internal { subnets pub-a', 'targets one', 'udp 443', 'udp'), 'client -> edge udp 443 idle 121s'),
      'dropped return NO_STATE',
    );
  });

  it('expires a TLS connection that it terminated after 350 s idle, too', async () => {
    const text = nlb('internal { subnets pub-a', 'targets one  preserve-client-ip off', 'tls 443', 'tls');
    assert.equal(await verdictOf(text, 'client -> edge tcp 443 idle 350s'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> edge tcp 443 idle 351s'), 'dropped return NO_STATE');
  });
});

describe('a Gateway Load Balancer endpoint', () => {
  const inspected = (back: string): string => `
vpc v 10.0.0.0/16 {
  igw main { route 10.0.1.0/24 -> inspect }
  subnet apps 10.0.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> ${back}  instance web 10.0.1.10 { elastic-ip 203.0.113.10  security-groups open } }
  subnet guard 10.0.2.0/24 { az us-east-1a  route 0.0.0.0/0 -> main }
  endpoint inspect gateway-load-balancer { subnets guard }
  security-group open { ingress tcp 443 from any }
}`;

  it('forwards packets unchanged, by the routes of its own subnet; that the appliances allow them is assumed', async () => {
    const text = inspected('inspect');
    assert.deepEqual((await forwardSteps(text, '198.51.100.7:51515 -> web tcp 443')).slice(1), [
      'main translate 198.51.100.7:51515 -> 10.0.1.10:443',
      'main route 198.51.100.7:51515 -> 10.0.1.10:443',
      'guard filter 198.51.100.7:51515 -> 10.0.1.10:443',
      'inspect forward 198.51.100.7:51515 -> 10.0.1.10:443',
      'guard filter 198.51.100.7:51515 -> 10.0.1.10:443',
      'guard route 198.51.100.7:51515 -> 10.0.1.10:443',
      'apps filter 198.51.100.7:51515 -> 10.0.1.10:443',
      'web filter 198.51.100.7:51515 -> 10.0.1.10:443',
      'web deliver 198.51.100.7:51515 -> 10.0.1.10:443',
    ]);
    assert.equal(await verdictOf(text, '198.51.100.7 -> web tcp 443'), 'delivered');
    assert.deepEqual(await assumedAt(text, '198.51.100.7 -> web tcp 443'), ['inspect forward', 'inspect forward']);
  });

  it('must see both directions', async () => {
    assert.equal(await verdictOf(inspected('main'), '198.51.100.7 -> web tcp 443'), 'dropped return NO_STATE');
  });
});
