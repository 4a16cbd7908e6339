// Names: who is asked for them, and which addresses they lead to from where.
import assert from 'node:assert/strict';
import { told, wayThere } from './told.ts';

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
  it('is asked past all groups, lists, routes and gateways', async () => {
    const text = network('', 'network-acl nothing');
    assert.deepEqual(await wayThere(text, 'client:40000 -> 10.0.0.2 udp 53'), [
      'client send 10.0.1.10:40000 -> 10.0.0.2:53',
      'v deliver 10.0.1.10:40000 -> 10.0.0.2:53',
    ]);
    assert.equal(await told(text, 'client -> 10.0.0.2 udp 53'), 'delivered');
    assert.equal(await told(text, 'client -> 169.254.169.253 tcp 53'), 'delivered');
  });

  it('is asked by pods too, without their node’s groups', async () => {
    assert.equal(await told(network(), 'task -> 10.0.0.2 udp 53'), 'delivered');
  });

  it('does not answer where DNS support is off', async () => {
    assert.equal(await told(network('dns-support off'), 'client -> 10.0.0.2 udp 53'), 'dropped DNS_SUPPORT_OFF');
  });

  it('does not answer a peered VPC', async () => {
    assert.match(await told(network(), 'peer -> 10.0.0.2 udp 53'), /^dropped/);
  });
});

describe('another resolver', () => {
  it('outside is asked like anybody else: groups, lists, NAT', async () => {
    const open = network('', 'route 0.0.0.0/0 -> out').replace('egress none', '');
    assert.equal(await told(open, 'client -> public-dns udp 53'), 'delivered');
    assert.ok((await wayThere(open, 'client -> public-dns udp 53')).some((step) => step.startsWith('out translate')));
    assert.equal(await told(network('', 'route 0.0.0.0/0 -> out'), 'client -> public-dns udp 53'), 'dropped SG_HAS_NO_RULES');
    assert.equal(
      await told(open.replace('route 0.0.0.0/0 -> out', ''), 'client -> public-dns udp 53'),
      'dropped NO_ROUTE_TO_DESTINATION',
    );
  });

  it('in the VPC is a host among others, on UDP and TCP 53', async () => {
    const open = network().replace('egress none', '');
    assert.equal(await told(open, 'client -> own-dns udp 53'), 'delivered');
    assert.equal(await told(open, 'client -> own-dns tcp 53'), 'delivered');
    assert.equal(await told(network(), 'client -> own-dns udp 53'), 'dropped SG_HAS_NO_RULES');
  });
});

describe('a name', () => {
  const at = async (text: string, leg: string): Promise<string | undefined> => (await wayThere(text, leg))[0]?.split('-> ')[1];

  it('leads to the private address inside the VPC, to the public one from outside', async () => {
    assert.equal(await at(network(), 'client -> web tcp 443'), '10.0.0.10:443');
    assert.equal(await at(network(), 'public-dns -> web tcp 443'), '203.0.113.11:443');
  });

  it('of a service leads to its endpoint if private DNS is on and both switches of the VPC are', async () => {
    assert.match((await at(network('dns-hostnames on'), 'client -> ecr-api tcp 443')) ?? '', /^10\.0\.2\./);
    assert.equal(await at(network(), 'client -> ecr-api tcp 443'), '52.46.1.2:443');
    assert.equal(await at(network('dns-hostnames on  dns-support off'), 'client -> ecr-api tcp 443'), '52.46.1.2:443');
    assert.equal(
      await at(network('dns-hostnames on').replace('private-dns on', ''), 'client -> ecr-api tcp 443'),
      '52.46.1.2:443',
    );
  });

  it('of a service leads to the public address in other VPCs', async () => {
    assert.equal(await at(network('dns-hostnames on'), 'peer -> ecr-api tcp 443'), '52.46.1.2:443');
  });
});
