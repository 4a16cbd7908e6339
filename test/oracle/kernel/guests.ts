// What some machines do with packets of others: NAT gateways and NAT instances translate, functions accept no connections.
// Facts 6.1, 6.3, 6.4, 6.9, 6.13 (NAT gateway), 7.1 and 7.5 (NAT instance), 9.5 (no packet gets into a function), 10.1 and 10.2 (pods).
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import type { Interface } from '#language/network/interface.ts';
import type { Network } from '#language/network/network.ts';
import type { Workload } from '#language/network/workload.ts';
import { addBalancer } from './balancer.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';

/** Configures what the machine behind the interface does besides its own connections. */
export function addDuty(plan: Plan, names: Names, network: Network, iface: Interface): void {
  // Packets of others get to the primary interface of a machine, because routes lead there.
  if (names.place(iface) > 0) return;
  const guest = names.guest(iface);
  const own = iface.addresses.find(({ private: address }) => address.family === 4)?.private;
  const owner = network.byId.get(iface.owner);
  switch (owner?.kind) {
    case 'alb':
    case 'nlb':
    case 'clb':
      addBalancer(plan, names, network, owner, iface);
      break;
    case 'nat':
      if (own !== undefined) plan.nft(guest, ...natGateway(formatAddress(own)));
      break;
    case 'nat-instance':
      plan.nft(guest, ...natInstance());
      break;
    case 'instance':
    case 'node':
      if (!iface.sourceDestCheck) plan.nft(guest, ...appliance());
      break;
    case 'lambda':
      plan.nft(guest, ...lambda());
      break;
    case 'pod':
      addPod(plan, names, network, owner, iface);
      break;
    default:
  }
}

/**
 * A pod has a second cable, to its node: to its neighbours on the machine, unless it has groups of its own, and for what leaves the VPC,
 * which the node sends from its own address. Replies to connections through the pod's own interface return by it.
 * Facts 10.1, 10.2, 10.6, 10.7.
 */
function addPod(plan: Plan, names: Names, network: Network, pod: Workload, iface: Interface): void {
  const node = pod.node === undefined ? undefined : network.byId.get(pod.node);
  const host = node !== undefined && 'interfaces' in node ? node.interfaces[0] : undefined;
  const own = firstOf(iface);
  if (host === undefined || own === undefined) return;
  const [inside, outside] = [names.guest(iface), names.guest(host)];
  plan.cable(inside, 'node', outside, inside);
  const shares = sharesGroups(iface, host);
  plan.ip(outside, `rule add pref 50 ${shares ? '' : 'iif eth0 '}to ${own} lookup 50`, `route add ${own} dev ${inside} table 50`);
  if (shares) {
    for (const neighbour of neighboursOf(network, pod, host)) plan.ip(inside, `route add ${neighbour} dev node src ${own}`);
    for (const block of blocksBehind(network, pod.node)) plan.ip(inside, `route add ${block} dev node src ${own}`);
  }
  if (pod.nodeTranslates === false) return;
  const kept = (pod.keepsAddressTo ?? []).filter(({ family }) => family === 4);
  plan.ip(inside, `route replace default dev node src ${own}`);
  // What the node has behind it is reached through the node, whether it translates or not.
  for (const prefix of [...iface.subnet.vpc.prefixes, ...kept])
    if (prefix.family === 4) plan.ip(inside, `route append ${formatPrefix(prefix)} dev eth0 src ${own}`);
  plan.ip(inside, 'rule add pref 50 fwmark 1 lookup 50', 'route add default dev eth0 table 50');
  plan.nft(
    inside,
    'table ip pod {',
    '  chain in { type filter hook prerouting priority -150',
    '    iifname "eth0" ct state new ct mark set 1',
    '  }',
    '  chain out { type route hook output priority -150',
    '    ct mark 1 meta mark set 1',
    '  }',
    '}',
  );
  plan.nft(
    outside,
    `table ip ${inside} {`,
    '  chain out { type nat hook postrouting priority 100',
    ...kept.map((prefix) => `    ip daddr ${formatPrefix(prefix)} accept`),
    ...['eth0', 'behind*'].map((out) => `    oifname "${out}" ip saddr ${own} snat to ${firstOf(host)}`),
    '  }',
    '}',
  );
}

/** The blocks of the networks behind a node. */
function blocksBehind({ outside }: Network, node: Workload['node']): readonly string[] {
  const prefixes = outside.filter(({ behind }) => behind !== undefined && behind === node).flatMap(({ prefixes }) => prefixes);
  return [...new Set(prefixes.filter(({ family }) => family === 4).map(formatPrefix))];
}

/** The addresses of the node and of its other pods, as far as they have no groups of their own. */
function neighboursOf({ workloads, byId }: Network, pod: Workload, host: Interface): readonly string[] {
  const node = byId.get(host.owner);
  const own = node !== undefined && 'interfaces' in node ? node.interfaces : [host];
  const pods = workloads.filter(({ id, node }) => id !== pod.id && node === pod.node).flatMap(({ interfaces }) => interfaces);
  return [...own, ...pods.filter((other) => sharesGroups(other, host))].flatMap(({ addresses }) =>
    addresses.flatMap(({ private: address }) => (address.family === 4 ? [formatAddress(address)] : [])),
  );
}

function sharesGroups(a: Interface, b: Interface): boolean {
  const own = new Set(a.securityGroups);
  return own.size === new Set(b.securityGroups).size && (b.securityGroups ?? []).every((group) => own.has(group));
}

function firstOf({ addresses }: Interface): string | undefined {
  const first = addresses.find(({ private: { family } }) => family === 4);
  return first && formatAddress(first.private);
}

/** Only replies are accepted, not even a ping; packets outside of connections are dropped. */
function natGateway(own: string): readonly string[] {
  return [
    'table ip nat {',
    '  chain out { type nat hook postrouting priority 100',
    `    meta l4proto { tcp, udp } snat to ${own}:1024-65535`,
    `    meta l4proto icmp snat to ${own}`,
    '  }',
    '  chain unsolicited { type filter hook input priority 0; policy drop; }',
    '  chain forward { type filter hook forward priority 0',
    '    ct state invalid drop',
    '    meta l4proto != { tcp, udp, icmp } drop',
    '  }',
    '}',
    'table ip6 nat {',
    '  chain forward { type filter hook forward priority 0; policy drop; }',
    '}',
  ];
}

/**
 * What Linux does by itself: the source of packets of others becomes the machine's own address, the port stays while it is free. A reply
 * to a connection that it never saw opening it would pass on untranslated; AWS says nothing of that, so it is dropped, as by a NAT gateway.
 */
function natInstance(): readonly string[] {
  return [
    'table ip nat {',
    '  chain out { type nat hook postrouting priority 100',
    '    fib saddr type != local masquerade',
    '  }',
    '  chain forward { type filter hook forward priority 0',
    '    ct state invalid drop',
    '  }',
    '}',
  ];
}

/**
 * Passes on packets of others, and as a firewall does: of connections only that it sees in both directions. Fact 2D. What is behind the
 * instance is routed only.
 */
function appliance(): readonly string[] {
  return [
    'table inet appliance {',
    '  chain forward { type filter hook forward priority 0',
    '    iifname "behind*" accept',
    '    oifname "behind*" accept',
    '    ct state invalid drop',
    '  }',
    '}',
  ];
}

function lambda(): readonly string[] {
  return ['table inet function {', '  chain in { type filter hook input priority 0', '    ct state new drop', '  }', '}'];
}
