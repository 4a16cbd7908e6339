// Internet gateways: one public address for one private one, no private addresses, and VPC Block Public Access.
import assert from 'node:assert/strict';
import { assumedAt, returnSteps, verdictOf } from './short-trace.ts';

const NETWORK = `
host site 198.51.100.80
host shared-space 100.64.0.9
host forger 10.99.0.9
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 {
    route 0.0.0.0/0 -> main
    instance web 10.0.0.10 { elastic-ip 203.0.113.10  security-groups open }
    instance twin 10.0.0.11 { elastic-ip 203.0.113.11  security-groups named }
    instance plain 10.0.0.12 { security-groups open }
  }
  subnet back 10.0.1.0/24 { instance odd 10.0.1.10 { elastic-ip 203.0.113.12  security-groups open } }
  security-group open { ingress tcp 443 from any }
  security-group named { ingress tcp 443 from open }
}
vpc closed 10.1.0.0/16 {
  subnet s 10.1.0.0/24 { instance stray 10.1.0.10 { elastic-ip 203.0.113.13  security-groups open } }
  security-group open { ingress tcp 443 from any }
}
`;

describe('an internet gateway', () => {
  it('requires a public address of outbound traffic', async () => {
    assert.equal(await verdictOf(NETWORK, 'web -> site tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'plain -> site tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('forwards packets to a public address of an interface in its VPC, in both directions', async () => {
    assert.equal(await verdictOf(NETWORK, 'site -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'site -> stray tcp 443'), 'dropped IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS');
  });

  it('carries nothing to or from private addresses', async () => {
    assert.equal(await verdictOf(NETWORK, 'web -> 172.16.0.9 tcp 443'), 'dropped IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS');
    assert.equal(
      await verdictOf(NETWORK, 'web -> shared-space tcp 443'),
      'dropped IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS',
    );
    assert.match(await verdictOf(NETWORK, 'forger -> web tcp 443'), /^dropped IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS/);
    assert.match(await verdictOf(NETWORK, 'shared-space -> web tcp 443'), /^dropped IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS/);
  });

  it('delivers to a public address in a subnet without a route to the gateway, and the reply is dropped', async () => {
    assert.equal(await verdictOf(NETWORK, 'site -> odd tcp 443'), 'dropped return NO_ROUTE_TO_DESTINATION');
  });

  it('returns a packet for a public address of its own VPC; that the target then sees a public source address is assumed', async () => {
    assert.equal(await verdictOf(NETWORK, 'web -> 203.0.113.11 tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.deepEqual(await assumedAt(NETWORK, 'twin -> 203.0.113.10 tcp 443'), ['main translate', 'main translate']);
    assert.equal(
      (await returnSteps(NETWORK, 'twin:40000 -> 203.0.113.10 tcp 443')).at(-1),
      'twin deliver 203.0.113.10:443 -> 10.0.0.11:40000',
    );
  });
});

describe('VPC Block Public Access', () => {
  const blocked = (mode: string, excluded = ''): string => `
host site 198.51.100.80
host six 2001:4860::8
vpc v 10.0.0.0/16, 2001:db8:1::/56 {
  block-public-access ${mode}
  igw main
  egress-igw out
  subnet front 10.0.0.0/24 {
    az us-east-1a
    ${excluded}
    route 0.0.0.0/0 -> main
    nat nat-a 10.0.0.220 { elastic-ip 203.0.113.10 }
    instance web 10.0.0.10 { elastic-ip 203.0.113.11  security-groups open }
  }
  subnet back 10.0.1.0/24, 2001:db8:1:1::/64 {
    az us-east-1a
    route 0.0.0.0/0 -> nat-a
    route ::/0 -> out
    instance worker 10.0.1.10, 2001:db8:1:1::10 { security-groups open }
  }
  subnet other 10.0.2.0/24 { az us-east-1b  route 0.0.0.0/0 -> main  instance second 10.0.2.10 { elastic-ip 203.0.113.12  security-groups open } }
  alb shop internet-facing { subnets front  security-groups open  listen https 443 -> tg }
  target-group tg http 443 { targets worker }
  security-group open { ingress tcp 443 from any }
}`;
  const DROPPED = 'dropped VPC_BLOCK_PUBLIC_ACCESS_ENABLED';
  const verdicts = async (text: string): Promise<readonly string[]> =>
    Promise.all(
      [
        'worker -> site tcp 443',
        '2001:db8:1:1::10 -> six tcp 443',
        'web -> site tcp 443',
        'site -> web tcp 443',
        'site -> shop tcp 443',
      ].map(async (connection) =>
        (await verdictOf(text, connection)).startsWith(DROPPED) ? 'blocked' : await verdictOf(text, connection),
      ),
    );

  it('`off` allows everything', async () => {
    assert.deepEqual(await verdicts(blocked('off')), Array(5).fill('delivered'));
  });

  it('`bidirectional` blocks all traffic at the gateways, that of NAT gateways and load balancers too', async () => {
    assert.deepEqual(await verdicts(blocked('bidirectional')), Array(5).fill('blocked'));
  });

  it('`ingress-only` allows connections out through a NAT gateway or an egress-only internet gateway', async () => {
    assert.deepEqual(await verdicts(blocked('ingress-only')), ['delivered', 'delivered', 'blocked', 'blocked', 'blocked']);
  });

  it('depends on the subnet whose interface uses the gateway: a NAT gateway in an excluded subnet serves all', async () => {
    const text = blocked('bidirectional', 'block-public-access off');
    assert.deepEqual(await verdicts(text), ['delivered', 'blocked', 'delivered', 'delivered', 'delivered']);
    assert.equal(await verdictOf(text, 'second -> site tcp 443'), DROPPED);
  });

  it('does not affect private connectivity and the resolver', async () => {
    assert.equal(await verdictOf(blocked('bidirectional'), 'worker -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(blocked('bidirectional'), 'worker -> 10.0.0.2 udp 53'), 'delivered');
  });
});
