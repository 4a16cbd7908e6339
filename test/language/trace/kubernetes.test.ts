// Pods, their nodes, and services on ports of nodes.
import assert from 'node:assert/strict';
import { forwardSteps, returnSteps, verdictOf } from './short-trace.ts';

function cluster(node = '', services = ''): string {
  return `
host site 198.51.100.80
host six 2001:4860::8
network office 192.0.2.0/24
vpc v 10.0.0.0/16, 100.64.0.0/16, 2001:db8:1::/56 {
  igw main
  egress-igw out6
  subnet front 10.0.0.0/24 { az us-east-1a  route 0.0.0.0/0 -> main  nat out 10.0.0.220 { elastic-ip 203.0.113.10 } }
  subnet apps 10.0.1.0/24, 2001:db8:1:1::/64 {
    az us-east-1a
    route 0.0.0.0/0 -> out
    route 10.1.0.0/16 -> pcx
    route ::/0 -> out6
    node worker 10.0.1.100 { security-groups nodes  ${node} }
    pod plain 10.0.1.50, 2001:db8:1:1::50 { on worker }
    pod guarded 10.0.1.51 { on worker  security-groups pay }
    pod friend 10.0.1.52 { on worker  security-groups pay }
    instance client 10.0.1.10 { security-groups clients }
  }
  subnet more 100.64.1.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> out
    node second 100.64.1.100 { security-groups nodes }
    pod far 100.64.1.50 { on second }
    database rows 100.64.1.20 { engine postgres  security-groups data }
  }
  subnet public-a 10.0.2.0/24 {
    az us-east-1a
    route 0.0.0.0/0 -> main
    node outer 10.0.2.100 { security-groups nodes  elastic-ip 203.0.113.20  ${node} }
    pod loose 10.0.2.50 { on outer }
    pod own 10.0.2.51 { on outer  security-groups pay }
  }
  ${services}
  security-group nodes { ingress tcp 8080 from nodes  ingress tcp 30000-32767 from clients }
  security-group pay { ingress tcp 443 from nodes }
  security-group data { ingress tcp 5432 from nodes }
  security-group clients { }
}
vpc w 10.1.0.0/16 {
  subnet far-a 10.1.1.0/24 { az us-east-1a  route 10.0.0.0/16 -> pcx  instance peer 10.1.1.10 { security-groups open } }
  security-group open { ingress all from any }
}
peering pcx { vpcs v, w }
`;
}

const seen = async (text: string, connection: string): Promise<string | undefined> =>
  /^\S+ deliver (\S+) /.exec((await forwardSteps(text, connection)).at(-1) ?? '')?.[1];

