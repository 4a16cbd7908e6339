// What some machines do with packets of others: NAT gateways and NAT instances translate, functions let nobody in.
// Facts 6.1, 6.3, 6.4, 6.9, 6.13 (NAT gateway), 7.1 and 7.5 (NAT instance), 9.5 (no packet gets into a function), 10.1 and 10.2 (pods).
import { formatAddress, formatPrefix } from '#language/network/address.ts';
import type { Interface, Network } from '#language/network/network.ts';
import { addBalancer } from './balancer.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';

/** Tells the machine behind the interface what it does besides asking and answering. */
export function addDuty(plan: Plan, names: Names, network: Network, iface: Interface): void {
  const guest = names.guest(iface);
  const own = iface.addresses.find(({ private: address }) => address.family === 4)?.private;
  const owner = network.byId.get(iface.owner);
  switch (owner?.kind) {
    case 'alb':
    case 'nlb':
      addBalancer(plan, names, network, owner, iface);
      break;
    case 'nat':
      if (own !== undefined) plan.nft(guest, ...natGateway(formatAddress(own)));
      break;
    case 'nat-instance':
      plan.nft(guest, ...natInstance());
      break;
    case 'lambda':
      plan.nft(guest, ...lambda());
      break;
    case 'pod':
      addPod(plan, names, network, iface);
      break;
    default:
  }
}

/**
 * A pod has a second way out: what leaves the VPC goes to its node, which sends it under its own address. Answers to those who
 * came in by the pod's own interface go back by it. Facts 10.1 and 10.2.
 */
function addPod(plan: Plan, names: Names, network: Network, iface: Interface): void {
  const pod = network.byId.get(iface.owner);
  const node =
    pod?.kind === 'pod' && pod.nodeTranslates !== false && pod.node !== undefined ? network.byId.get(pod.node) : undefined;
  const host = node !== undefined && 'interfaces' in node ? node.interfaces[0] : undefined;
  const own = iface.addresses.find(({ private: { family } }) => family === 4)?.private;
  if (host === undefined || own === undefined) return;
  const [inside, outside, address] = [names.guest(iface), names.guest(host), formatAddress(own)];
  plan.cable(inside, 'node', outside, inside);
  plan.ip(inside, `route replace default dev node src ${address}`);
  for (const prefix of iface.subnet.vpc.prefixes)
    if (prefix.family === 4) plan.ip(inside, `route add ${formatPrefix(prefix)} dev eth0 src ${address}`);
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
  plan.ip(outside, `rule add pref 50 iif eth0 to ${address} lookup 50`, `route add ${address} dev ${inside} table 50`);
  plan.nft(
    outside,
    `table ip ${inside} {`,
    '  chain out { type nat hook postrouting priority 100',
    `    ip saddr ${address} masquerade`,
    '  }',
    '}',
  );
}

/** Nothing but answers comes in, not even a ping; what is no part of a connection is dropped. */
function natGateway(own: string): readonly string[] {
  return [
    'table ip nat {',
    '  chain out { type nat hook postrouting priority 100',
    `    meta l4proto { tcp, udp } snat to ${own}:1024-65535`,
    `    meta l4proto icmp snat to ${own}`,
    '  }',
    '  chain strangers { type filter hook input priority 0; policy drop; }',
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
 * What Linux does by itself: the source becomes the machine's own address, the port stays while it is free. An answer to a connection
 * that it never saw opening it would pass on untranslated; AWS says nothing of that, so it is dropped, as by a NAT gateway.
 */
function natInstance(): readonly string[] {
  return [
    'table ip nat {',
    '  chain out { type nat hook postrouting priority 100',
    '    masquerade',
    '  }',
    '  chain forward { type filter hook forward priority 0',
    '    ct state invalid drop',
    '  }',
    '}',
  ];
}

function lambda(): readonly string[] {
  return ['table inet function {', '  chain in { type filter hook input priority 0', '    ct state new drop', '  }', '}'];
}
