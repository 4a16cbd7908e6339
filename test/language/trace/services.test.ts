// API Gateway and Lambda: packets and invocations.
import assert from 'node:assert/strict';
import { formatAddress } from '#language/network/address.ts';
import { diagnosticsOf } from '#test/support/check-diagnostics.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, verdictOf } from './short-trace.ts';

const NETWORK = `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  dns-hostnames on
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> out
    lambda worker 10.0.1.40 { security-groups open }
    instance client 10.0.1.10 { security-groups open }
    database rows 10.0.1.20 { engine postgres  security-groups open }
  }
  subnet other 10.0.2.0/24 { az us-east-1b  instance second 10.0.2.10 { security-groups open } }
  endpoint private-api interface { service execute-api  serves hidden  subnets back  security-groups web  private-dns on }
  nlb inner internal { subnets back  security-groups web  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets client  preserve-client-ip off }
  security-group open { ingress all from any }
  security-group web { ingress tcp 80, 443 from 10.0.0.0/16 }
}
lambda free
api-gateway calls { invoke worker }
api-gateway links { vpc-link inner { subnets back  security-groups open } }
api-gateway hidden private { invoke worker }
`;

describe('an API', () => {
  it('is outside every VPC: no gateway, network ACL or security group of a VPC sees the client', async () => {
    const { forward } = await traceOf(NETWORK, 'site -> calls tcp 443');
    assert.deepEqual(
      forward.map(({ step }) => step),
      ['send', 'terminate'],
    );
  });

  it('is reached from a VPC by its public address', async () => {
    assert.equal(await verdictOf(NETWORK, 'client -> calls tcp 443'), 'delivered');
    assert.ok((await forwardSteps(NETWORK, 'client -> calls tcp 443')).some((step) => step.startsWith('out translate')));
    assert.equal(await verdictOf(NETWORK, 'second -> calls tcp 443'), 'dropped NO_ROUTE_TO_DESTINATION');
  });

  it('invokes a function through the Lambda service', async () => {
    const { nextConnections } = await traceOf(NETWORK, 'site -> calls tcp 443');
    assert.deepEqual(
      nextConnections[0]?.forward.map(({ by }) => by),
      ['Lambda service', 'Lambda service'],
    );
  });

  it('reaches a load balancer through the interfaces of its VPC link, whose security groups apply', async () => {
    const { verdict, nextConnections } = await traceOf(NETWORK, 'site -> links tcp 443');
    assert.equal(verdict, 'delivered');
    assert.deepEqual(
      nextConnections[0]?.forward.map(({ by }) => by).filter((by) => by.startsWith('security-group')),
      [
        'security-group open egress (default: all)',
        'security-group web ingress tcp 80, 443 from 10.0.0.0/16',
        'security-group web egress (default: all)',
        'security-group open ingress all from any',
      ],
    );
  });

  it('reaches a network load balancer over PrivateLink through a VPC link V1, whose targets see its nodes', async () => {
    const text = `
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  instance app 10.0.1.10 { security-groups apps } }
  private subnet b 10.0.2.0/24 { az us-east-1b }
  nlb inner internal { subnets a, b  listen tcp 80 -> tg  cross-zone on }
  target-group tg tcp 80 { targets app }
  security-group apps { ingress tcp 80 from 10.0.0.0/16 }
}
api-gateway rest { vpc-link inner }`;
    assert.deepEqual(await diagnosticsOf(text).then((seen) => seen.filter(({ severity }) => severity === 'error')), []);
    const { verdict, nextConnections } = await traceOf(text, 'internet -> rest tcp 443');
    assert.equal(verdict, 'delivered');
    assert.deepEqual(
      nextConnections.map(({ packet, to }) => [formatAddress(packet.source), to]),
      [
        ['10.0.1.4', 'v.app'],
        ['10.0.2.4', 'v.app'],
      ],
    );
    const shut = text.replace('from 10.0.0.0/16', 'from 198.51.100.0/24');
    assert.equal(await verdictOf(shut, 'internet -> rest tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(text.replace('-> tg', ''), 'internet -> rest tcp 443'), 'dropped ELBV2_LISTENER_HAS_NO_TG');
    assert.equal(
      await verdictOf(text.replace('listen tcp', 'listen udp'), 'internet -> rest tcp 443'),
      'dropped ELBV2_LISTENERS_MISMATCH',
    );
  });

  it('over a VPC link V1 is subject to the inbound rules of the load balancer, unless they are not enforced', async () => {
    const text = (rules: string, setting = ''): string => `
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  instance app { security-groups apps } }
  nlb inner internal { subnets a  security-groups front  ${setting}  listen tcp 80 -> tg }
  target-group tg tcp 80 { targets app }
  security-group front { ${rules}  egress tcp 80 to apps }
  security-group apps { ingress tcp 80 from front }
}
api-gateway rest { vpc-link inner }`;
    const ask = (rules: string, setting?: string) => traceOf(text(rules, setting), 'internet -> rest tcp 443');
    assert.equal((await ask('ingress tcp 80 from any')).verdict, 'delivered');
    for (const rules of ['', 'ingress tcp 81 from any', 'ingress tcp 80 from apps', 'ingress tcp 80 from ::/0']) {
      const { verdict, blockers } = await ask(rules);
      assert.deepEqual([verdict, blockers.map(({ code }) => code)], ['dropped', ['ENI_SG_RULES_MISMATCH']], rules);
      assert.match(blockers[0]?.reason ?? '', /write "enforce-on-privatelink off" in inner/);
      assert.equal((await ask(rules, 'enforce-on-privatelink off')).verdict, 'delivered', rules);
    }
    const some = await ask('ingress tcp 80 from 10.0.0.0/16');
    assert.equal(some.verdict, 'unknown');
    assert.match(some.unknownReason ?? '', /AWS does not say from which addresses an API calls/);
    assert.equal((await ask('ingress tcp 80 from any', 'enforce-on-privatelink on')).verdict, 'delivered');
  });

  it('without an integration fails', async () => {
    assert.equal(await verdictOf(`${NETWORK}\napi-gateway empty`, 'site -> empty tcp 443'), 'dropped NO_INTEGRATION');
  });

  it('that is private is reached only through an endpoint that serves it, on tcp 443', async () => {
    assert.equal(
      (await forwardSteps(NETWORK, 'second -> private-api tcp 443')).at(-1)?.split(' ').slice(0, 2).join(' '),
      'private-api terminate',
    );
    assert.equal(await verdictOf(NETWORK, 'second -> private-api tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'second -> hidden tcp 443'), 'delivered');
    assert.match(await verdictOf(NETWORK, 'site -> hidden tcp 443'), /^dropped/);
    assert.equal(await verdictOf(NETWORK, 'second -> private-api tcp 80'), 'dropped ENDPOINT_PORT');
  });
});

describe('a function', () => {
  it('in a VPC opens connections from its interface there, by the routes of its subnet', async () => {
    const there = await forwardSteps(NETWORK, 'worker -> site tcp 443');
    assert.equal(there[0], 'worker send 10.0.1.40:23456 -> 198.51.100.80:443');
    assert.equal(there.at(-1), 'site deliver 203.0.113.10:12345 -> 198.51.100.80:443');
    assert.equal(await verdictOf(NETWORK, 'worker -> rows'), 'delivered');
  });

  it('uses source ports from 1024 to 65535', async () => {
    const { packet } = await traceOf(NETWORK, 'worker -> site tcp 443');
    assert.deepEqual(packet.sourcePort?.range, { from: 1024, to: 65535 });
  });

  it('receives no packets, whatever its security groups allow', async () => {
    assert.equal(await verdictOf(NETWORK, 'client -> worker tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('outside every VPC reaches the internet and no private address', async () => {
    assert.equal(await verdictOf(NETWORK, 'free -> site tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'free -> rows'), 'dropped NO_ADDRESS');
  });

  it('is traced from each of its subnets', async () => {
    const text = NETWORK.replace('lambda worker 10.0.1.40 { security-groups open }', '').replace(
      'endpoint private-api',
      'lambda worker { subnets back, other  security-groups open }  endpoint private-api',
    );
    assert.equal(await verdictOf(text, 'worker -> site tcp 443'), 'intermittent NO_ROUTE_TO_DESTINATION');
  });
});
