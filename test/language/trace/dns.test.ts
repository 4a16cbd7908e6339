// DNS: resolvers, and the addresses that names resolve to.
import assert from 'node:assert/strict';
import { forwardSteps, verdictOf } from './short-trace.ts';

const network = (vpc = '', back = ''): string => `
host public-dns 8.8.8.8
host ecr-api 52.46.1.2
network office 192.0.2.0/24
vpc v 10.0.0.0/16 {
  ${vpc}
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 }  instance web 10.0.0.10 { elastic-ip 203.0.113.11  security-groups open } }
  subnet back 10.0.1.0/24 { az us-east-1a  ${back}  instance client 10.0.1.10 { security-groups closed }  node worker 10.0.1.11 { security-groups closed }  pod task 10.0.1.12 { on worker } }
  subnet servers 10.0.2.0/24 { az us-east-1a  instance own-dns 10.0.2.10 { security-groups names } }
  endpoint registry interface { service ecr.api  serves ecr-api  subnets servers  security-groups open  private-dns on }
  security-group open { ingress tcp 443 from any }
  security-group names { ingress udp 53 from 10.0.0.0/16  ingress tcp 53 from 10.0.0.0/16 }
  security-group closed { ingress none  egress none }
  network-acl nothing { }
}
vpc w 10.1.0.0/16 { subnet far-a 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/16 -> pcx  instance peer 10.1.1.10 } }
peering pcx { vpcs v, w }
`;

describe('the resolver of the VPC', () => {
  it('receives queries past all security groups, network ACLs, routes and gateways', async () => {
    const text = network('', 'network-acl nothing');
    assert.deepEqual(await forwardSteps(text, 'client:40000 -> 10.0.0.2 udp 53'), [
      'client send 10.0.1.10:40000 -> 10.0.0.2:53',
      'v deliver 10.0.1.10:40000 -> 10.0.0.2:53',
    ]);
    assert.equal(await verdictOf(text, 'client -> 10.0.0.2 udp 53'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> 169.254.169.253 tcp 53'), 'delivered');
  });

  it('receives queries of pods too, without the security groups of their node', async () => {
    assert.equal(await verdictOf(network(), 'task -> 10.0.0.2 udp 53'), 'delivered');
  });

  it('does not answer if DNS support is off', async () => {
    assert.equal(await verdictOf(network('dns-support off'), 'client -> 10.0.0.2 udp 53'), 'dropped DNS_SUPPORT_OFF');
  });

  it('does not answer a peered VPC', async () => {
    assert.match(await verdictOf(network(), 'peer -> 10.0.0.2 udp 53'), /^dropped/);
  });
});

describe('another resolver', () => {
  it('outside the VPC is an ordinary host: security groups, network ACLs and NAT apply', async () => {
    const open = network('', 'route 0.0.0.0/0 -> out').replace('egress none', '');
    assert.equal(await verdictOf(open, 'client -> public-dns udp 53'), 'delivered');
    assert.ok((await forwardSteps(open, 'client -> public-dns udp 53')).some((step) => step.startsWith('out translate')));
    assert.equal(
      await verdictOf(network('', 'route 0.0.0.0/0 -> out'), 'client -> public-dns udp 53'),
      'dropped SG_HAS_NO_RULES',
    );
    assert.equal(
      await verdictOf(open.replace('route 0.0.0.0/0 -> out', ''), 'client -> public-dns udp 53'),
      'dropped NO_ROUTE_TO_DESTINATION',
    );
  });

  it('in the VPC is an ordinary host, on UDP and TCP 53', async () => {
    const open = network().replace('egress none', '');
    assert.equal(await verdictOf(open, 'client -> own-dns udp 53'), 'delivered');
    assert.equal(await verdictOf(open, 'client -> own-dns tcp 53'), 'delivered');
    assert.equal(await verdictOf(network(), 'client -> own-dns udp 53'), 'dropped SG_HAS_NO_RULES');
  });
});

describe('a name', () => {
  const at = async (text: string, connection: string): Promise<string | undefined> =>
    (await forwardSteps(text, connection))[0]?.split('-> ')[1];

  it('resolves to the private address inside the VPC, and to the public one outside', async () => {
    assert.equal(await at(network(), 'client -> web tcp 443'), '10.0.0.10:443');
    assert.equal(await at(network(), 'public-dns -> web tcp 443'), '203.0.113.11:443');
  });

  it('of a service resolves to its endpoint if private DNS and both DNS attributes of the VPC are on', async () => {
    assert.match((await at(network('dns-hostnames on'), 'client -> ecr-api tcp 443')) ?? '', /^10\.0\.2\./);
    assert.equal(await at(network(), 'client -> ecr-api tcp 443'), '52.46.1.2:443');
    assert.equal(await at(network('dns-hostnames on  dns-support off'), 'client -> ecr-api tcp 443'), '52.46.1.2:443');
    assert.equal(
      await at(network('dns-hostnames on').replace('private-dns on', ''), 'client -> ecr-api tcp 443'),
      '52.46.1.2:443',
    );
  });

  it('of a service resolves to the public address in other VPCs', async () => {
    assert.equal(await at(network('dns-hostnames on'), 'peer -> ecr-api tcp 443'), '52.46.1.2:443');
  });
});