describe('a pod', () => {
  it('keeps its address to all CIDR blocks of the VPC', async () => {
    assert.equal(await seen(cluster(), 'plain:40000 -> rows'), '10.0.1.50:40000');
    assert.equal(await verdictOf(cluster(), 'plain -> rows'), 'delivered');
  });

  it('uses the address of its node to all other destinations, and a port from 1024 to 65535', async () => {
    assert.deepEqual((await forwardSteps(cluster(), 'plain:40000 -> site tcp 443')).slice(0, 3), [
      'plain send 10.0.1.50:40000 -> 198.51.100.80:443',
      'worker translate 10.0.1.100:2741 -> 198.51.100.80:443',
      'worker filter 10.0.1.100:2741 -> 198.51.100.80:443',
    ]);
    assert.equal(
      (await returnSteps(cluster(), 'plain:40000 -> site tcp 443')).at(-1),
      'plain deliver 198.51.100.80:443 -> 10.0.1.50:40000',
    );
  });

  it('uses the address of its node to a peered VPC', async () => {
    assert.equal(await seen(cluster(), 'plain:40000 -> peer tcp 443'), '10.0.1.100:2741');
  });

  it('keeps its address to all destinations if external SNAT is on', async () => {
    const text = cluster('external-snat on');
    assert.equal(await seen(text, 'plain:40000 -> peer tcp 443'), '10.0.1.50:40000');
    assert.equal(await verdictOf(text, 'plain -> site tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'loose -> site tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
    assert.equal(await verdictOf(cluster(), 'loose -> site tcp 443'), 'delivered');
  });

  it('keeps its address to the CIDR blocks that its node excludes from SNAT, and to no others', async () => {
    const text = cluster('exclude-snat 10.1.0.0/17, 198.51.100.80/32');
    assert.equal(await seen(text, 'plain:40000 -> peer tcp 443'), '10.0.1.50:40000');
    assert.equal(await verdictOf(text, 'plain -> peer tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'loose -> site tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
    assert.equal(await verdictOf(text, 'loose -> 198.51.100.81 tcp 443'), 'delivered');
    const elsewhere = cluster('exclude-snat 10.1.128.0/17');
    assert.equal(await seen(elsewhere, 'plain:40000 -> peer tcp 443'), '10.0.1.100:2741');
    // The other node excludes nothing, and a pod with security groups of its own is never translated.
    assert.equal(
      await seen(
        text.replace(
          'route 0.0.0.0/0 -> out\n    node second',
          'route 0.0.0.0/0 -> out  route 10.1.0.0/16 -> pcx\n    node second',
        ),
        'far:40000 -> peer tcp 443',
      ),
      '100.64.1.100:2741',
    );
    assert.equal(await seen(text, 'guarded:40000 -> peer tcp 443'), '10.0.1.51:40000');
  });

  it('with security groups of its own is never translated, and has no internet access in a public subnet', async () => {
    assert.equal(await seen(cluster(), 'guarded:40000 -> peer tcp 443'), '10.0.1.51:40000');
    assert.equal(await verdictOf(cluster(), 'own -> site tcp 443'), 'dropped IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('with security groups of its own is filtered by them alone, also from the same node', async () => {
    assert.equal(await verdictOf(cluster(), 'plain -> guarded tcp 443'), 'delivered');
    assert.equal(await verdictOf(cluster(), 'friend -> guarded tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
    assert.equal(await verdictOf(cluster(), 'guarded -> rows'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('without security groups of its own has those of its node', async () => {
    assert.equal(await verdictOf(cluster(), 'far -> plain tcp 8080'), 'delivered');
    assert.equal(await verdictOf(cluster(), 'far -> plain tcp 9090'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('reaches every interface of its node inside the node, and is reached from it, whatever their security groups', async () => {
    const text = cluster('interface second 10.0.1.101 { security-groups pay }');
    for (const connection of ['plain -> 10.0.1.101 tcp 22', '10.0.1.101 -> plain tcp 22']) {
      assert.equal(await verdictOf(text, connection), 'delivered');
      assert.equal((await forwardSteps(text, connection)).length, 3);
    }
  });

  it('is not translated over IPv6', async () => {
    assert.equal(await seen(cluster(), '2001:db8:1:1::50 -> six tcp 443'), '[2001:db8:1:1::50]:45678');
  });
});

describe('a service on a port of the nodes', () => {
  const shop = (policy: string, pods: string): string =>
    cluster('', `kubernetes-service shop { node-port 31080  pods ${pods}  external-traffic-policy ${policy} }`);

  it('forwards to a pod on another node, with the address of the node that received the packet', async () => {
    const there = await forwardSteps(shop('cluster', 'far:8080'), 'client:40000 -> worker tcp 31080');
    assert.equal(there.at(-1), 'far deliver 10.0.1.100:2741 -> 100.64.1.50:8080');
    assert.equal(
      (await returnSteps(shop('cluster', 'far:8080'), 'client:40000 -> worker tcp 31080')).at(-1),
      'client deliver 10.0.1.100:31080 -> 10.0.1.10:40000',
    );
    assert.equal(await verdictOf(shop('cluster', 'far:8080'), 'client -> worker tcp 31080'), 'delivered');
  });

  it('forwards to a pod of the node inside the node, by which of its interfaces the packet came', async () => {
    const second = 'interface second 10.0.1.101 { security-groups clients, nodes }';
    const text = cluster(second, 'kubernetes-service shop { node-port 31080  pods plain:8080  external-traffic-policy cluster }');
    const there = await forwardSteps(text, 'client:40000 -> 10.0.1.101 tcp 31080');
    assert.equal(there.at(-1), 'plain deliver 10.0.1.101:2741 -> 10.0.1.50:8080');
    assert.equal(there.filter((step) => step.includes('filter')).length, 2);
  });

  it('needs security groups of the pod that allow the node', async () => {
    assert.equal(await verdictOf(shop('cluster', 'far:9090'), 'client -> worker tcp 31080'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('with the local traffic policy stays on the node and preserves the client address', async () => {
    assert.equal(await seen(shop('local', 'plain:8080'), 'client:40000 -> worker tcp 31080'), '10.0.1.10:40000');
    assert.equal(await verdictOf(shop('local', 'plain:8080'), 'client -> worker tcp 31080'), 'delivered');
    assert.equal(await verdictOf(shop('local', 'plain:8080'), 'client -> second tcp 31080'), 'dropped NO_LOCAL_POD');
  });

  it('with the local traffic policy does not work for a pod with its own security groups, which replies past the node', async () => {
    const text = (groups: string): string => `vpc v 10.0.0.0/16 {
  subnet apps 10.0.0.0/24 {
    node worker { security-groups open  source-dest-check off }
    pod one { on worker  ${groups} }
  }
  subnet clients 10.0.1.0/24 { instance client { security-groups open } }
  security-group open { ingress all from any }
  security-group wide { ingress all from any }
  kubernetes-service shop { node-port 31080  pods one:8080  external-traffic-policy local }
}`;
    assert.equal(await verdictOf(text(''), 'client -> worker tcp 31080'), 'delivered');
    assert.match(await verdictOf(text('security-groups wide'), 'client -> worker tcp 31080'), /^dropped/);
  });

  it('needs security groups of the node that allow its port', async () => {
    const text = shop('cluster', 'far:8080').replace('ingress tcp 30000-32767 from clients', '');
    assert.equal(await verdictOf(text, 'client -> worker tcp 31080'), 'dropped ENI_SG_RULES_MISMATCH');
  });

  it('receives traffic of a load balancer whose targets are nodes; one whose targets are pods uses the port of the pod', async () => {
    const text = (targets: string): string =>
      cluster(
        '',
        `kubernetes-service shop { node-port 31080  pods plain:8080 }
         nlb edge internal { subnets apps  security-groups clients  listen tcp 80 -> tg }
         target-group tg tcp ${targets}`,
      )
        .replace('security-group clients { }', 'security-group clients { ingress tcp 80 from any }')
        .replace('ingress tcp 8080 from nodes', 'ingress tcp 8080 from nodes, clients');
    const byNode = await forwardSteps(text('31080 { targets worker }'), 'client:40000 -> edge tcp 80');
    assert.ok(byNode.some((step) => step.startsWith('shop translate')));
    assert.equal(await verdictOf(text('31080 { targets worker }'), 'client -> edge tcp 80'), 'delivered');
    const byPod = await forwardSteps(text('8080 { targets plain }'), 'client:40000 -> edge tcp 80');
    assert.ok(byPod.every((step) => !step.startsWith('shop')));
    assert.equal(await verdictOf(text('8080 { targets plain }'), 'client -> edge tcp 80'), 'delivered');
  });

  it('is forwarded by the members of a fleet that a target group has with the port, which is a node group', async () => {
    const text = (targets: string, policy = 'cluster', pods = 'ingress tcp 8080 from group-nodes'): string => `
vpc v 10.0.0.0/16 {
  subnet a 10.0.1.0/24 { az us-east-1a  pod shop-1 { security-groups pods }  instance client { security-groups front } }
  subnet b 10.0.2.0/24 { az us-east-1b }
  fleet group { subnets a, b  security-groups group-nodes }
  kubernetes-service shop { node-port 31080  pods shop-1:8080  external-traffic-policy ${policy} }
  alb edge internal { subnets a, b  security-groups front  listen http 80 -> tg }
  target-group tg http ${targets}
  security-group front { ingress tcp 80 from any }
  security-group group-nodes { ingress tcp 31080, 8080 from front }
  security-group pods { ${pods} }
}`;
    const toShop = 'client -> edge tcp 80';
    assert.equal(await verdictOf(text('31080 { targets group }'), toShop), 'delivered');
    assert.equal(
      await verdictOf(text('31080 { targets group }', 'cluster', 'ingress tcp 8080 from front'), toShop),
      'dropped ENI_SG_RULES_MISMATCH',
    );
    const steps = await forwardSteps(text('8080 { targets group:31080 }'), 'client:40000 -> group tcp 31080');
    assert.ok(
      steps.some((step) => step.startsWith('shop translate')),
      steps.join('\n'),
    );
    // Any other fleet is not of the cluster, and where the pods of a node group are is not in the text.
    assert.equal(await verdictOf(text('8080 { targets group }', 'cluster', ''), toShop), 'delivered');
    assert.equal(await verdictOf(text('31080 { targets group }', 'local'), toShop), 'unknown');
  });
});

describe('the API server of a cluster', () => {
  it('is reached by nodes at its interfaces in the VPC, if its security groups allow them', async () => {
    const text = cluster(
      '',
      'eks api { subnets apps, more  security-groups control }  security-group control { ingress tcp 443 from nodes }',
    );
    assert.equal(await verdictOf(text, 'worker -> api tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'plain -> api tcp 443'), 'delivered');
    assert.equal(await verdictOf(text, 'client -> api tcp 443'), 'dropped ENI_SG_RULES_MISMATCH');
  });
});
