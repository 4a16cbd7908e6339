// VPC endpoints: private access to services, who can use them, and what they do not accept.
import assert from 'node:assert/strict';
import { shortName } from '#language/network/id.ts';
import { traceOf } from '#test/support/trace-text.ts';
import { assumedAt, forwardSteps, returnSteps, trackingKinds, verdictOf } from './short-trace.ts';

describe('a gateway endpoint', () => {
  const stored = (back: string, groups = 'security-group open { ingress all from any }'): string => `
network s3 52.216.0.0/15
network s3-elsewhere 52.92.0.0/17
network office 192.0.2.0/24
vpc v 10.0.0.0/16 {
  igw main
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet back 10.0.1.0/24 { az us-east-1a  ${back}  instance client 10.0.1.10 { security-groups open } }
  subnet tgw 10.0.2.0/28 { az us-east-1a }
  endpoint storage gateway { service s3  serves s3  subnets back, tgw }
  ${groups}
}
vpc w 10.1.0.0/16 { subnet far-a 10.1.1.0/24 { az us-east-1a  route 52.216.0.0/15 -> pcx  instance peer 10.1.1.10 } }
vpc spoke 10.2.0.0/16 { subnet s 10.2.1.0/24 { az us-east-1a  route 0.0.0.0/0 -> hub  route 10.0.0.0/16 -> hub  instance app 10.2.1.10 } }
peering pcx { vpcs v, w }
vpn line { vpc v  remote office }
transit-gateway hub { attach v { subnets tgw }  attach spoke { subnets s }  route-table default { route 0.0.0.0/0 -> v } }
`;

  it('is a route: the longest prefix decides between it, a default route and more specific ones', async () => {
    const text = stored('route 0.0.0.0/0 -> out  route 52.217.0.0/16 -> out');
    assert.ok((await forwardSteps(text, 'client -> 52.216.0.9 tcp 443')).some((step) => step.startsWith('storage forward')));
    assert.ok((await forwardSteps(text, 'client -> 52.217.0.9 tcp 443')).some((step) => step.startsWith('out translate')));
    assert.ok((await forwardSteps(text, 'client -> s3-elsewhere tcp 443')).some((step) => step.startsWith('out translate')));
  });

  it('reaches the service with the private source address, without internet access', async () => {
    assert.equal(
      (await forwardSteps(stored(''), 'client:40000 -> s3 tcp 443')).at(-1),
      's3 deliver 10.0.1.10:40000 -> 52.216.0.7:443',
    );
    assert.equal(await verdictOf(stored(''), 'client -> s3 tcp 443'), 'delivered');
  });

  it('needs security groups and network ACLs that allow the public addresses of the service', async () => {
    const list = (more: string): string =>
      stored(
        'network-acl l',
        `network-acl l { outbound 100 allow tcp 443 to 52.216.0.0/15  ${more} }  security-group open { egress tcp 443 to s3 }`,
      );
    assert.equal(
      await verdictOf(list('inbound 100 allow tcp 1024-65535 from 52.216.0.0/15'), 'client -> s3 tcp 443'),
      'delivered',
    );
    assert.equal(
      await verdictOf(list('inbound 100 allow tcp 1024-65535 from 10.0.0.0/16'), 'client -> s3 tcp 443'),
      'dropped return SUBNET_ACL_RESTRICTION',
    );
    assert.equal(
      await verdictOf(stored('', 'security-group open { egress tcp 443 to 10.0.0.0/16 }'), 'client -> s3 tcp 443'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
  });

  it('carries what a NAT gateway sends, if the subnet of the NAT gateway has the route, which is assumed', async () => {
    const text = stored('route 52.216.0.0/15 -> out').replace('subnets back, tgw', 'subnets front');
    assert.equal((await forwardSteps(text, 'client -> s3 tcp 443')).at(-1), 's3 deliver 10.0.0.220:12345 -> 52.216.0.7:443');
    assert.equal(await verdictOf(text, 'client -> s3 tcp 443'), 'delivered');
    assert.deepEqual(await assumedAt(text, 'client -> s3 tcp 443'), ['storage forward']);
    assert.deepEqual(await assumedAt(stored(''), 'client -> s3 tcp 443'), []);
  });

  it('carries TCP and ICMP echo only', async () => {
    assert.equal(await verdictOf(stored(''), 'client -> s3 icmp'), 'delivered');
    assert.equal(await verdictOf(stored(''), 'client -> s3 udp 443'), 'dropped VPCE_GATEWAY_PROTOCOL_RESTRICTION');
  });

  it('cannot be used over a peering connection, a transit gateway or a VPN', async () => {
    assert.equal(await verdictOf(stored(''), 'peer -> s3 tcp 443'), 'dropped PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
    assert.equal(await verdictOf(stored(''), 'app -> s3 tcp 443'), 'dropped GATEWAY_REJECTS_SPOOFED_TRAFFIC');
  });

  it('takes no reply: one to an address of the service does not come back to a site that uses this address', async () => {
    const text = `
network bucket 52.216.0.0/24
network site 52.216.0.0/16
vpc v 10.0.0.0/16 {
  private subnet a 10.0.1.0/24 { az us-east-1a  propagate line  instance web { security-groups open } }
  security-group open { ingress all from any }
  endpoint store gateway { service s3  serves bucket  subnets a }
}
vpn line { vpc v  remote site  routing static }`;
    assert.equal(await verdictOf(text, '52.216.1.7 -> web tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'site -> web tcp 443'), 'dropped return NO_STATE');
  });
});

describe('an interface endpoint', () => {
  const served = (endpoint = 'security-groups web', more = ''): string => `
host ecr-api 52.46.1.2
network office 192.0.2.0/24
vpc v 10.0.0.0/16 {
  dns-hostnames on
  subnet back 10.0.1.0/24 {
    az us-east-1a
    route 10.1.0.0/16 -> pcx
    propagate line
    instance client 10.0.1.10 { security-groups open }
  }
  subnet other 10.0.2.0/24 { az us-east-1b  instance second 10.0.2.10 { security-groups open } }
  endpoint registry interface { service ecr.api  serves ecr-api  subnets back  ${endpoint}  private-dns on }
  security-group open { }
  security-group web { ingress tcp 443 from 10.0.0.0/15, office  ingress icmp from any }
  ${more}
}
vpc w 10.1.0.0/16 { subnet far-a 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/16 -> pcx  instance peer 10.1.1.10 } }
peering pcx { vpcs v, w }
vpn line { vpc v  remote office }
`;

  it('is an interface: security groups apply on both sides, network ACLs only from another subnet', async () => {
    assert.deepEqual(placesOf(await forwardSteps(served(), 'client -> ecr-api tcp 443')), [
      'client send',
      'client filter',
      'registry filter',
      'registry terminate',
    ]);
    assert.deepEqual(placesOf(await forwardSteps(served(), 'second -> ecr-api tcp 443')), [
      'second send',
      'second filter',
      'other filter',
      'other route',
      'back filter',
      'registry filter',
      'registry terminate',
    ]);
    assert.equal(await verdictOf(served(''), 'client -> ecr-api tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('also serves the other Availability Zones', async () => {
    assert.equal(await verdictOf(served(), 'second -> ecr-api tcp 443'), 'delivered');
    assert.equal(await verdictOf(served(), 'second -> every endpoint tcp 443'), 'delivered');
  });

  it('is used in the client’s Availability Zone if it has an interface there', async () => {
    const both = served().replace('subnets back  security', 'subnets back, other  security');
    assert.deepEqual(placesOf(await forwardSteps(both, 'second -> ecr-api tcp 443')), [
      'second send',
      'second filter',
      'registry filter',
      'registry terminate',
    ]);
  });

  it('does not reply to ping, opens no connections, and serves tcp 443 only, which is assumed', async () => {
    assert.equal(await verdictOf(served(), 'client -> registry icmp'), 'dropped ENDPOINT_PORT');
    assert.equal(
      await verdictOf(served().replace('tcp 443 from 10.0.0.0/15', 'tcp 443, 80 from 10.0.0.0/15'), 'client -> registry tcp 80'),
      'dropped ENDPOINT_PORT',
    );
    assert.deepEqual(await assumedAt(served(), 'client -> registry icmp'), ['registry drop']);
    assert.equal(await verdictOf(served(), 'registry -> client tcp 443'), 'dropped NO_POSSIBLE_DESTINATION');
  });

  it('is reached over a peering connection and a VPN like any interface', async () => {
    assert.equal(await verdictOf(served(), 'peer -> registry tcp 443'), 'delivered');
    assert.equal(await verdictOf(served(), 'office -> registry tcp 443'), 'delivered');
  });

  it('has the default security group if none is named', async () => {
    assert.equal(
      await verdictOf(served('').replaceAll('{ security-groups open }', ''), 'client -> ecr-api tcp 443'),
      'delivered',
    );
  });

  it('of an endpoint service leads to its load balancer, on the ports of its listeners; the targets see the nodes, and CIDR blocks may overlap', async () => {
    const own = (groups: string): string => `
vpc consumer 10.0.0.0/16 {
  subnet c 10.0.1.0/24 { az us-east-1a  instance client 10.0.1.10 { security-groups open } }
  endpoint shop interface { serves provider.front  subnets c  security-groups open }
  security-group open { ingress all from any }
}
vpc provider 10.0.0.0/16 {
  subnet p 10.0.1.0/24 { az us-east-1a  instance server 10.0.1.10 { security-groups servers } }
  nlb front internal { subnets p  ${groups}  listen tcp 8443 -> tg }
  target-group tg tcp 443 { targets server }
  security-group front-only { ingress tcp 8443 from 10.0.1.0/24 }
  security-group elsewhere { ingress tcp 8443 from 10.9.0.0/16 }
  security-group servers { ingress tcp 443 from any }
}`;
    assert.equal(await verdictOf(own(''), 'client -> shop tcp 8443'), 'delivered');
    assert.equal(await verdictOf(own(''), 'client -> shop tcp 443'), 'dropped ENDPOINT_PORT');
    assert.equal(await verdictOf(own('security-groups front-only'), 'client -> shop tcp 8443'), 'delivered');
    assert.equal(await verdictOf(own('security-groups elsewhere'), 'client -> shop tcp 8443'), 'dropped ENI_SG_RULES_MISMATCH');
    const { nextConnections } = await traceOf(own('security-groups front-only'), 'client -> shop tcp 8443');
    assert.deepEqual(
      nextConnections.map(({ from, to }) => [shortName(from), shortName(to)]),
      [['front', 'server']],
    );
    const strict = own('security-groups front-only').replace('ingress tcp 443 from any', 'ingress tcp 443 from front-only');
    assert.equal(await verdictOf(strict, 'client -> shop tcp 8443'), 'delivered');
    assert.equal(
      await verdictOf(strict.replace('tcp 443 from front-only', 'tcp 80 from any'), 'client -> shop tcp 8443'),
      'dropped ENI_SG_RULES_MISMATCH',
    );
  });
});

describe('a service of your own', () => {
  it('is not filtered by inbound rules that are not enforced on PrivateLink', async () => {
    const text = (setting: string): string => `
vpc consumer 10.0.0.0/16 {
  subnet c 10.0.1.0/24 { az us-east-1a  instance client { security-groups open } }
  endpoint shop interface { serves provider.front  subnets c  security-groups open }
  security-group open { ingress all from any }
}
vpc provider 10.0.0.0/16 {
  subnet p 10.0.1.0/24 { az us-east-1a  instance server { security-groups open }  instance near { security-groups open } }
  nlb front internal { subnets p  security-groups elsewhere  ${setting}  listen tcp 443 -> tg }
  target-group tg tcp 443 { targets server }
  security-group elsewhere { ingress tcp 443 from 10.9.0.0/16 }
  security-group open { ingress all from any }
}`;
    assert.equal(await verdictOf(text(''), 'client -> shop tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(text('enforce-on-privatelink on'), 'client -> shop tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(text('enforce-on-privatelink off'), 'client -> shop tcp 443'), 'delivered');
    // The rules still apply to clients that call the load balancer itself.
    assert.equal(await verdictOf(text('enforce-on-privatelink off'), 'near -> front tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });
});

function placesOf(steps: readonly string[]): readonly string[] {
  return steps.map((step) => step.split(' ').slice(0, 2).join(' '));
}

describe('the service behind an endpoint', () => {
  it('replies by the same path', async () => {
    const text = `
network s3 52.216.0.0/15
vpc v 10.0.0.0/16 {
  subnet back 10.0.1.0/24 { az us-east-1a  instance client 10.0.1.10 }
  endpoint storage gateway { service s3  serves s3  subnets back }
}`;
    assert.deepEqual(placesOf(await returnSteps(text, 'client -> s3 tcp 443')), [
      's3 send',
      'storage forward',
      'back filter',
      'client filter',
      'client deliver',
    ]);
    assert.deepEqual(await trackingKinds(text, 'client -> s3 tcp 443'), ['instance']);
  });
});
