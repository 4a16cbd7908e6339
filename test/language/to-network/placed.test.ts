// What is in subnets: VPC endpoints, additional interfaces, pods, node ports, IP targets, private APIs.
import assert from 'node:assert/strict';
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import { entityId } from '#language/network/id.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import { networkOf } from '#test/support/trace-text.ts';

/** `a.x 10.0.1.4/203.0.113.9 [web] unchecked`: the subnet, the addresses, the groups. */
function interfaceText({ subnet, addresses, securityGroups, sourceDestCheck }: Interface): string {
  const all = addresses.map((one) => formatAddress(one.private) + (one.public ? `/${formatAddress(one.public)}` : ''));
  const groups = securityGroups === undefined ? 'none' : `[${securityGroups.map(({ name }) => name).join(' ')}]`;
  return `${subnet.name} ${all.join(' ')} ${groups}${sourceDestCheck ? '' : ' unchecked'}`;
}

const interfacesOf = (network: Network, owner: string) =>
  network.interfaces.filter((one) => one.owner === entityId(owner)).map(interfaceText);

describe('endpoints', () => {
  const TEXT = `
network s3 52.216.0.0/15
host ecr-api 52.46.1.2
lambda fn
api-gateway inner private { invoke fn }
vpc w 10.1.0.0/16 { subnet x 10.1.1.0/24  nlb shop internal { subnets x  listen tcp 80 -> none-yet } }
vpc v 10.0.0.0/16 {
  endpoint storage gateway { service s3  serves s3  subnets a }
  endpoint registry interface "Registry" { service ecr.api  serves ecr-api, inner  subnets a, b  security-groups web  private-dns on }
  endpoint plain interface { serves w.shop  subnets a }
  endpoint inspect gateway-load-balancer { subnets b }
  endpoint shell instance-connect { subnets b  preserve-client-ip on }
  subnet a 10.0.1.0/24 { az us-east-1a  instance first }
  subnet b 10.0.2.0/24 { az us-east-1b }
  security-group web
}`;

  it('have an interface in each subnet, except for gateway endpoints', async () => {
    const network = await networkOf(TEXT);
    assert.deepEqual(interfacesOf(network, 'v.storage'), []);
    assert.deepEqual(interfacesOf(network, 'v.registry'), ['a 10.0.1.5 [web]', 'b 10.0.2.4 [web]']);
    assert.deepEqual(interfacesOf(network, 'v.plain'), ['a 10.0.1.6 [default]']);
    assert.deepEqual(interfacesOf(network, 'v.inspect'), ['b 10.0.2.5 none unchecked']);
    assert.deepEqual(interfacesOf(network, 'v.shell'), ['b 10.0.2.6 [default]']);
  });

  it('say what they serve and how', async () => {
    const { endpoints, byId } = await networkOf(TEXT);
    assert.deepEqual(
      endpoints.map(({ name, type, service, serves, privateDns, preserveClientIp }) => [
        name,
        type,
        service,
        serves.join(' '),
        privateDns,
        preserveClientIp,
      ]),
      [
        ['storage', 'gateway', 's3', 's3', false, false],
        ['registry', 'interface', 'ecr.api', 'ecr-api inner', true, false],
        ['plain', 'interface', undefined, 'w.shop', false, false],
        ['inspect', 'gateway-load-balancer', undefined, '', false, false],
        ['shell', 'instance-connect', undefined, '', false, true],
      ],
    );
    for (const endpoint of endpoints) assert.equal(byId.get(endpoint.id), endpoint);
  });
});

