// All connectivity of examples/production.netarch, derived by hand from the file and the AWS documentation.
import assert from 'node:assert/strict';
import { netarch } from '#test/support/command-line.ts';

/*
 * Resources without lines below, and why:
 * - nat-a, nat-b: a NAT gateway opens no connections itself and accepts only replies.
 * - orders-*, sessions-* as senders: `egress none`. Their replies need no rule in stateful security groups, and the network ACL data-only lets
 *   replies out to 1024-65535, the ports of clients.
 * - internet and dockerhub as senders to anything but shop: no other resource has a public address that replies, and without one the
 *   internet gateway lets nothing in. The nodes of the load balancer have public addresses, because it is internet-facing.
 * - internet and dockerhub to each other: outside the network of this file.
 */

// From external hosts. web: `ingress tcp 80, 443 from internet`; shop listens on 80 and 443; public-a and public-b have routes back to the gateway.
// `via` omits the subnets of gateways and load balancers.
const IN = [
  'internet [0.0.0.0/0] -> shop: tcp 80,443 via main shop',
  // A host is a named part of the internet: the same rules apply to its address.
  'dockerhub [52.85.123.45/32] -> shop: tcp 80,443 via main shop',
];

// Behind the load balancer. It connects only to its targets, on their ports: storefront 8080, carts 8081; web lets 8080-8081 out to
// nodes, nodes lets 8080-8081 in from web. Pods without their own security groups have those of the node. Each pod is one hop away in its subnet.
const BALANCED = [
  'shop [10.0.0.5/32 10.0.16.5/32] -> shop-1: tcp 8080 via private-a shop-1',
  'shop [10.0.0.5/32 10.0.16.5/32] -> shop-2: tcp 8080 via private-b shop-2',
  'shop [10.0.0.5/32 10.0.16.5/32] -> cart-1: tcp 8081 via private-a cart-1',
  'shop [10.0.0.5/32 10.0.16.5/32] -> cart-2: tcp 8081 via private-b cart-2',
];

