// Network ACLs: order, address families, and the ephemeral ports of replies by client.
import assert from 'node:assert/strict';
import { traceOf } from '#test/support/trace-text.ts';
import { verdictOf } from './short-trace.ts';

/** A client connects to a server; the network ACL is that of the client's subnet. */
function listed(entries: string): string {
  return `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { network-acl l  instance client 10.0.1.10 }
  subnet b 10.0.2.0/24 { instance server 10.0.2.10 { security-groups open } }
  network-acl l { ${entries} }
  security-group open { ingress all from any }
}`;
}

const IN = 'inbound 100 allow all from any';
const OUT = 'outbound 100 allow all to any';

describe('network ACLs', () => {
  it('apply the first rule that matches, in ascending order, and deny what no rule matches', async () => {
    assert.equal(
      await verdictOf(
        listed(`${IN}  outbound 200 allow all to any  outbound 100 deny tcp 443 to any`),
        'client -> server tcp 443',
      ),
      'dropped SUBNET_ACL_RESTRICTION',
    );
    assert.equal(
      await verdictOf(
        listed(`${IN}  outbound 100 allow all to any  outbound 200 deny tcp 443 to any`),
        'client -> server tcp 443',
      ),
      'delivered',
    );
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow tcp 80 to any`), 'client -> server tcp 443'),
      'dropped SUBNET_ACL_RESTRICTION',
    );
  });

  it('that are default ones allow everything, custom ones nothing', async () => {
    assert.equal(
      await verdictOf(listed('').replace('network-acl l  instance', 'instance'), 'client -> server tcp 443'),
      'delivered',
    );
    assert.equal(
      await verdictOf(listed(''), 'client -> server tcp 443'),
      'dropped SUBNET_ACL_RESTRICTION return SUBNET_ACL_RESTRICTION',
    );
  });

  it('match the destination: outbound the other end, for a reply the port that the client chose', async () => {
    assert.equal(
      await verdictOf(listed(`${OUT}  inbound 100 allow tcp 443 from any`), 'client:40000 -> server tcp 443'),
      'dropped return SUBNET_ACL_RESTRICTION',
    );
    assert.equal(
      await verdictOf(listed(`${OUT}  inbound 100 allow tcp 40000 from 10.0.2.10`), 'client:40000 -> server tcp 443'),
      'delivered',
    );
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow tcp 443 to 10.0.2.10`), 'client:40000 -> server tcp 443'),
      'delivered',
    );
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow tcp 443 to 10.0.3.0/24`), 'client:40000 -> server tcp 443'),
      'dropped SUBNET_ACL_RESTRICTION',
    );
  });

  it('match ICMP by type and code, and other protocols by their number', async () => {
    const back = 'inbound 100 allow icmp type 0 from any';
    assert.equal(await verdictOf(listed(`${back}  outbound 100 allow icmp type 8 to any`), 'client -> server icmp'), 'delivered');
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow icmp type 3 code 4 to any`), 'client -> server icmp'),
      'dropped SUBNET_ACL_RESTRICTION',
    );
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow protocol 50 to any`), 'client -> server protocol 50'),
      'delivered',
    );
    assert.equal(
      await verdictOf(listed(`${IN}  outbound 100 allow protocol 51 to any`), 'client -> server protocol 50'),
      'dropped SUBNET_ACL_RESTRICTION',
    );
  });

  it('that allow some of the reply ports say which ones they deny', async () => {
    const { verdict, blockers } = await traceOf(
      listed(`${OUT}  inbound 100 allow tcp 32768-40000 from any`),
      'client -> server tcp 443',
    );
    assert.equal(verdict, 'intermittent');
    assert.equal(blockers[0]?.intermittent, true);
    assert.match(blockers[0]?.reason ?? '', /tcp 40001-60999/);
  });
});

describe('the ports that replies arrive at', () => {
  const NETWORK = `
host site 198.51.100.80
vpc v 10.0.0.0/16 {
  igw main
  subnet open-a 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet narrow-nat 10.0.4.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  network-acl linux  nat narrow 10.0.4.220 { elastic-ip 203.0.113.11 } }
  subnet narrow-a 10.0.1.0/24 {
    az us-east-1a
    network-acl linux
    route 0.0.0.0/0 -> out
    node worker 10.0.1.10
    pod task 10.0.1.11 { on worker }
    lambda function 10.0.1.12
  }
  subnet behind 10.0.5.0/24 { az us-east-1a  route 0.0.0.0/0 -> narrow  instance client }
  subnet narrow-b 10.0.2.0/24 { az us-east-1a  network-acl linux }
  subnet target-b 10.0.3.0/24 { az us-east-1a  instance server { security-groups open } }
  subnet public-b 10.0.6.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  network-acl linux  instance web { elastic-ip 203.0.113.12  security-groups open } }
  alb inner internal { subnets narrow-b  security-groups open  listen http 80 -> tg }
  target-group tg http 80 { targets server }
  network-acl linux {
    inbound 100 allow tcp 32768-60999 from any
    inbound 110 allow tcp 80, 443 from any
    outbound 100 allow tcp 80, 443 to any
    outbound 110 allow tcp 32768-60999 to any
  }
  security-group open { ingress all from any }
}`;

  it('are 32768-60999 for an instance', async () => {
    assert.equal(await verdictOf(NETWORK, 'worker -> site tcp 443'), 'delivered');
  });

  it('are 1024-65535 for a NAT gateway, a load balancer, a function, a pod behind its node and external hosts', async () => {
    assert.equal(await verdictOf(NETWORK, 'client -> site tcp 443'), 'intermittent return SUBNET_ACL_RESTRICTION');
    assert.equal(await verdictOf(NETWORK, 'worker -> inner tcp 80'), 'intermittent return SUBNET_ACL_RESTRICTION');
    assert.equal(await verdictOf(NETWORK, 'function -> site tcp 443'), 'intermittent return SUBNET_ACL_RESTRICTION');
    assert.equal(await verdictOf(NETWORK, 'task -> site tcp 443'), 'intermittent return SUBNET_ACL_RESTRICTION');
    assert.equal(await verdictOf(NETWORK, 'internet -> web tcp 443'), 'intermittent return SUBNET_ACL_RESTRICTION');
    for (const connection of ['client -> site tcp 443', 'function -> site tcp 443', 'task -> site tcp 443'])
      assert.equal((await traceOf(NETWORK, connection)).blockers[0]?.intermittent, true);
  });
});