describe('workloads', () => {
  it('have the additional interfaces that they declare', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    instance dual 10.0.1.60 {
      security-groups web
      interface eth1 10.0.2.60, 10.0.2.61 { subnets b  security-groups data  elastic-ip 203.0.113.9 }
      interface eth2 { source-dest-check off }
    }
    instance next
  }
  subnet b 10.0.2.0/24
  security-group web
  security-group data
}`);
    assert.deepEqual(interfacesOf(network, 'v.dual'), [
      'a 10.0.1.60 [web]',
      'b 10.0.2.60/203.0.113.9 10.0.2.61 [data]',
      'a 10.0.1.4 [default] unchecked',
    ]);
    assert.deepEqual(
      network.interfaces.map(({ id }) => id),
      ['v.dual#interface-1', 'v.dual#interface-2', 'v.dual#interface-3', 'v.next#interface-1'],
    );
  });

  it('that are pods are translated by their node, unless external SNAT is on or they have security groups of their own', async () => {
    const network = await networkOf(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    node plain { security-groups nodes }
    node quiet { security-groups nodes  external-snat on }
    pod one { on plain }
    pod two { on plain  security-groups own }
    pod three { on quiet }
    pod four
  }
  security-group nodes
  security-group own
}`);
    assert.deepEqual(
      network.workloads.map(({ name, nodeTranslates, interfaces: [first] }) => [
        name,
        nodeTranslates,
        first?.securityGroups?.map((group) => group.name).join(),
      ]),
      [
        ['plain', undefined, 'nodes'],
        ['quiet', undefined, 'nodes'],
        ['one', true, 'nodes'],
        ['two', false, 'own'],
        ['three', false, 'nodes'],
        ['four', undefined, 'default'],
      ],
    );
  });
});

describe('nodes', () => {
  it('can exclude CIDR blocks from the translation of their pods, unless they translate none', async () => {
    const { workloads } = await networkOf(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    node some { exclude-snat 10.9.0.0/16, 172.16.0.0/12  exclude-snat 192.168.0.0/16 }
    node none { external-snat on  exclude-snat 10.9.0.0/16 }
    pod one { on some }
    pod two { on none }
    pod three { on some  security-groups own }
  }
  security-group own
}`);
    assert.deepEqual(
      workloads.filter(({ kind }) => kind === 'pod').map(({ keepsAddressTo }) => keepsAddressTo?.map(formatPrefix)),
      [['10.9.0.0/16', '172.16.0.0/12', '192.168.0.0/16'], undefined, undefined],
    );
  });
});

describe('services', () => {
  it('of Kubernetes can be reached on every node of the VPC, and on the hosts of their pods', async () => {
    const { kubernetesServices } = await networkOf(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 {
    node worker-1
    node worker-2
    instance own-machine
    instance other
    pod shop-1 { on worker-1 }
    pod shop-2 { on own-machine }
  }
  kubernetes-service web { node-port 31080  pods shop-1:8080, shop-2:9090  external-traffic-policy local }
  kubernetes-service silent { node-port 30000 }
}
vpc w 10.1.0.0/16 { subnet x 10.1.1.0/24 { node elsewhere } }`);
    assert.deepEqual(
      kubernetesServices.map(({ id, nodePort, workers, pods, trafficPolicy }) => [
        id,
        nodePort,
        workers.join(' '),
        pods.map(({ pod, port }) => `${pod}:${port}`).join(' '),
        trafficPolicy,
      ]),
      [
        ['v.web', 31080, 'v.worker-1 v.worker-2 v.own-machine', 'v.shop-1:8080 v.shop-2:9090', 'local'],
        ['v.silent', 30000, 'v.worker-1 v.worker-2', '', 'cluster'],
      ],
    );
  });

  it('behind load balancers can be IP addresses, which are then not assigned to other resources', async () => {
    const { targetGroups, interfaces } = await networkOf(`
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { instance web }
  target-group t tcp 80 { targets web, 10.0.1.4:8080, [2001:db8::1]:9090 }
}`);
    assert.deepEqual(
      targetGroups[0]?.targets.map(({ id, resource, address, type, port }) => [
        id,
        resource,
        address && formatAddress(address),
        type,
        port,
      ]),
      [
        ['v.t#target-1', 'v.web', undefined, 'instance', 80],
        ['v.t#target-2', 'v.t#target-2', '10.0.1.4', 'ip', 8080],
        ['v.t#target-3', 'v.t#target-3', '2001:db8::1', 'ip', 9090],
      ],
    );
    assert.deepEqual(interfaces.map(interfaceText), ['a 10.0.1.5 [default]']);
  });

  it('of API Gateway have no public address if they are private', async () => {
    const { apiGateways } = await networkOf('lambda fn\napi-gateway a private { invoke fn }\napi-gateway b { invoke fn }');
    assert.deepEqual(
      apiGateways.map(({ name, address }) => [name, address !== undefined]),
      [
        ['a', false],
        ['b', true],
      ],
    );
  });
});