// Nodes and pods in us-east-1a. The security group nodes has no outbound rules, so all outbound traffic is allowed.
const ZONE_A = [
  // Node and pod: `ingress all from nodes`. Inside a subnet no network ACL applies and no route is needed.
  'worker-1 [10.0.1.100/32] -> shop-1: all via shop-1',
  'worker-1 [10.0.1.100/32] -> cart-1: all via cart-1',
  'shop-1 [10.0.1.150/32] -> worker-1: all via worker-1',
  'cart-1 [10.0.1.151/32] -> worker-1: all via worker-1',
  // Two pods on one node: the packets never leave it, so no security group or network ACL applies.
  'shop-1 [10.0.1.150/32] -> cart-1: all via worker-1 cart-1',
  'cart-1 [10.0.1.151/32] -> shop-1: all via worker-1 shop-1',
  // The other Availability Zone: the same rule, over the local route, through the default network ACLs of both subnets, which allow everything.
  'worker-1 [10.0.1.100/32] -> worker-2: all via private-a private-b worker-2',
  'worker-1 [10.0.1.100/32] -> shop-2: all via private-a private-b shop-2',
  'worker-1 [10.0.1.100/32] -> cart-2: all via private-a private-b cart-2',
  'shop-1 [10.0.1.150/32] -> worker-2: all via private-a private-b worker-2',
  'shop-1 [10.0.1.150/32] -> shop-2: all via private-a private-b shop-2',
  'shop-1 [10.0.1.150/32] -> cart-2: all via private-a private-b cart-2',
  'cart-1 [10.0.1.151/32] -> worker-2: all via private-a private-b worker-2',
  'cart-1 [10.0.1.151/32] -> shop-2: all via private-a private-b shop-2',
  'cart-1 [10.0.1.151/32] -> cart-2: all via private-a private-b cart-2',
  // The data tier: security group data lets 5432 and 6379 in from nodes, for every resource; network ACL data-only lets both in from 10.0.0.0/16.
  'worker-1 [10.0.1.100/32] -> orders-a: tcp 5432,6379 via private-a data-a orders-a',
  'worker-1 [10.0.1.100/32] -> sessions-a: tcp 5432,6379 via private-a data-a sessions-a',
  'worker-1 [10.0.1.100/32] -> orders-b: tcp 5432,6379 via private-a data-b orders-b',
  'worker-1 [10.0.1.100/32] -> sessions-b: tcp 5432,6379 via private-a data-b sessions-b',
  'shop-1 [10.0.1.150/32] -> orders-a: tcp 5432,6379 via private-a data-a orders-a',
  'shop-1 [10.0.1.150/32] -> sessions-a: tcp 5432,6379 via private-a data-a sessions-a',
  'shop-1 [10.0.1.150/32] -> orders-b: tcp 5432,6379 via private-a data-b orders-b',
  'shop-1 [10.0.1.150/32] -> sessions-b: tcp 5432,6379 via private-a data-b sessions-b',
  'cart-1 [10.0.1.151/32] -> orders-a: tcp 5432,6379 via private-a data-a orders-a',
  'cart-1 [10.0.1.151/32] -> sessions-a: tcp 5432,6379 via private-a data-a sessions-a',
  'cart-1 [10.0.1.151/32] -> orders-b: tcp 5432,6379 via private-a data-b orders-b',
  'cart-1 [10.0.1.151/32] -> sessions-b: tcp 5432,6379 via private-a data-b sessions-b',
  // Out: `0.0.0.0/0 -> nat-a`, from there `0.0.0.0/0 -> main`. A NAT gateway translates only TCP, UDP and ICMP. What a pod
  // sends out of the VPC has the address of its node: the node is on the path.
  'worker-1 [10.0.1.100/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via private-a nat-a main internet',
  'worker-1 [10.0.1.100/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via private-a nat-a main dockerhub',
  'shop-1 [10.0.1.150/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via worker-1 private-a nat-a main internet',
  'shop-1 [10.0.1.150/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via worker-1 private-a nat-a main dockerhub',
  'cart-1 [10.0.1.151/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via worker-1 private-a nat-a main internet',
  'cart-1 [10.0.1.151/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via worker-1 private-a nat-a main dockerhub',
  // The shop by its DNS name, which resolves to public addresses even here: out through the NAT gateway, in through the internet gateway.
  'worker-1 [10.0.1.100/32] -> shop: tcp 80,443 via private-a nat-a main shop',
  'shop-1 [10.0.1.150/32] -> shop: tcp 80,443 via worker-1 private-a nat-a main shop',
  'cart-1 [10.0.1.151/32] -> shop: tcp 80,443 via worker-1 private-a nat-a main shop',
  // The shop by the private addresses of its nodes: its security group allows everybody.
  'worker-1 [10.0.1.100/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-a shop',
  'shop-1 [10.0.1.150/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-a shop',
  'cart-1 [10.0.1.151/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-a shop',
];

