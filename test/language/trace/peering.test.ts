// VPC peering: into the other VPC, and no further.
import assert from 'node:assert/strict';
import { forwardSteps, trackingKinds, verdictOf } from './short-trace.ts';

const NETWORK = `
host site 198.51.100.80
network office 192.0.2.0/24
vpc a 10.0.0.0/16 {
  subnet a-1 10.0.1.0/24 {
    route 10.1.0.0/16 -> a-b
    route 10.2.0.0/16 -> a-b
    route 0.0.0.0/0 -> a-b
    instance one 10.0.1.10 { security-groups open }
  }
  security-group open { ingress all from any }
}
vpc b 10.1.0.0/16, 100.64.0.0/16 {
  igw main
  subnet b-1 10.1.1.0/24 { route 10.0.0.0/16 -> a-b  route 10.2.0.0/16 -> b-c  route 0.0.0.0/0 -> main  propagate line  instance two 10.1.1.10 { security-groups open } }
  subnet b-2 10.1.2.0/24 { instance alone 10.1.2.10 { security-groups open } }
  subnet b-3 100.64.1.0/24 { route 10.0.0.0/16 -> a-b  instance second 100.64.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
vpc c 10.2.0.0/16 {
  subnet c-1 10.2.1.0/24 { route 10.1.0.0/16 -> b-c  route 10.0.0.0/16 -> b-c  instance three 10.2.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering a-b { vpcs a, b }
peering b-c { vpcs b, c }
vpn line { vpc b  remote office }
`;

describe('a peering connection', () => {
  it('carries packets in both directions if both sides have a route', async () => {
    assert.deepEqual(await forwardSteps(NETWORK, 'one:40000 -> two tcp 443'), [
      'one send 10.0.1.10:40000 -> 10.1.1.10:443',
      'one filter 10.0.1.10:40000 -> 10.1.1.10:443',
      'a-1 filter 10.0.1.10:40000 -> 10.1.1.10:443',
      'a-1 route 10.0.1.10:40000 -> 10.1.1.10:443',
      'a-b forward 10.0.1.10:40000 -> 10.1.1.10:443',
      'b-1 filter 10.0.1.10:40000 -> 10.1.1.10:443',
      'two filter 10.0.1.10:40000 -> 10.1.1.10:443',
      'two deliver 10.0.1.10:40000 -> 10.1.1.10:443',
    ]);
    assert.equal(await verdictOf(NETWORK, 'one -> two tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'two -> one tcp 443'), 'delivered');
    assert.deepEqual(await trackingKinds(NETWORK, 'one -> two tcp 443'), ['instance', 'instance']);
  });

  it('delivers without a return route, and the reply is dropped', async () => {
    assert.equal(await verdictOf(NETWORK, 'one -> alone tcp 443'), 'dropped return NO_ROUTE_TO_DESTINATION');
    assert.equal(await verdictOf(NETWORK, 'alone -> one tcp 443'), 'dropped NO_ROUTE_TO_DESTINATION');
  });

  it('reaches every CIDR block of the other VPC that has a route', async () => {
    const text = NETWORK.replace('route 0.0.0.0/0 -> a-b', 'route 100.64.0.0/16 -> a-b');
    assert.equal(await verdictOf(text, 'one -> second tcp 443'), 'delivered');
  });

  it('is not transitive', async () => {
    assert.equal(await verdictOf(NETWORK, 'one -> three tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
    assert.equal(await verdictOf(NETWORK, 'three -> one tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
  });

  it('reaches no gateway of the other VPC: neither the internet nor a remote site', async () => {
    assert.equal(await verdictOf(NETWORK, 'one -> site tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
    assert.equal(await verdictOf(NETWORK, 'one -> office tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
    assert.match(await verdictOf(NETWORK, 'office -> one tcp 443'), /^dropped/);
  });

  it('leads to private addresses of the other VPC, and not to its resolver', async () => {
    const text = NETWORK.replace('instance two 10.1.1.10 {', 'instance two 10.1.1.10 { elastic-ip 203.0.113.20 ');
    assert.equal((await forwardSteps(text, 'one -> two tcp 443'))[0]?.split('-> ')[1], '10.1.1.10:443');
    assert.equal(await verdictOf(text, 'one -> 10.1.1.10 tcp 443'), 'delivered');
    assert.equal(await verdictOf(NETWORK, 'one -> 10.1.0.2 udp 53'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('drops packets to addresses that no interface of the other VPC has', async () => {
    assert.equal(await verdictOf(NETWORK, 'one -> 10.1.9.9 tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('of other VPCs cannot be used', async () => {
    const text = NETWORK.replace('route 10.1.0.0/16 -> a-b', 'route 10.1.0.0/16 -> b-c');
    assert.equal(await verdictOf(text, 'one -> two tcp 443'), 'dropped BAD_STATE_ROUTE');
  });
});
