// What some machines do with packets of others: NAT gateways and NAT instances translate, functions let nobody in.
// Facts 6.1, 6.3, 6.4, 6.9, 6.13 (NAT gateway), 7.1 and 7.5 (NAT instance), 9.5 (no packet gets into a function).
import { formatAddress } from '#language/network/address.ts';
import type { Interface, Network } from '#language/network/network.ts';
import type { Names } from './names.ts';
import type { Plan } from './plan.ts';

/** Tells the machine behind the interface what it does besides asking and answering. */
export function addDuty(plan: Plan, names: Names, network: Network, iface: Interface): void {
  const guest = names.guest(iface);
  const own = iface.addresses.find(({ private: address }) => address.family === 4)?.private;
  switch (network.byId.get(iface.owner)?.kind) {
    case 'nat':
      if (own !== undefined) plan.nft(guest, ...natGateway(formatAddress(own)));
      break;
    case 'nat-instance':
      plan.nft(guest, ...natInstance());
      break;
    case 'lambda':
      plan.nft(guest, ...lambda());
      break;
    default:
  }
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