// us-east-1b mirrors us-east-1a: private-b, nat-b, worker-2.
const ZONE_B = [
  'worker-2 [10.0.17.100/32] -> shop-2: all via shop-2',
  'worker-2 [10.0.17.100/32] -> cart-2: all via cart-2',
  'shop-2 [10.0.17.150/32] -> worker-2: all via worker-2',
  'cart-2 [10.0.17.151/32] -> worker-2: all via worker-2',
  'shop-2 [10.0.17.150/32] -> cart-2: all via worker-2 cart-2',
  'cart-2 [10.0.17.151/32] -> shop-2: all via worker-2 shop-2',
  'worker-2 [10.0.17.100/32] -> worker-1: all via private-b private-a worker-1',
  'worker-2 [10.0.17.100/32] -> shop-1: all via private-b private-a shop-1',
  'worker-2 [10.0.17.100/32] -> cart-1: all via private-b private-a cart-1',
  'shop-2 [10.0.17.150/32] -> worker-1: all via private-b private-a worker-1',
  'shop-2 [10.0.17.150/32] -> shop-1: all via private-b private-a shop-1',
  'shop-2 [10.0.17.150/32] -> cart-1: all via private-b private-a cart-1',
  'cart-2 [10.0.17.151/32] -> worker-1: all via private-b private-a worker-1',
  'cart-2 [10.0.17.151/32] -> shop-1: all via private-b private-a shop-1',
  'cart-2 [10.0.17.151/32] -> cart-1: all via private-b private-a cart-1',
  'worker-2 [10.0.17.100/32] -> orders-a: tcp 5432,6379 via private-b data-a orders-a',
  'worker-2 [10.0.17.100/32] -> sessions-a: tcp 5432,6379 via private-b data-a sessions-a',
  'worker-2 [10.0.17.100/32] -> orders-b: tcp 5432,6379 via private-b data-b orders-b',
  'worker-2 [10.0.17.100/32] -> sessions-b: tcp 5432,6379 via private-b data-b sessions-b',
  'shop-2 [10.0.17.150/32] -> orders-a: tcp 5432,6379 via private-b data-a orders-a',
  'shop-2 [10.0.17.150/32] -> sessions-a: tcp 5432,6379 via private-b data-a sessions-a',
  'shop-2 [10.0.17.150/32] -> orders-b: tcp 5432,6379 via private-b data-b orders-b',
  'shop-2 [10.0.17.150/32] -> sessions-b: tcp 5432,6379 via private-b data-b sessions-b',
  'cart-2 [10.0.17.151/32] -> orders-a: tcp 5432,6379 via private-b data-a orders-a',
  'cart-2 [10.0.17.151/32] -> sessions-a: tcp 5432,6379 via private-b data-a sessions-a',
  'cart-2 [10.0.17.151/32] -> orders-b: tcp 5432,6379 via private-b data-b orders-b',
  'cart-2 [10.0.17.151/32] -> sessions-b: tcp 5432,6379 via private-b data-b sessions-b',
  'worker-2 [10.0.17.100/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via private-b nat-b main internet',
  'worker-2 [10.0.17.100/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via private-b nat-b main dockerhub',
  'shop-2 [10.0.17.150/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via worker-2 private-b nat-b main internet',
  'shop-2 [10.0.17.150/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via worker-2 private-b nat-b main dockerhub',
  'cart-2 [10.0.17.151/32] -> internet [0.0.0.0/0]: icmp; tcp; udp via worker-2 private-b nat-b main internet',
  'cart-2 [10.0.17.151/32] -> dockerhub [52.85.123.45/32]: icmp; tcp; udp via worker-2 private-b nat-b main dockerhub',
  'worker-2 [10.0.17.100/32] -> shop: tcp 80,443 via private-b nat-b main shop',
  'shop-2 [10.0.17.150/32] -> shop: tcp 80,443 via worker-2 private-b nat-b main shop',
  'cart-2 [10.0.17.151/32] -> shop: tcp 80,443 via worker-2 private-b nat-b main shop',
  'worker-2 [10.0.17.100/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-b shop',
  'shop-2 [10.0.17.150/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-b shop',
  'cart-2 [10.0.17.151/32] -> shop [10.0.0.5/32 10.0.16.5/32]: tcp 80,443 via private-b shop',
];

interface Row {
  readonly from: string;
  readonly to: string;
  readonly sources: readonly string[];
  readonly destinations?: readonly string[];
  readonly allows: readonly { readonly protocol: string; readonly ports?: readonly string[] }[];
  readonly via: readonly string[];
}

describe('netarch reach examples/production.netarch', () => {
  it('lists exactly the connectivity derived by hand', async () => {
    const { code, out, err } = await netarch(['reach', 'examples/production.netarch', '--format', 'json']);
    assert.deepEqual([code, err], [0, '']);
    const { version, pairs, ...more } = JSON.parse(out);
    assert.deepEqual([version, more], [1, {}]);
    assert.deepEqual(pairs.map(lineOf).toSorted(), [...IN, ...BALANCED, ...ZONE_A, ...ZONE_B].toSorted());
  });

  it('prints the documented example pair', async () => {
    const { out } = await netarch(['reach', 'examples/production.netarch', '--from', 'internet', '--format', 'json']);
    const only = {
      from: 'internet',
      to: 'production.shop',
      sources: ['0.0.0.0/0'],
      allows: [{ protocol: 'tcp', ports: ['80', '443'] }],
      via: ['production.main', 'production.shop'],
    };
    assert.deepEqual(JSON.parse(out), { version: 1, pairs: [only] });
  });
});

/** Keys that no pair of this file should have are kept, so that the test fails on them. */
function lineOf({ from, to, sources, destinations, allows, via, ...more }: Row): string {
  const traffic = allows.map(({ protocol, ports, ...rest }) => {
    const odd = Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
    return `${protocol}${ports === undefined ? '' : ` ${ports.join(',')}`}${odd}`;
  });
  const receiver = destinations === undefined ? short(to) : `${short(to)} [${destinations.join(' ')}]`;
  const odd = Object.keys(more).length === 0 ? '' : JSON.stringify(more);
  return `${short(from)} [${sources.join(' ')}] -> ${receiver}: ${traffic.join('; ')} via ${via.map(short).join(' ')}${odd}`;
}

function short(id: string): string {
  return id.replace('production.', '');
}
