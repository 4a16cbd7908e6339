// Access to a shell: a bastion, Session Manager, an EC2 Instance Connect Endpoint.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { forwardSteps, verdictOf } from './short-trace.ts';

const NETWORK = `
network office 198.51.100.0/24
host ssm 52.94.1.1
host ssmmessages 52.94.1.2
vpc v 10.0.0.0/16 {
  dns-hostnames on
  igw main
  subnet front 10.0.0.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    nat out 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance bastion 10.0.0.30 { elastic-ip 203.0.113.30  security-groups bastions }
  }
  subnet back 10.0.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> out
    instance host-1 10.0.1.10 { security-groups hosts }
  }
  subnet closed 10.0.2.0/24 { az us-east-1a  instance managed 10.0.2.10 { security-groups none } }
  subnet shut 10.0.3.0/24 { az us-east-1a  instance lost 10.0.3.10 { security-groups none } }
  endpoint shell instance-connect { subnets back  security-groups shells }
  endpoint agents interface { service ssm  serves ssm, ssmmessages  subnets closed  security-groups agents  private-dns on }
  security-group bastions { ingress tcp 22 from office }
  security-group hosts { ingress tcp 22 from bastions, shells }
  security-group none { ingress none }
  security-group shells { egress tcp 22 to hosts }
  security-group agents { ingress tcp 443 from 10.0.2.0/24 }
}
`;

describe('a bastion', () => {
  it('makes two connections: from a CIDR block to the bastion, and from its security group to the hosts', async () => {
    assert.equal(await verdictOf(NETWORK, 'office -> bastion tcp 22'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'bastion -> host-1 tcp 22'), 'delivered');
    assert.equal(await verdictOf(NETWORK, '192.0.2.9 -> bastion tcp 22'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(NETWORK, 'managed -> host-1 tcp 22'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('does not translate like a NAT gateway', async () => {
    assert.equal(await verdictOf(NETWORK, 'office -> out tcp 22'), 'dropped NO_NAT_SESSION');
  });
});

describe('Session Manager', () => {
  it('needs a path to the internet or an endpoint on tcp 443, and no inbound rule', async () => {
    assert.equal(await verdictOf(NETWORK, 'host-1 -> 52.94.9.9 tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'managed -> ssm tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'managed -> ssmmessages tcp 443'), 'delivered');
    assert.equal(
      await verdictOf(NETWORK.replace('private-dns on', ''), 'managed -> ssm tcp 443'),
      'dropped NO_ROUTE_TO_DESTINATION',
    );
    assert.equal(await verdictOf(NETWORK, 'lost -> ssm tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });
});

describe('an EC2 Instance Connect Endpoint', () => {
  it('connects from its own interface: its outbound rules and the instance’s inbound rules apply', async () => {
    assert.deepEqual(
      (await forwardSteps(NETWORK, 'shell -> host-1 tcp 22')).map((step) => step.split(' ').slice(0, 2).join(' ')),
      ['shell send', 'shell filter', 'host-1 filter', 'host-1 deliver'],
    );
    assert.equal(await verdictOf(NETWORK, 'shell -> host-1 tcp 22'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'shell -> host-1 tcp 3389'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(
      await verdictOf(NETWORK.replace('from bastions, shells', 'from bastions'), 'shell -> host-1 tcp 22'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
    assert.equal(
      await verdictOf(NETWORK.replace('from bastions, shells', 'from 10.0.0.0/16'), 'shell -> host-1 tcp 22'),
      'delivered',
    );
  });

  it('needs no internet gateway and no inbound rule, and accepts no packets itself', async () => {
    const { forward } = await traceOf(NETWORK, 'shell -> host-1 tcp 22');
    assert.ok(forward.every(({ kind }) => kind !== 'igw'));
    assert.match(await verdictOf(NETWORK, 'host-1 -> shell tcp 22'), /^dropped (SG_HAS_NO_RULES )?ENDPOINT_PORT/);
  });

  it('that preserves the client address gives `unknown`, because no file says that address', async () => {
    const text = NETWORK.replace('security-groups shells }', 'security-groups shells  preserve-client-ip on }');
    assert.equal(await verdictOf(text, 'shell -> host-1 tcp 22'), 'unknown');
  });
});
